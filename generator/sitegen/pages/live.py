"""The feed of one article's live coverage: an item for each update, for readers who follow the event alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from msgspec import structs

from sitegen.content.article import Article
from sitegen.pages.edition import Edition
from sitegen.pages.feed import FeedItem, feed_item, feed_pages
from sitegen.pages.letters import excerpt
from sitegen.pages.page import Page

SUMMARY = 200
"""Characters of an update's text that stand for it."""


def plan_live_feeds(edition: Edition, row: int) -> Iterator[Page]:
    """Plan the feeds of the updates of the article at a row of the index, if it is out and has any."""
    article: Article | None = edition.site.shelf.record(row) if edition.site.index.is_out(row) else None
    if article is None or not article.updates or not edition.config.feed_formats:
        return
    title = f"{article.title} – {edition.config.title}"
    path = edition.site.path(article)
    items = list(_items(edition, article))
    yield from feed_pages(edition, path, title, article.summary or title, items, article.place("updates"))


def _items(edition: Edition, article: Article) -> Iterator[FeedItem]:
    whole = edition.once("feed item", article, feed_item)
    for number, update in enumerate(article.updates[: edition.config.feed_items], 1):
        moment = update.time.instant.astimezone(UTC)
        yield structs.replace(
            whole,
            id=f"{whole.id}#{update.anchor}",
            atom_id=f"{whole.atom_id}#{update.anchor}",
            url=f"{whole.url}#{update.anchor}",
            title=update.title,
            published=moment,
            updated=moment,
            summary=excerpt(update.text, SUMMARY),
            picture=None,
            sound=None,
            notes=(),
            updates=(),
            body=structs.replace(whole.body, update=number) if whole.body else None,
        )
