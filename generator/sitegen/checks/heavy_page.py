"""A page weighs more than the budget, 2,000 kB unless `--budget` says otherwise: HTML, styles, scripts and pictures.

Mend the picture that weighs most, which the line shows: a smaller one, or one that sitegen cuts to size.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.look import Look
from sitegen.inspection.page import Element, Page
from sitegen.inspection.trace import Trace

LEVEL = "warning"


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Add up a page and the files that it loads, each once, pictures in the size for a phone."""
    sizes = look.tree.files
    loaded = dict(_loaded(page))
    weight = len(page.content) + sum(sizes[file] for file in loaded)
    if weight <= look.budget * 1000:
        return
    message = f"the page weighs {weight / 1000:,.0f} kB, and the budget is {look.budget:,} kB"
    heaviest = max(loaded, key=sizes.__getitem__, default="")
    if not heaviest or sizes[heaviest] < len(page.content):
        yield Trace(page.path, message, "Cut the page into several")
        return
    hint = f"The heaviest of it is /{shorten(heaviest)}, {sizes[heaviest] / 1000:,.0f} kB"
    element = loaded[heaviest]
    value = element.attributes.get("src") or element.attributes.get("href", "")
    yield Trace(page.path, message, hint, element.raw, value)


def _loaded(page: Page) -> Iterator[tuple[str, Element]]:
    """Yield the files that a page loads; where a picture has other forms, the last of these takes its place."""
    form: Element | None = None
    for element in page.elements:
        if element.name == "source":
            form = element
            continue
        chosen = form if form is not None and element.name == "img" else element
        form = None
        yield from ((file, chosen) for file in chosen.loads)
