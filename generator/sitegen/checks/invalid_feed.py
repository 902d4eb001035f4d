"""A feed breaks the rules of its format (RSS 2.0, Atom, JSON Feed 1.1), so that some readers refuse or misread it.

The message names the rule; where the feed is made from an article, mend the article, else the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.feed import Feed, Item, is_whole
from sitegen.inspection.look import Look
from sitegen.inspection.trace import Trace

LEVEL = "error"


def on_feed(feed: Feed, look: Look) -> Iterator[Trace]:
    """Look at what the format asks for: dates, ids, whole addresses, the sizes of enclosures."""
    if feed.form == "sitemap":
        return
    for line, message, number, value in feed.mistakes:
        owner = look.tree.resolve(feed.items[number].address, feed.path).file if number >= 0 else ""
        yield Trace(feed.path, f"the {feed.form} {_sentence(message)}", "", value=value, line=line, owner=owner)
    for address in filter(None, feed.addresses):
        if not is_whole(address):
            yield Trace(feed.path, _not_whole(feed, address), _HINT, value=address)
    taken: set[str] = set()
    for item in feed.items:
        owner = look.tree.resolve(item.address, feed.path).file
        for message, value in _mistakes(feed, item, look, taken):
            yield Trace(feed.path, message, _HINT, value=value, line=item.line, owner=owner)
        taken.add(item.id)


def _mistakes(feed: Feed, item: Item, look: Look, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an item, each with what somebody typed."""
    for address in item.all_addresses():
        if not is_whole(address):
            yield _not_whole(feed, address), address
    if item.id and item.id in taken:
        yield f"two items of the {feed.form} have the id `{shorten(item.id)}`", item.id
    for enclosure in item.enclosures:
        size = look.tree.files.get(look.tree.resolve(enclosure.address, feed.path).file)
        if size is not None and enclosure.length.isdigit() and int(enclosure.length) not in (0, size):
            message = (
                f"the {feed.form} gives `{shorten(enclosure.address)}` {enclosure.length} bytes, and it has {size}"
            )
            yield message, enclosure.address


def _not_whole(feed: Feed, address: str) -> str:
    return f"the {feed.form} has an address that leads nowhere from another host: `{shorten(address)}`"


def _sentence(message: str) -> str:
    """Return what is said of the feed itself, or of a part of it."""
    return message if message.startswith(("is ", "has ", "needs ")) else f"is not valid: {message}"


_HINT = "Give whole addresses, ids of their own, and true sizes"
