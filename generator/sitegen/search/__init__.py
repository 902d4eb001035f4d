"""Search in the reader's browser: what Pagefind indexes of each year, and files of it that are the same every time."""
