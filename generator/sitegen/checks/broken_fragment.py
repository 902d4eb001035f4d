"""A link leads into a page, by `#` and a name, where no element has this name.

Give the heading its name back (`## Heading {#name}`), or mend what stands behind the `#`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.look import Look, has_anchor
from sitegen.inspection.page import Page
from sitegen.inspection.trace import Trace
from sitegen.inspection.tree import fragment_of

LEVEL = "error"


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look at every link of a page that has a fragment."""
    for element in page.elements:
        for address in element.inner:
            fragment = fragment_of(address[1:])
            if fragment and not has_anchor(page.content, fragment):
                message = f"`{shorten(address)}` names no element of the page"
                yield Trace(page.path, message, _HINT, element.raw, address)
        for link in element.links:
            target = link.target
            if target.fragment and target.file.endswith((".html", ".svg")) and not look.has_anchor(target):
                message = f"`{shorten(link.address)}` names no element of {target.path or '/'}"
                yield Trace(page.path, message, _HINT, element.raw, link.address)


_HINT = "Mend the name behind the `#`"
