"""The headings of a page do not tell its order: a level is left out, or there is no first heading, or more than one.

In a text, a part of a `##` starts with `###`, never with `####`; a page has its headline as its only `<h1>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from sitegen.errors import shorten
from sitegen.inspection.look import Look
from sitegen.inspection.page import Page
from sitegen.inspection.trace import Trace

LEVEL = "warning"


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look at the levels of a page's headings, in their order (WCAG 1.3.1, 2.4.6)."""
    if _is_ordered(page.levels) or not page.is_whole:
        return
    headings = page.headings()
    if not any(level == 1 for level, _ in headings):
        yield Trace(page.path, "the page has no first heading", "Give it an `<h1>`", is_layout=True)
    for before, (level, raw) in pairwise([(1, ""), *headings]):
        if level > before[0] + 1:
            message = f"a heading of level {level} follows one of level {before[0]}: {_shown(raw)}"
            yield Trace(page.path, message, f"Make it level {before[0] + 1}", raw)
    for _, raw in [heading for heading in headings if heading[0] == 1][1:]:
        yield Trace(page.path, f"the page has another first heading: {_shown(raw)}", "Make it `<h2>`", raw)


def _is_ordered(levels: tuple[int, ...]) -> bool:
    return levels.count(1) == 1 and all(after <= before + 1 for before, after in pairwise([1, *levels]))


def _shown(raw: str) -> str:
    inner = raw[raw.index(">") + 1 : raw.rfind("</")]
    words = "".join(part.partition(">")[2] for part in f">{inner}".split("<"))
    return f"`{shorten(unescape(words).strip())}`"
