"""An article or page that is not out (draft, scheduled, under embargo, expired, withdrawn) shows in the output.

Take its headline or its address out of the line that is named; an output older than the sources is to be built again.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.facts import Facts, Hidden
from sitegen.inspection.feed import Feed
from sitegen.inspection.haystack import is_telling
from sitegen.inspection.look import Look
from sitegen.inspection.page import Page
from sitegen.inspection.trace import Needle, Trace

LEVEL = "error"
_HINT = "Take it out, or build the output again"
_LEAST_WORDS, _LEAST_LETTERS = 4, 20
"""Of a headline that is looked for: a shorter one is also a phrase that others use."""


def seek(facts: Facts) -> Iterator[Needle]:
    """Name the headlines of what is not out, but for those that something which is out has in its own."""
    published = "\n".join(facts.titles)
    for hidden in facts.hidden:
        title = " ".join(hidden.title.split())
        is_long = len(title.split()) >= _LEAST_WORDS or len(title) >= _LEAST_LETTERS
        if is_long and is_telling(title) and title not in published:
            message = f"the headline of {_named(hidden)} is in the output: `{shorten(title)}`"
            yield Needle(title, hidden.location, message, _HINT)


def on_page(page: Page, look: Look) -> Iterator[Trace]:
    """Look for links to what is not out."""
    for element in page.elements if look.hidden else ():
        for link in element.links:
            hidden = look.hidden.get(link.target.path) if link.target.path else None
            if hidden is not None and link.target.why:
                message = f"`{shorten(link.address)}` is the address of {_named(hidden)}"
                yield Trace(page.path, message, _HINT, element.raw, link.address)


def on_feed(feed: Feed, look: Look) -> Iterator[Trace]:
    """Look for the addresses of what is not out among those of a feed or sitemap."""
    for item in feed.items if look.hidden else ():
        for address in item.addresses:
            target = look.tree.resolve(address, feed.path)
            hidden = look.hidden.get(target.path) if target.path else None
            if hidden is not None:
                message = f"`{shorten(address)}` is the address of {_named(hidden)}"
                yield Trace(feed.path, message, _HINT, value=address, line=item.line, cause=hidden.location)


def on_tree(look: Look) -> Iterator[Trace]:
    """Look for the pages, and for the files, of what is not out."""
    for path, hidden in look.hidden.items():
        file = look.tree.resolve(f"{look.tree.origin}{look.tree.base}{path[1:]}", "").file
        if file:
            what = "the page" if path == hidden.path else "a file"
            message = f"{what} of {_named(hidden)} is in the output"
            yield Trace(file, message, _HINT, cause=hidden.location)


def _named(hidden: Hidden) -> str:
    return f"{hidden.location.path} ({hidden.why})"
