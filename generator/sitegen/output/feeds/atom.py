"""A FeedView -> Atom (RFC 4287), written by feedgen.

feedgen's habits that are worked around: what it writes as CDATA gets a type that Atom does not know; an entry's links
lose their `rel` and `type`; the entry of an article that was never changed is stamped with the moment of the build.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.output.feeds.generator import Contents, add_entry, cut, generator
from sitegen.pages.feed import FeedItem, FeedView


def write(view: FeedView, items: Sequence[FeedItem], contents: Contents) -> tuple[bytes, list[bytes], bytes]:
    """Return the pieces of the feed of a view with some of its items, UTF-8.

    A feed without an article has the date that Atom wants all the same: the epoch.
    """
    feed = generator(view)
    feed.id(view.url)
    feed.language(view.language)
    feed.subtitle(view.description)
    feed.rights(view.copyright)
    feed.author({"name": view.publisher, **({"email": view.email} if view.email else {})})
    feed.link(href=view.self_url, rel="self", type="application/atom+xml")
    feed.link(href=view.url, rel="alternate", type="text/html")
    if view.hub:
        feed.link(href=view.hub, rel="hub")
    if view.picture:
        feed.logo(view.picture.url)
    for item in items:
        entry = add_entry(feed, item)
        entry.id(item.atom_id)
        entry.updated(item.updated)
        entry.author([{"name": creator.text, "uri": creator.url} for creator in item.creators])
        entry.summary(item.summary or item.title)
        if item.body is not None:
            entry.content(contents(item), type="html")
    xml: bytes = feed.atom_str(pretty=True)
    return cut(xml, view, b"  <entry", b"  </entry>\n", b"</feed>")
