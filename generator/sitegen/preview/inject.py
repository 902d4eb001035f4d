"""What the server adds to a page as it serves it: the client, and leave for it in the page's own policy.

No file of the site is ever touched.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

RESERVED: Final = "/__sitegen/"
"""Where the server's own files are, whatever the base path."""
_POLICY: Final = re.compile(
    rb"""(<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=)("[^"]*"|'[^']*')""", re.IGNORECASE
)
_BODY_END: Final = re.compile(rb"</body\s*>", re.IGNORECASE)
_NEEDED: Final = ("script-src", "style-src", "connect-src")
"""The directives that govern the client, its style sheet and its stream (CSP3)."""


def is_document(content: bytes) -> bool:
    """Tell whether HTML is a whole page; a piece of one, or a file that must stay as it is, gets nothing added."""
    start = content[:1024].lower()
    return b"<!doctype html" in start or b"<html" in start


def with_client(content: bytes, origin: str, built: str, notice: str = "") -> bytes:
    """Return a page with the client in it.

    `origin` is where the server is reached (`http://127.0.0.1:8000`), `built` the version of the site that the page is
    of, `notice` what a banner is to say.
    """
    told = f' data-notice="{escape(notice)}"' if notice else ""
    script = f'<script src="{RESERVED}client.js" data-built="{escape(built)}"{told} defer></script>\n'.encode()
    content = _POLICY.sub(lambda found: found.group(1) + _allowed(found.group(2), origin), content)
    ends = list(_BODY_END.finditer(content))
    at = ends[-1].start() if ends else len(content)
    return content[:at] + script + content[at:]


def _allowed(quoted: bytes, origin: str) -> bytes:
    """Return a policy, quoted as it was, that admits the server's own files and nothing else besides."""
    policy = _parsed(unescape(quoted[1:-1].decode(errors="surrogateescape")))
    ours = origin + RESERVED
    for name in _NEEDED:
        inherited = policy.get(name, policy.get("default-src"))
        if inherited is not None and not {"'self'", "*"} & set(inherited):
            policy[name] = [*(source for source in inherited if source != "'none'"), ours]
    text = "; ".join(" ".join((name, *sources)) for name, sources in policy.items())
    return b'"' + escape(text, quote=False).replace('"', "&quot;").encode(errors="surrogateescape") + b'"'


def _parsed(policy: str) -> dict[str, list[str]]:
    """Return the sources of each directive, the first of a name, as browsers take it."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    return directives
