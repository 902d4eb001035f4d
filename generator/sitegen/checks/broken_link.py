"""A link, a picture or another address on the site leads to no file of it, or out of its base path.

Mend the address at the line that is named; one that is typed in a template is best made by the site, from a view.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.feed import Feed
from sitegen.inspection.look import Look
from sitegen.inspection.page import Page
from sitegen.inspection.trace import Trace
from sitegen.inspection.tree import Target, is_rooted

LEVEL = "error"
_LOST = "404.html"


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look at every address of a page, those of its pictures' other sizes too."""
    for element in page.elements:
        for link in element.links:
            if link.target.why and link.target.path not in look.hidden:
                message = _message(link.address, link.target)
                yield Trace(page.path, message, _HINT, element.raw, link.address, target=link.target.path)
            elif page.path == _LOST and not is_rooted(link.address):
                message = f"`{shorten(link.address)}` begins at its page, which a host shows at every address"
                hint = f"Begin it with {look.tree.base}"
                yield Trace(page.path, message, hint, element.raw, link.address)


def on_feed(feed: Feed, look: Look) -> Iterator[Trace]:
    """Look at the addresses of a feed or sitemap and of its items, and at those in the items' texts."""
    resolve = look.tree.resolve
    for address in filter(None, feed.addresses):
        target = resolve(address, feed.path)
        if target.why:
            yield Trace(feed.path, _message(address, target), _HINT, value=address)
    for item in feed.items:
        owner = resolve(item.address, feed.path).file
        for address in item.all_addresses():
            target = resolve(address, feed.path)
            if target.why and target.path not in look.hidden:
                message = _message(address, target)
                yield Trace(feed.path, message, _HINT, value=address, line=item.line, target=target.path, owner=owner)


def _message(address: str, target: Target) -> str:
    return f"`{shorten(address)}` {target.why}"


_HINT = "Mend the address, or take it out"
