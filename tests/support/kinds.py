"""One page of each kind that a site has, found in a built tree: the fullest one, as it shows the most."""

from __future__ import annotations

from pathlib import Path

PATTERNS = {
    "home": ("index.html",),
    "article": ("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/*/index.html",),
    "live": ("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/*/index.html",),
    "section": ("category/*/index.html",),
    "archive": ("category/*/page/*/index.html", "desk/*/page/*/index.html", "author/*/page/*/index.html"),
    "desk": ("desk/*/index.html",),
    "author": ("author/*/index.html",),
    "tag": ("tag/*/index.html",),
    "month": ("[0-9][0-9][0-9][0-9]/[0-9][0-9]/index.html",),
    "year": ("[0-9][0-9][0-9][0-9]/index.html",),
    "page": ("about/index.html",),
    "corrections": ("corrections/index.html",),
    "feeds": ("feeds/index.html",),
    "search": ("search/index.html",),
    "404": ("404.html",),
    "redirect": ("**/index.html",),
}
"""Where the pages of each kind are written, in the default permalinks."""

_LIVE = b'<section class="live"'
"""What makes an article's page one of live coverage, and not of the kind `article`."""

PAGES = tuple(kind for kind in PATTERNS if kind not in ("redirect", "search"))
"""The kinds that a reader stays on and that are whole without script; test_search.py looks at the search page."""

NOWHERE = "no/such/page/"
"""An address that no site has: there the 404 page must stand on its own, however deep."""

REFRESH = b'http-equiv="refresh"'


def find_page(folder: Path, kind: str, mark: bytes = b"") -> str:
    """The address, relative to the site, of the fullest page of a kind in the built tree `folder`, that has the mark.

    Raises LookupError where the site has no such page.
    """
    pages = [
        (path.stat().st_size, path.relative_to(folder).as_posix())
        for pattern in PATTERNS[kind]
        for path in folder.glob(pattern)
        if (REFRESH in (html := path.read_bytes())) == (kind == "redirect")
        and mark in html
        and (_LIVE in html) == (kind == "live")
    ]
    if not pages:
        raise LookupError(f"the built site has no page of the kind `{kind}` with {mark!r}")
    if kind == "404":
        return NOWHERE
    return max(pages)[1].removesuffix("index.html")
