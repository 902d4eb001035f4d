"""What a link or a picture may lead to, as far as the address alone can tell."""

from __future__ import annotations

import re
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from sitegen.errors import shorten

Kind = Literal["link", "image"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
_PASSED_OVER = re.compile(r"[\t\n\r]")
_BEFORE: Final = "".join(map(chr, range(0x21)))
_LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


def scheme_of(address: str) -> str:
    """Return the scheme in lower case, empty if there is none; browsers read past tabs and line breaks in it."""
    found = _SCHEME.match(_PASSED_OVER.sub("", address).lstrip(_BEFORE))
    return found.group(1).lower() if found else ""


def refusal(kind: Kind, address: str) -> tuple[str, str] | None:
    """Return why an address with a scheme cannot be, and the way out; None if it can."""
    scheme = scheme_of(address)
    if kind == "image" and scheme != "https":
        return f"a picture cannot come from `{shorten(address)}`", "Give a file of the site, or an https address"
    if scheme not in _LINK_SCHEMES:
        return f"a link cannot lead to `{shorten(address)}`", "Links may start with https:, http:, mailto: or tel:"
    if scheme in ("http", "https") and not _has_host(address):
        return f"the address `{shorten(address)}` names no host", "Write it as `https://news.example/story/`"
    if not address.partition(":")[2]:
        return f"nothing stands after `{shorten(address)}`", "Write the whole address"
    return None


def origin_of(address: str) -> str:
    """Return the origin of an https address as a Content-Security-Policy names it; empty if it cannot name it."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # UnicodeError is one.
        return ""
    if parts.scheme != "https" or not _HOST_NAME.fullmatch(host):
        return ""
    return f"https://{host}:{port}" if port not in (None, 443) else f"https://{host}"


def _has_host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return bool(host) and not re.search(r"[\s<>\"\\^`{|}]", unquote(host))
