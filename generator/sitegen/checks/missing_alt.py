"""A picture has no alternative text, or its file's name for one, or is without a word all that a link has.

Describe what it shows: `alt="A red fort at dawn"`; one that only adorns has `alt=""`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sitegen.errors import shorten
from sitegen.inspection.look import Look
from sitegen.inspection.page import Element, Page
from sitegen.inspection.trace import Trace

LEVEL = "error"
_FILE_NAME = re.compile(r"[^\s/]+\.(?:avif|gif|jpe?g|png|svg|webp)", re.IGNORECASE)
_PICTURE_LINK = re.compile(
    rb"(?P<link><a\s[^>]{1,2000}+>)(?P<inner>(?:\s|</?(?:picture|source|span|figure)\b[^>]{0,2000}+>)*+"
    rb"<img\s[^>]{1,2000}+>(?:\s|</?(?:picture|span|figure)\b[^>]{0,2000}+>)*+)</a\s*>",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\saria-(?:label|labelledby|hidden)=|\stitle=", re.IGNORECASE)
_SPEAKING = re.compile(r"""\salt=(?:"\s*[^"\s]|'\s*[^'\s]|[^"'\s>])|\saria-label""", re.IGNORECASE)
_HREF = re.compile(r"""\shref=["']?([^"'\s>]*)""", re.IGNORECASE)
_HINT = 'Describe it in `alt`; what only adorns has `alt=""`'


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look at the pictures of a page, at buttons and areas that are pictures, too (WCAG 1.1.1)."""
    adorns = False
    for element in page.elements:
        if not _is_picture(element):
            continue
        words, source = element.attributes.get("alt"), element.attributes.get("src", "")
        if words is None:
            message = f"the picture `{shorten(source)}` has no alternative text"
            yield Trace(page.path, message, _HINT, element.raw, source)
        elif _FILE_NAME.fullmatch(words.strip()):
            message = f"the alternative text of `{shorten(source)}` is a file's name"
            yield Trace(page.path, message, _HINT, element.raw, source)
        adorns = adorns or words == ""
    if adorns:
        yield from _silent_links(page)


def _silent_links(page: Page) -> Iterator[Trace]:
    """Yield the links that are a picture and nothing else, where the picture says nothing (WCAG 2.4.4)."""
    for found in _PICTURE_LINK.finditer(page.content):
        link, inner = found["link"].decode(errors="replace"), found["inner"].decode(errors="replace")
        if _NAMED.search(link) or _SPEAKING.search(inner):
            continue
        address = _HREF.search(link)
        value = unescape(address[1]) if address else ""
        message = f"the link to `{shorten(value)}` is a picture without a word"
        yield Trace(page.path, message, "Say in `alt` where the link leads", link, value)


def _is_picture(element: Element) -> bool:
    if element.name == "img":
        return element.attributes.get("aria-hidden") != "true"
    if element.name == "area":
        return "href" in element.attributes
    return element.name == "input" and element.attributes.get("type", "").lower() == "image"
