"""Which file of a built site answers a path, as GitHub Pages finds it, and of what type it is.

A path that names anything but a file of the site finds nothing: no parent folder, no link, nothing of sitegen's own.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import quote

from sitegen.output.writer import MARK, STAGING

NOT_FOUND_PAGE: Final = "404.html"
INDEXES: Final = ("index.html", "index.xml")
"""What a folder is shown by, the first that it has."""
LONGEST_PATH: Final = 4096
"""Bytes of a path; no file system that a site is built on takes more."""

_TEXT: Final = "; charset=utf-8"
_TYPES: Final = {
    **dict.fromkeys((".html", ".htm"), f"text/html{_TEXT}"),
    ".css": f"text/css{_TEXT}",
    **dict.fromkeys((".js", ".mjs"), f"application/javascript{_TEXT}"),
    **dict.fromkeys((".json", ".map"), f"application/json{_TEXT}"),
    ".webmanifest": f"application/manifest+json{_TEXT}",
    **dict.fromkeys((".txt", ".text"), f"text/plain{_TEXT}"),
    ".csv": f"text/csv{_TEXT}",
    **dict.fromkeys((".md", ".markdown"), f"text/markdown{_TEXT}"),
    ".vtt": f"text/vtt{_TEXT}",
    ".ics": f"text/calendar{_TEXT}",
    **dict.fromkeys((".xml", ".xsl"), "application/xml"),
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    **dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"),
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    **dict.fromkeys((".ogg", ".oga"), "audio/ogg"),
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".wasm": "application/wasm",
}
_BYTES: Final = "application/octet-stream"
_OURS: Final = frozenset({MARK, STAGING, ".git"})
"""What stands at the top of the output folder and is no part of the site."""
_NO_NAME: Final = re.compile(r"[\\:\x00-\x1f\x7f]")
"""In no name of a file that sitegen publishes; some of it leads elsewhere on some systems."""
_SAFE: Final = "/~!$&'()*+,;=:@"
"""What RFC 3986 section 3.3 admits in a path as it is."""


class Served(NamedTuple):
    """A file that answers, relative to the site's folder, and the status to answer with."""

    file: str
    status: int = 200


class Moved(NamedTuple):
    """A redirect to another path of the site, quoted."""

    location: str


Found = Served | Moved | None
"""None where even the site has no page to say that there is nothing."""


def find(folder: Path, base: str, path: str) -> Found:
    """Return what answers `path`, decoded once, on a site whose files are in `folder` and whose base path is `base`.

    `/dir` leads to `/dir/`, which its index answers; `/page` is answered by page.html; what is not there is answered by
    the site's 404.html, and outside of the base path by nothing.
    """
    if not path.startswith(base):
        return Moved(quote(base, safe=_SAFE)) if f"{path}/" == base and path != "/" else None
    inner = path[len(base) :]
    found = _find(os.path.realpath(folder), inner) if _is_plain(inner) else None
    if found == "":
        return Moved(quote(f"{base}{inner}/", safe=_SAFE))
    if found is not None:
        return Served(found)
    return Served(NOT_FOUND_PAGE, 404) if _is_file(os.path.realpath(folder), NOT_FOUND_PAGE) else None


def content_type(file: str) -> str:
    """Return the value of the Content-Type header for a file, by its ending."""
    return _TYPES.get(os.path.splitext(file)[1].lower(), _BYTES)  # noqa: PTH122 - `.txt` alone has no ending


def open_file(folder: Path, file: str) -> tuple[BinaryIO, os.stat_result] | None:
    """Open a regular file and tell what it is; None if there is none (any more), or a link in its place."""
    try:
        handle = os.open(folder / file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb"), status


def _find(top: str, inner: str) -> str | None:
    """Return the file that answers a path below the base path; None for none, empty for a folder without its slash."""
    if not inner or inner.endswith("/"):
        return next((inner + name for name in INDEXES if _is_file(top, inner + name)), None)
    for file in (inner, f"{inner}.html"):
        if _is_file(top, file):
            return file
    return "" if _is_folder(top, inner) else None


def _is_plain(inner: str) -> bool:
    """Tell whether each part of a path is a name, and the path none of sitegen's own."""
    if len(inner.encode(errors="replace")) > LONGEST_PATH or _NO_NAME.search(inner):
        return False
    parts = inner.removesuffix("/").split("/") if inner else []
    return not any(part in ("", ".", "..") for part in parts) and not (parts and parts[0] in _OURS)


def _is_file(top: str, file: str) -> bool:
    return _is_itself(top, file) and os.path.isfile(f"{top}/{file}")  # noqa: PTH113 - at every request


def _is_folder(top: str, folder: str) -> bool:
    return _is_itself(top, folder) and os.path.isdir(f"{top}/{folder}")  # noqa: PTH112 - at every request


def _is_itself(top: str, path: str) -> bool:
    """Tell whether no part of a path is a link, or spelt otherwise than typed."""
    whole = os.path.normpath(f"{top}/{path}")
    try:
        return os.path.realpath(whole) == whole
    except (OSError, ValueError):
        return False
