"""Style sheets and scripts made smaller: comments and needless white space go, nothing else; `/*!` notices stay.

Style sheets go through rcssmin. For scripts the libraries at hand will not do: rjsmin takes a regular expression after
`=>` for a division, and a template within a template for code; those that parse the language take every script for a
module, or bring a run-time of their own. So a script keeps its lines, without their indentation, and loses those that
are nothing but a comment.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPACED_URL: Final = re.compile(r"""url\(\s+["']""", re.IGNORECASE)
"""What rcssmin takes the blanks out of, inside the quotes too."""


def minify(name: str, text: str) -> str:
    """Return a style sheet or a script without comments and needless white space; the name's ending tells which."""
    return _minify_css(text) if name.endswith(".css") else _minify_js(text)


@lru_cache(maxsize=64)
def _minify_css(text: str) -> str:
    if _SPACED_URL.search(text):
        return text.strip()
    import rcssmin

    return str(rcssmin.cssmin(text, keep_bang_comments=True))


def _minify_js(text: str) -> str:
    """Drop whole lines and the blanks around lines, in a script in which no text or comment can span lines."""
    lines = text.splitlines()
    if "/*" in text or any(line.count("`") % 2 or line.endswith("\\") for line in lines):
        return text.strip()
    kept = (line.strip() for line in lines)
    return "\n".join(line for line in kept if line and not line.startswith("//"))
