"""Addresses: permalink patterns filled in, the base path put before them, and the file that each address is.

A *path* is an address below the base path, decoded, with a leading slash: `/category/world/`. An *href* is what a
page prints: quoted, with the base path. A *file* is the path of the output file, without a leading slash.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

_SAFE = "/~!$&'()*+,;=:@"
"""What RFC 3986 section 3.3 admits in a path as it is."""

CORRECTIONS_PATH: Final = "/corrections/"
"""Of the page that gathers the corrections of all articles."""
SEARCH_PATH: Final = "/search/"
"""Of the search page, and of the folder of what it needs."""
_NEEDS_NO_QUOTING: Final = re.compile(r"[\w/~!$&'()*+,;=:@.-]*", re.ASCII).fullmatch


class Addresses(Struct, frozen=True):
    """Turns paths into what is printed."""

    site_url: str
    """Absolute, with a slash at its end."""
    base_path: str
    """Decoded, with a slash at both ends."""

    def href(self, path: str, suffix: str = "") -> str:
        """Return the root-relative address of a path; `suffix` is a query or fragment, quoted already."""
        whole = self.base_path + path[1:]
        return (whole if _NEEDS_NO_QUOTING(whole) else quote(whole, safe=_SAFE)) + suffix

    def absolute(self, path: str, suffix: str = "") -> str:
        """Return the whole address of a path, for feeds, canonical links and readers elsewhere."""
        return self.origin() + self.href(path, suffix)

    def origin(self) -> str:
        parts = urlsplit(self.site_url)
        return f"{parts.scheme}://{parts.netloc}"


def split_suffix(address: str) -> tuple[str, str]:
    """Return the path of a quoted address, decoded, and its query and fragment, still quoted."""
    end = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    return unquote(address[:end]), address[end:]


def fill(pattern: str, **words: str) -> str:
    """Return the path that a permalink pattern gives."""
    return pattern.format(**words)


def file_of(path: str) -> str:
    """Return the output file of a path: `/a/` is `a/index.html`, `/a/feed.xml` is itself."""
    return f"{path[1:]}index.html" if path.endswith("/") else path[1:]


FEED_FORMATS: Final = ("rss", "atom", "json")
"""The kinds of feed, the one that most readers know first."""
FEED_TYPES: Final = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
"""Their media types."""
_FEED_FILES: Final = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
FEED_FILES: Final = tuple(_FEED_FILES.values())
"""Their names. WordPress's own, feed/index.xml, is another address of the first."""


def feed_path(front: str, form: str = "rss") -> str:
    """Return the path of the feed, in one of FEED_FORMATS, of the page at `front`."""
    return feed_folder(front) + _FEED_FILES[form]


def feed_folder(front: str) -> str:
    """Return the folder of the feeds of the page at `front`: its own, or `/old/story/` for `/old/story.html`."""
    return front if front.endswith("/") else f"{front.rpartition('.')[0].rstrip('/')}/"


def page_number(front: str, number: int) -> str:
    """Return the path of archive page `number`, counted from the oldest, of the list at `front`."""
    return f"{front}page/{number}/"


def folders_above(path: str) -> Iterator[str]:
    """Yield the folder of a path, the folder of that, and so on."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def picture_file(src: str, source: str) -> str:
    """Return the file of content/ that the address of a picture, typed in content/`source`, names."""
    return locate(unquote(src), source)


def linked_file(target: str, source: str) -> str:
    """Return the file of content/, or the path of the site without its slashes, to which a typed link leads."""
    return locate(unquote(target.partition("#")[0].partition("?")[0]), source)


def locate(target: str, source: str) -> str:
    """Return the file of content/ that `target` names: from content/ if it starts with a slash, else from `source`.

    A target that climbs out of content/ keeps its leading `..`, and so names no file.
    """
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
