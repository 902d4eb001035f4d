"""Feeds: the newest articles of the site and of each section, desk, author and tag."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from sitegen.content.article import Article
from sitegen.pages.article import BodyView
from sitegen.pages.edition import Edition
from sitegen.pages.images import shared_path
from sitegen.pages.page import Page
from sitegen.pages.picture import PictureView, picture_view
from sitegen.pages.views import View
from sitegen.pictures.renditions import MEDIA_TYPES
from sitegen.site.index import ALL
from sitegen.site.urls import feed_path, file_of

SITE_FEED = "/feed.xml"


class Enclosure(View, frozen=True, kw_only=True):
    url: str
    length: int
    """Bytes; -1 for a rendition, whose length is known once it is made."""
    type: str
    """Media type."""
    made: PictureView | None = None
    """The rendition, if it is one."""


class FeedItem(View, frozen=True, kw_only=True):
    guid: str
    permalink: bool
    """Whether the guid is the article's address."""
    url: str
    title: str
    published: datetime
    updated: datetime
    creators: tuple[str, ...]
    """Authors, then the desk."""
    categories: tuple[str, ...]
    """The section, then tags."""
    summary: str
    picture: Enclosure | None
    picture_alt: str
    body: BodyView | None
    """None where the site's feeds hold summaries only."""
    lang: str = ""
    """BCP 47; empty where it is the feed's language."""


class FeedView(View, frozen=True, kw_only=True):
    title: str
    description: str
    language: str
    url: str
    """Of the page that the feed follows."""
    self_url: str
    copyright: str
    email: str
    updated: datetime | None
    """The newest moment of its articles; None while it has none."""
    items: tuple[FeedItem, ...]
    """The newest first."""


def feed_keys(edition: Edition) -> Iterator[str]:
    """Yield the key of every list that has a feed: all articles, then each term."""
    yield ALL
    yield from (term.key for term in edition.site.taxonomy.all())


def plan_feed(edition: Edition, key: str) -> Iterator[Page]:
    """Plan the feed of a list, and a second copy at the address that WordPress gives it, for its subscribers.

    An item's guid is the article's own `id`, else its first address as a permalink.
    """
    config = edition.config
    path, title, description = "/", config.title, config.tagline or config.title
    if key != ALL:
        term = edition.site.taxonomy.term(key)
        if term is None:
            return
        path, title = term.path, f"{term.title} – {config.title}"
        description = term.description or title
    newest = edition.site.listed(key)[: -config.feed_items - 1 : -1]
    shown = tuple(edition.once("feed item", article, feed_item) for article in newest)
    view = FeedView(
        title=title,
        description=description,
        language=config.language,
        url=edition.absolute(path),
        self_url=edition.absolute(feed_path(path)),
        copyright=edition.view.copyright,
        email=config.publisher_email,
        updated=max((item.updated for item in shown), default=None),
        items=shown,
    )
    for file in (feed_path(path), f"{path}feed/index.xml"):
        yield Page(path=file_of(file), renderer="feed", view=view, origin=config.place("feeds"))


def feed_item(edition: Edition, article: Article) -> FeedItem:
    """Return an article as its feeds show it."""
    url = edition.absolute(edition.site.path(article))
    desk, section = edition.desk_link(article), edition.section_link(article)
    updated = article.updated.instant if article.updated else article.date.instant
    return FeedItem(
        guid=article.id or url,
        permalink=article.id is None,
        url=url,
        title=article.title,
        published=article.date.instant.astimezone(UTC),
        updated=max(updated, article.date.instant).astimezone(UTC),
        creators=(*(author.title for author in edition.author_terms(article)), *([desk.text] if desk else [])),
        categories=(section.text, *(tag.title for tag in edition.tag_terms(article))),
        summary=article.summary,
        picture=_enclosure(edition, article),
        picture_alt=article.image.alt if article.image else "",
        body=_body(edition, article) if edition.config.full_feeds else None,
        lang=edition.foreign(article.lang),
    )


def _body(edition: Edition, article: Article) -> BodyView:
    resolved = edition.site.resolved(article).feed
    return BodyView(source=article.source, digest=article.body.digest, resolved=resolved)


def _enclosure(edition: Edition, article: Article) -> Enclosure | None:
    media = edition.site.picture(article)
    if media is None or media.look is None:
        return None
    path = shared_path(media)
    url, kind = edition.absolute(path), MEDIA_TYPES[path.rpartition(".")[2].lower()]
    if media.path:
        return Enclosure(url=url, length=media.look.original.size, type=kind)
    made = picture_view(media.look, media.look.fallback("wide"))
    return Enclosure(url=url, length=-1, type=kind, made=made)
