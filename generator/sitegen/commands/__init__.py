"""One command a file: what `sitegen NAME` does, apart from how it is typed (cli.py)."""
