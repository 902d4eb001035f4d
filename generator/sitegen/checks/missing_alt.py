"""A picture has no alternative text, or its file's name for one, so that it says nothing to those who do not see it.

Describe what it shows: `alt="A red fort at dawn"`; one that only adorns has `alt=""`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.look import Look
from sitegen.inspection.page import Element, Page
from sitegen.inspection.trace import Trace

LEVEL = "error"
_FILE_NAME = re.compile(r"[^\s/]+\.(?:avif|gif|jpe?g|png|svg|webp)", re.IGNORECASE)
_HINT = 'Describe it in `alt`; what only adorns has `alt=""`'


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look at the pictures of a page, at buttons and areas that are pictures, too (WCAG 1.1.1)."""
    for element in page.elements:
        words = element.attributes.get("alt")
        if not _is_picture(element):
            continue
        source = element.attributes.get("src") or element.attributes.get("href", "")
        if words is None:
            message = f"the picture `{shorten(source)}` has no alternative text"
        elif _FILE_NAME.fullmatch(words.strip()):
            message = f"the alternative text of `{shorten(source)}` is a file's name"
        else:
            continue
        yield Trace(page.path, message, _HINT, element.raw, source)


def _is_picture(element: Element) -> bool:
    if element.name == "img":
        return element.attributes.get("aria-hidden") != "true"
    if element.name == "area":
        return "href" in element.attributes
    return element.name == "input" and element.attributes.get("type", "").lower() == "image"
