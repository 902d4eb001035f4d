"""A FeedView -> the bytes of its feed. An article stands in several feeds, and its item, the same in all, is made once.

What is kept is the item's bytes in each format; its content, the dearest part, is made once for all formats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import structs

from sitegen.output.feeds import atom, json_feed, rss
from sitegen.output.feeds.content import content_of
from sitegen.pages.article import BodyView
from sitegen.pages.feed import FeedItem, FeedView
from sitegen.pages.picture import PictureView

_MOST_BYTES: Final = 48 * 1024 * 1024
"""Of items that are kept."""
_MOST_CONTENTS: Final = 400
"""Contents that are kept, for the next format of the same feed."""

Pieces = tuple[bytes, list[bytes], bytes]
"""What stands before the items of a feed, each item, and what stands after them."""
Write = Callable[[FeedView, Sequence[FeedItem], Callable[[FeedItem], str]], Pieces]
"""Writes the feed of a view with some of its items; the last argument gives the content of an item, HTML."""

_FORMATS: Final[dict[str, tuple[Write, bytes]]] = {
    "rss": (rss.write, b""),
    "atom": (atom.write, b""),
    "json": (json_feed.write, b",\n"),
}
"""How each format is written, and what stands between two items."""


class FeedWriter:
    """Writes the feeds of one site."""

    def __init__(
        self, html: Callable[[BodyView], str], length: Callable[[PictureView], int], *, trusted: bool = False
    ) -> None:
        """`html` gives the HTML of a body, `length` the bytes of a rendition.

        `trusted` tells that a body may hold whatever authors typed.
        """
        self._html, self._length, self._trusted = html, length, trusted
        self._contents: dict[FeedItem, str] = {}
        self._made: dict[str, dict[FeedItem, bytes]] = {name: {} for name in _FORMATS}
        self._bytes = 0

    def write(self, view: FeedView) -> bytes:
        """Return the bytes of a feed. The body of an item that is kept is not asked for."""
        (write, between), made = _FORMATS[view.format], self._made[view.format]
        new = [item for item in view.items if item not in made]
        head, items, tail = write(view, list(map(self._measured, new)), self._content)
        made.update(zip(new, items, strict=True))
        whole = b"".join((head, between.join([made[item] for item in view.items]), tail))
        self._bytes += sum(map(len, items))
        if self._bytes > _MOST_BYTES:
            self._bytes = 0
            for kept in self._made.values():
                kept.clear()
        return whole

    def _measured(self, item: FeedItem) -> FeedItem:
        """Return an item with the length of its picture, which is known once that is made."""
        if item.picture is None or item.picture.made is None:
            return item
        length = self._length(item.picture.made)
        return structs.replace(item, picture=structs.replace(item.picture, length=length, made=None))

    def _content(self, item: FeedItem) -> str:
        content = self._contents.get(item)
        if content is None:
            if len(self._contents) >= _MOST_CONTENTS:
                self._contents.clear()
            html = self._html(item.body) if item.body else ""
            content = self._contents[item] = content_of(item, html, trusted=self._trusted)
        return content
