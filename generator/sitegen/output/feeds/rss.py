"""A FeedView -> RSS 2.0 as the RSS Advisory Board's profile has it, written by feedgen.

feedgen's habits that are worked around: it puts new entries first; the last link given becomes the channel's own; it
drops an author without an e-mail address, and a link to a hub; it stamps the moment of the build where no date is
given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sitegen.output.feeds.generator import Contents, add_entry, cut, generator
from sitegen.pages.feed import FeedItem, FeedPicture, FeedView

_MINUTES: Final = "60"
"""How long a reader may keep a feed before it asks again."""
_WIDEST, _HIGHEST = 144, 400
"""The most that the profile lets a channel's picture measure, in pixels."""


def write(view: FeedView, items: Sequence[FeedItem], contents: Contents) -> tuple[bytes, list[bytes], bytes]:
    """Return the pieces of the feed of a view with some of its items, UTF-8."""
    feed = generator(view)
    feed.link(href=view.self_url, rel="self", type="application/rss+xml")
    feed.link(href=view.url, rel="alternate")
    feed.description(view.description)
    feed.language(view.language)
    feed.copyright(view.copyright)
    feed.docs("https://www.rssboard.org/rss-specification")
    feed.ttl(_MINUTES)
    if view.email:
        feed.managingEditor(f"{view.email} ({view.title})")
    if view.picture:
        feed.image(url=view.picture.url, title=view.title, link=view.url, **_fitting(view.picture))
    for item in items:
        entry = add_entry(feed, item)
        entry.guid(item.id, permalink=False)
        entry.description(item.summary or item.title)
        if item.body is not None:
            content = contents(item)
            # As escaped text, what looks like the end of an item cannot be taken for one.
            entry.content(content, type=None if "</item>" in content else "CDATA")
        enclosed = item.sound or item.picture
        if enclosed and (item.sound or enclosed.length):
            entry.enclosure(enclosed.url, str(enclosed.length), enclosed.type)
    xml: bytes = feed.rss_str(pretty=True)
    head, pieces, tail = cut(xml, view, b"    <item>\n", b"    </item>\n", b"  </channel>\n")
    if view.updated is None:
        head = re.sub(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>", b"", head)
    return head, pieces, tail


def _fitting(picture: FeedPicture) -> dict[str, str]:
    """Return the size at which a reader is to show a picture, no larger than the profile admits."""
    if not picture.width or not picture.height:
        return {}
    scale = min(1, _WIDEST / picture.width, _HIGHEST / picture.height)
    return {name: str(max(1, round(size * scale))) for name, size in (
        ("width", picture.width), ("height", picture.height),
    )}  # fmt: skip
