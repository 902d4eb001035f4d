"""Site -> Pages: every output file planned with the one frozen view it is made from. Knows nothing of files or HTML."""
