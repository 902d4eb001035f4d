"""feedgen, with what it does not write of itself: hub links, media:content with its children, languages, audio.

An extension is feedgen's own way to more elements: it is asked for them as each feed or item is written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from sitegen.content.moments import clock
from sitegen.pages.feed import FeedItem, FeedPicture, FeedView

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What feedgen is given where there is no date, so that it does not take the clock's."""
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_HTML: Final = "http://www.w3.org/1999/xhtml"
_ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA: Final = "http://search.yahoo.com/mrss/"


class _FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Elements of a feed; `view` is set before it is written."""

    view: FeedView

    def extend_ns(self) -> dict[str, str]:
        common = {"media": _MEDIA, "html": _HTML}
        return common | {"dc": _DC, "itunes": _ITUNES} if self.view.format == "rss" else common

    def extend_rss(self, feed: Any) -> Any:
        channel = feed[0]
        if self.view.hub:
            etree.SubElement(channel, f"{_ATOM}link", {"rel": "hub", "href": self.view.hub})
        _add_words(channel, self.view)
        return feed

    def extend_atom(self, feed: Any) -> Any:
        _add_words(feed, self.view)
        return feed


class _ItemExtension(BaseEntryExtension):  # type: ignore[misc]
    """Elements of an item; `item` is set before it is written."""

    item: FeedItem

    def extend_rss(self, entry: Any) -> Any:
        item = self.item
        for creator in item.creators:
            _add(entry, f"{{{_DC}}}creator", creator.text)
        if item.language:
            _add(entry, f"{{{_DC}}}language", item.language)
        if item.updated > item.published:
            _add(entry, f"{_ATOM}updated", item.updated.isoformat())
        if item.sound:
            _add(entry, f"{{{_ITUNES}}}duration", clock(item.sound.seconds))
        if item.picture:
            _add_picture(entry, item.picture)
        return entry

    def extend_atom(self, entry: Any) -> Any:
        item = self.item
        if item.language:
            entry.set("{http://www.w3.org/XML/1998/namespace}lang", item.language)
        enclosed = item.sound or item.picture
        if enclosed and enclosed.type:
            # feedgen drops `rel` and `type` of an entry's links.
            size = {"length": str(enclosed.length)} if enclosed.length else {}
            etree.SubElement(entry, "link", {"rel": "enclosure", "type": enclosed.type, "href": enclosed.url, **size})
        if item.picture:
            _add_picture(entry, item.picture)
        return entry


def generator(view: FeedView) -> Any:
    """Return a FeedGenerator that knows what RSS and Atom have in common of a view, its links and items aside."""
    feed = FeedGenerator()
    feed.register_extension("more", _FeedExtension, _ItemExtension)
    feed.more.view = view
    feed.title(view.title)
    feed.generator("sitegen")
    feed.updated(view.updated or EPOCH)
    return feed


def add_entry(feed: Any, item: FeedItem) -> Any:
    """Return a new entry of a feed, after those that it has."""
    entry = feed.add_entry(order="append")
    entry.more.item = item
    entry.title(item.title)
    entry.link(href=item.url)
    entry.published(item.published)
    entry.category([{"term": category} for category in item.categories])
    return entry


def cut(xml: bytes, view: FeedView, opening: bytes, closing: bytes, end: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Cut a feed into what stands before its items, each of these, and what stands after.

    `opening` begins an item, `closing` is the line that ends one, `end` begins what follows the last.
    """
    last = xml.rindex(end)
    first = xml.find(opening)
    first = first if first >= 0 else last
    items = [piece + closing for piece in xml[first:last].split(closing)[:-1]]
    head = xml[:first]
    if view.style:
        declaration, _, rest = head.partition(b"\n")
        head = b'%b\n<?xml-stylesheet type="text/css" href="%b"?>\n%b' % (declaration, view.style.encode(), rest)
    return head, items, xml[last:]


def _add(parent: Any, tag: str, text: str) -> Any:
    element = etree.SubElement(parent, tag)
    element.text = text
    return element


def _add_picture(entry: Any, picture: FeedPicture) -> None:
    """Add a picture as Media RSS 1.5.1 has it, with its description and its credit."""
    facts = {"url": picture.url, "medium": "image"}
    facts |= {"type": picture.type} if picture.type else {}
    facts |= {"fileSize": str(picture.length)} if picture.length else {}
    facts |= {"width": str(picture.width), "height": str(picture.height)} if picture.width else {}
    content = etree.SubElement(entry, f"{{{_MEDIA}}}content", facts)
    _add(content, f"{{{_MEDIA}}}description", picture.caption or picture.alt)
    if picture.credit:
        _add(content, f"{{{_MEDIA}}}credit", picture.credit)


def _add_words(parent: Any, view: FeedView) -> None:
    """Add what people read who open the feed in a browser; feed readers pass over HTML that stands in no content."""
    line = _add(parent, f"{{{_HTML}}}p", f"{view.explanation} ")
    _add(line, f"{{{_HTML}}}a", view.guide.text).set("href", view.guide.url)


Contents = Callable[[FeedItem], str]
"""Gives the content of an item, HTML."""
