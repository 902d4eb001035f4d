"""A FeedView -> RSS 2.0 (with the Atom, Dublin Core, content and media modules), written by feedgen.

feedgen's habits that this module works around: it puts new entries first; the last link given becomes the channel's
own; it drops an author without an e-mail address; a guid is no permalink unless told; it stamps the moment of the
build where no date is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from operator import attrgetter
from typing import Any, Final

from sitegen.pages.feed import Enclosure, FeedItem, FeedView

_WITHIN: Final = re.compile(r'(<a\b[^<>]*\shref=")(?=#)')
"""Matches up to the address of a link that leads within the page."""
_ITEM: Final = b"    <item>\n"
_ITEM_END: Final = b"    </item>\n"
_BETWEEN: Final = _ITEM_END + _ITEM
_CHANNEL_END: Final = b"  </channel>\n"
"""How lxml indents what stands around items."""
_MOST_KEPT: Final = 10_000
"""Items whose XML is kept: some fifty megabytes."""
_EMPTY_FEED_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What feedgen is given where there is no date, so that it does not take the clock's; the element is then removed."""


def render_rss(
    view: FeedView,
    bodies: Mapping[str, str],
    made: dict[FeedItem, bytes] | None = None,
    length: Callable[[Enclosure], int] = attrgetter("length"),
) -> bytes:
    """Return the feed as UTF-8 bytes; `bodies` holds the HTML of each item's body by source, addresses absolute.

    `length` tells how many bytes an enclosure has.

    An article stands in several feeds, and its item is the same in all: `made` keeps the XML of items from one feed to
    the next. The body of an item that is kept is not asked for.
    """
    kept = {} if made is None else made
    new = [item for item in view.items if item not in kept]
    xml = _write(view, new, bodies, length)
    start, end = xml.find(_ITEM), xml.rindex(_CHANNEL_END)
    pieces = xml[start:end].split(_BETWEEN) if new else []
    if len(pieces) == len(new):
        kept.update(zip(new, (piece.removeprefix(_ITEM).removesuffix(_ITEM_END) for piece in pieces), strict=True))
        head = xml[: start if new else end]
        shown = (b"".join((_ITEM, kept[item], _ITEM_END)) for item in view.items)
        xml = b"".join((head, *shown, xml[end:]))
        while len(kept) > _MOST_KEPT:
            del kept[next(iter(kept))]
    elif len(new) < len(view.items):
        # A body that holds the very lines between two items cannot be cut out.
        return render_rss(view, bodies, length=length)
    if view.updated is None:
        xml = re.sub(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>", b"", xml)
    return xml


def _write(
    view: FeedView, items: Sequence[FeedItem], bodies: Mapping[str, str], length: Callable[[Enclosure], int]
) -> bytes:
    feed = _generator()
    feed.title(view.title)
    feed.link(href=view.self_url, rel="self", type="application/rss+xml")
    feed.link(href=view.url, rel="alternate")
    feed.description(view.description)
    feed.language(view.language)
    feed.copyright(view.copyright)
    feed.generator("sitegen")
    feed.docs("https://www.rssboard.org/rss-specification")
    feed.lastBuildDate(view.updated or _EMPTY_FEED_DATE)
    if view.email:
        feed.managingEditor(f"{view.email} ({view.title})")
    for item in items:
        _add(feed, item, bodies, length)
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def _generator() -> Any:
    """Return an empty FeedGenerator with its extensions; feedgen and lxml are for builds that render a feed."""
    from feedgen.feed import FeedGenerator  # noqa: I001 - the extensions need what it imports
    from feedgen.ext.dc import DcEntryExtension, DcExtension
    from feedgen.ext.media import MediaEntryExtension, MediaExtension

    feed = FeedGenerator()
    # By class: to load one by its name, feedgen looks through the disk for a module that it does not have.
    feed.register_extension("dc", DcExtension, DcEntryExtension)
    feed.register_extension("media", MediaExtension, MediaEntryExtension)
    return feed


def _add(feed: Any, item: FeedItem, bodies: Mapping[str, str], length: Callable[[Enclosure], int]) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(item.guid, permalink=item.permalink)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.published(item.published)
    entry.description(item.summary or item.title)
    entry.dc.dc_creator(list(item.creators))
    if item.lang:
        entry.dc.dc_language(item.lang)
    entry.category([{"term": category} for category in item.categories])
    if item.body is not None:
        entry.content(_figure(item) + _absolute_fragments(bodies[item.body.source], item.url), type="CDATA")
    if item.picture:
        entry.enclosure(item.picture.url, str(length(item.picture)), item.picture.type)
        entry.media.content({"url": item.picture.url, "type": item.picture.type, "medium": "image"}, group=None)


def _figure(item: FeedItem) -> str:
    """The featured picture, for readers that show the content alone."""
    if not item.picture:
        return ""
    return f'<p><img src="{escape(item.picture.url)}" alt="{escape(item.picture_alt)}"></p>\n'


def _absolute_fragments(html: str, url: str) -> str:
    """Lead footnotes and other links within the text to the article's page, and leave out the empty anchors."""
    if '<a class="anchor"' in html:
        html = re.sub(r'<a class="anchor"[^>]*></a>', "", html)
    return _WITHIN.sub(lambda found: found[1] + escape(url), html) if 'href="#' in html else html
