"""The site or one of its files is larger than GitHub Pages takes: 1 GB in all, 100 MB a file.

Keep large files on another host and link to them; smaller pictures come of `images.quality` and smaller originals.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.inspection.look import Look
from sitegen.inspection.trace import Trace

LEVEL = "error"
MOST_OF_SITE, MOST_OF_FILE = 1_000_000_000, 100 * 1024 * 1024
"""Bytes. Pages counts a site in decimal units, git's host a file in binary ones."""


def on_tree(look: Look) -> Iterator[Trace]:
    """Look at the sizes of all files."""
    files = look.tree.files
    for path, size in files.items():
        if size > MOST_OF_FILE:
            message = f"the file has {size / 1024 / 1024:.0f} MB, and GitHub takes 100 MB"
            yield Trace(path, message, "Keep it on another host, and link to it")
    total = sum(files.values())
    if total > MOST_OF_SITE:
        largest = max(files, key=files.__getitem__)
        message = f"the site has {total / 1e9:.2f} GB, and GitHub Pages takes 1 GB; this is its largest file"
        yield Trace(largest, message, "Keep large files on another host, and link to them")
