"""HTML that a site trusts its authors with, made fit for feed readers: no script, style or form; frames become links.

Readers throw away what they do not admit, each in its own way; what they would throw away silently is said here.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

import nh3

from sitegen.content.markdown.raw_html import ATTRIBUTES, EVERYWHERE, TAGS

_FRAME: Final = re.compile(
    r"<(?:iframe|embed|object)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(?:.*?</(?:iframe|object)\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE: Final = re.compile(r"""\s(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TITLE: Final = re.compile(r"""\stitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MEDIA: Final = {
    "audio": {"controls", "src"}, "video": {"controls", "height", "poster", "src", "width"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"}, "picture": set[str](),
    "img": {"sizes", "srcset"},
}  # fmt: skip
_TAGS: Final = {*TAGS, *_MEDIA, "center", "h1", "main", "article", "aside", "header", "footer", "nav", "big"}
_ATTRIBUTES: Final = {tag: {*EVERYWHERE, *ATTRIBUTES.get(tag, ()), *_MEDIA.get(tag, ())} for tag in _TAGS}


def tamed(html: str) -> str:
    """Return HTML of which nothing runs, loads a frame or changes how a reader looks."""
    cleaned = nh3.clean(
        _FRAME.sub(_link, html),
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "noscript", "svg", "math", "select", "textarea"},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
    return cleaned.replace("<p></p>", "")  # A link in a paragraph of its own cannot stand in another's.


def _link(found: re.Match[str]) -> str:
    """Return a link to what a frame would have shown; nothing for a frame that shows no page."""
    source, title = _SOURCE.search(found[1]), _TITLE.search(found[1])
    address = unescape(next(filter(None, source.groups()), "")) if source else ""
    if not address or address.lower().startswith(("about:", "blob:", "data:", "javascript:")):
        return ""
    text = unescape(next(filter(None, title.groups()), "")) if title else ""
    return f'<p><a href="{escape(address)}">{escape(text or urlsplit(address).netloc or address)}</a></p>'
