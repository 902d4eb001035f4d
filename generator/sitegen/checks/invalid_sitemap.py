"""A sitemap breaks the protocol (sitemaps 0.9), so that search engines pass it over or miss what it names.

The message names the rule; sitemaps of a host name addresses of this host alone, whole and once.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.feed import Feed, is_whole
from sitegen.inspection.look import Look
from sitegen.inspection.trace import Trace

LEVEL = "error"


def on_feed(feed: Feed, look: Look) -> Iterator[Trace]:
    """Look at every entry of a sitemap, or of an index of them."""
    if feed.form != "sitemap":
        return
    for line, message, _, value in feed.mistakes:
        yield Trace(feed.path, f"the sitemap is not valid: {message}", "", value=value, line=line)
    site = f"{look.tree.origin}/"
    taken: set[str] = set()
    for item in feed.items:
        address = item.address
        if not address:
            continue
        if not is_whole(address) or not address.startswith(site):
            message = f"the sitemap names `{shorten(address)}`, which is no address of {site}"
            yield Trace(
                feed.path, message, "Give the whole address of a page of this site", value=address, line=item.line
            )
        elif address in taken:
            message = f"the sitemap names `{shorten(address)}` twice"
            yield Trace(feed.path, message, "Take one of them out", value=address, line=item.line)
        taken.add(address)
