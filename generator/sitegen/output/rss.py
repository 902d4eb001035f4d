"""A FeedView -> RSS 2.0 (with the Atom, Dublin Core, content and media modules), written by feedgen.

feedgen's habits that this module works around: it puts new entries first; the last link given becomes the channel's
own; it drops an author without an e-mail address; a guid is no permalink unless told; it stamps the moment of the
build where no date is given.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from typing import Final

from feedgen.feed import FeedGenerator

from sitegen.pages.feed import FeedItem, FeedView

_WITHIN: Final = re.compile(r'(<a\b[^<>]*\shref=")(?=#)')
"""Matches up to the address of a link that leads within the page."""
_EMPTY_FEED_DATE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What feedgen is given where there is no date, so that it does not take the clock's; the element is then removed."""


def render_rss(view: FeedView, bodies: dict[str, str]) -> bytes:
    """Return the feed as UTF-8 bytes; `bodies` holds the HTML of each item's body by source, addresses absolute."""
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.load_extension("media")
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
    for item in view.items:
        _add(feed, item, bodies)
    xml: bytes = feed.rss_str(pretty=True)
    if view.updated is None:
        xml = re.sub(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>", b"", xml)
    return xml


def _add(feed: FeedGenerator, item: FeedItem, bodies: dict[str, str]) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(item.guid, permalink=item.permalink)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.published(item.published)
    entry.updated(item.updated)
    entry.description(item.summary or item.title)
    entry.dc.dc_creator(list(item.creators))
    for category in item.categories:
        entry.category(term=category)
    if item.body is not None:
        entry.content(_figure(item) + _absolute_fragments(bodies[item.body.source], item.url), type="CDATA")
    if item.picture:
        entry.enclosure(item.picture.url, str(item.picture.length), item.picture.type)
        entry.media.content({"url": item.picture.url, "type": item.picture.type, "medium": "image"}, group=None)


def _figure(item: FeedItem) -> str:
    """The featured picture, for readers that show the content alone."""
    if not item.picture:
        return ""
    return f'<p><img src="{escape(item.picture.url)}" alt="{escape(item.picture_alt)}"></p>\n'


def _absolute_fragments(html: str, url: str) -> str:
    """Lead footnotes and other links within the text to the article's page, and leave out the empty anchors."""
    html = re.sub(r'<a class="anchor"[^>]*></a>', "", html)
    return _WITHIN.sub(lambda found: found[1] + escape(url), html)
