"""One page on which all pictures of a folder stand side by side, for a reviewer to open in a browser."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

HEAD = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pictures of every page kind</title>
<style>
body { margin: 1rem; background: #777; color: #fff; font: 1rem/1.4 sans-serif; }
section { display: flex; gap: 1rem; align-items: start; overflow-x: auto; padding-block-end: 1rem; }
figure { flex: none; margin: 0; }
img { display: block; inline-size: 16rem; max-block-size: 40rem; object-fit: cover; object-position: top; }
a { color: inherit; }
</style>
"""

FIGURE = '<figure><a href="{address}"><img src="{address}" alt="" loading="lazy">{name}</a></figure>'


def write_sheet(folder: Path) -> Path:
    """Write index.html over all the pictures in the folder, a row for each direction and kind of page."""

    def row(name: str) -> tuple[str, ...]:
        return tuple(name.split("-")[:2])

    names = sorted(path.name for path in folder.glob("*.png"))
    rows = []
    for key, group in groupby(sorted(names, key=row), key=row):
        figures = "\n".join(FIGURE.format(address=escape(name), name=escape(name[:-4])) for name in group)
        rows.append(f"<h2>{escape(' '.join(key))}</h2>\n<section>\n{figures}\n</section>\n")
    sheet = folder / "index.html"
    sheet.write_text(HEAD + "".join(rows), encoding="utf-8")
    return sheet
