"""Sitemaps (sitemaps.org 0.9): an index, one of the pages, one a month of articles, and that of the newest news.

A month's sitemap names its articles from the oldest on, so that of a month cut into parts only the last one grows. It
leaves out what search engines should find elsewhere (`canonical`), and pages that repeat others: redirects, 404, the
numbered pages of lists. Only articles have a date of change: that of a list is its newest article's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Final, TypeVar
from urllib.parse import unquote

from sitegen.content.article import Article
from sitegen.pages.edition import FEEDS_PATH, Edition
from sitegen.pages.images import shared_path
from sitegen.pages.page import Page
from sitegen.pages.views import View
from sitegen.site.index import ALL
from sitegen.site.site import Site
from sitegen.site.urls import CORRECTIONS_PATH, file_of, fill

Item = TypeVar("Item")
INDEX: Final = "/sitemap.xml"
NEWS: Final = "/sitemaps/news.xml"
MOST_ARTICLES: Final = 5_000
"""Articles in one file. The protocol admits 50,000 addresses and 50 MB; this many, at MOST_BYTES each, are in both,
so that how a month is cut is known from its number of articles alone."""
MOST_BYTES: Final = 10_000
"""Of an article with its pictures: room for some eighty of them. What does not fit is left out."""
MOST_PAGES: Final = 25_000
"""Addresses without pictures in one file: each has two thousand bytes at the most."""
NEWS_AGE: Final = timedelta(hours=48)
"""How long an article is news to Google, from its date on."""
MOST_NEWS: Final = 1_000
"""Articles that Google takes in a news sitemap."""
_AROUND_PICTURE: Final = 70
"""Bytes of the elements around a picture's address."""


class SitemapEntry(View, frozen=True, kw_only=True):
    """A page, as a sitemap names it."""

    address: str
    """Absolute."""
    modified: str = ""
    """A day or a moment with its offset, W3C's form; empty if it is not known."""
    pictures: tuple[str, ...] = ()
    """Absolute addresses of the pictures on it."""


class SitemapView(View, frozen=True, kw_only=True):
    pages: tuple[SitemapEntry, ...]


class NewsEntry(View, frozen=True, kw_only=True):
    address: str
    published: str
    """A moment with its offset."""
    title: str
    language: str
    """ISO 639, without a country."""


class NewsSitemapView(View, frozen=True, kw_only=True):
    publication: str
    """The newspaper's name."""
    articles: tuple[NewsEntry, ...]
    """The newest first."""


class SitemapIndexView(View, frozen=True, kw_only=True):
    sitemaps: tuple[SitemapEntry, ...]


def plan_sitemap(edition: Edition, name: str) -> Iterator[Page]:
    """Plan the sitemap with this name: `pages`, `news` or a month, `2025-02`; nothing while it has nothing to name."""
    if name == "pages":
        yield from _plan_pages(edition)
    elif name == "news":
        yield from _plan_news(edition)
    else:
        yield from _plan_month(edition, name)


def plan_sitemap_index(edition: Edition) -> Iterator[Page]:
    """Plan the index of all sitemaps, the newest month first."""
    names = [_part("pages", number) for number in range(len(_cut(_page_paths(edition), MOST_PAGES)))]
    names += [NEWS] if news_rows(edition.site) else []
    found = [SitemapEntry(address=edition.absolute(name)) for name in names]
    for year, month in reversed(edition.site.months()):
        key = f"{year:04}-{month:02}"
        for number, rows in enumerate(_cut(edition.site.index.lists[f"month/{key}"], MOST_ARTICLES)):
            newest = _newest_change(edition, rows)
            if newest is not None:
                found.append(SitemapEntry(address=edition.absolute(_part(key, number)), modified=newest.isoformat()))
    yield Page(
        path=file_of(INDEX), renderer="sitemap", view=SitemapIndexView(sitemaps=tuple(found)), origin=edition.origin()
    )


def news_rows(site: Site) -> list[int]:
    """Return the rows of the articles that are news at the moment of the build, the newest first.

    A preview names those that are scheduled, too.
    """
    index, oldest = site.index, (site.rules.as_of - NEWS_AGE).timestamp()
    found: list[int] = []
    for row in reversed(index.lists[ALL]):
        if index.seconds[row] <= oldest or len(found) == MOST_NEWS:
            break
        if row not in site.elsewhere or not _is_elsewhere(site, site.shelf.record(row)):
            found.append(row)
    return found


def _plan_pages(edition: Edition) -> Iterator[Page]:
    for number, paths in enumerate(_cut(_page_paths(edition), MOST_PAGES)):
        pages = tuple(SitemapEntry(address=edition.absolute(path)) for path in paths)
        yield _page(edition, _part("pages", number), SitemapView(pages=pages))


def _page_paths(edition: Edition) -> list[str]:
    """Return the paths of all pages that are no articles: home, plain pages, feeds, fronts of lists, months, years."""
    site, links = edition.site, edition.config.permalinks
    months = site.months()
    return [
        "/",
        *dict.fromkeys([*map(site.path, site.pages), *([CORRECTIONS_PATH] if site.has_corrections else [])]),
        *([FEEDS_PATH] if edition.config.feed_formats else []),
        *(term.path for term in site.taxonomy.all() if term.articles),
        *(fill(links.year, year=f"{year:04}") for year in sorted({year for year, _ in months})),
        *(fill(links.month, year=f"{year:04}", month=f"{month:02}") for year, month in months),
    ]


def _plan_month(edition: Edition, key: str) -> Iterator[Page]:
    rows: Sequence[int] = edition.site.index.lists.get(f"month/{key}", ())
    for number, part in enumerate(_cut(rows, MOST_ARTICLES)):
        articles: Iterator[Article] = map(edition.site.shelf.record, part)
        pages = tuple(_entry(edition, each) for each in articles if not _is_elsewhere(edition.site, each))
        if pages:
            yield _page(edition, _part(key, number), SitemapView(pages=pages))


def _plan_news(edition: Edition) -> Iterator[Page]:
    config, site = edition.config, edition.site
    articles: Iterator[Article] = map(site.shelf.record, news_rows(site))
    view = NewsSitemapView(
        publication=config.title,
        articles=tuple(
            NewsEntry(
                address=edition.absolute(site.path(article)),
                published=article.date.instant.isoformat(),
                title=article.title,
                language=(article.lang or config.language).partition("-")[0].lower(),
            )
            for article in articles
        ),
    )
    if view.articles:
        yield _page(edition, NEWS, view)


def _page(edition: Edition, path: str, view: View) -> Page:
    return Page(path=file_of(path), renderer="sitemap", view=view, origin=edition.origin())


def _part(name: str, number: int) -> str:
    """Return the path of a part of a sitemap, the first of which has no number."""
    return f"/sitemaps/{name}-{number + 1}.xml" if number else f"/sitemaps/{name}.xml"


def _cut(items: Sequence[Item], most: int) -> list[Sequence[Item]]:
    return [items[first : first + most] for first in range(0, len(items), most)]


def _entry(edition: Edition, article: Article) -> SitemapEntry:
    address = edition.absolute(edition.site.path(article))
    moment = article.updated if article.updated and article.updated.instant > article.date.instant else article.date
    left = MOST_BYTES - 2 * len(escape(address)) - 200
    pictures: list[str] = []
    for path in _pictures(edition.site, article):
        picture = edition.absolute(path)
        left -= len(escape(picture)) + _AROUND_PICTURE
        if left >= 0 and picture not in pictures:
            pictures.append(picture)
    return SitemapEntry(
        address=address,
        modified=moment.iso,
        pictures=tuple(pictures),
    )


def _pictures(site: Site, article: Article) -> Iterator[str]:
    """Yield the paths of an article's pictures that are on this site, the featured one first."""
    featured = site.picture(article)
    if featured is not None and featured.look is not None:
        yield shared_path(featured)
    for reference in article.body.references:
        if reference.kind == "image":
            media = site.resolver.media(reference.target, article.source, reference.location)
            if media is not None and media.look is not None:
                yield media.path or media.look.path(media.look.fallback("full"))


def _is_elsewhere(site: Site, article: Article) -> bool:
    """Tell whether search engines should find an article at another address than its own."""
    if article.canonical is None:
        return False
    return unquote(article.canonical) != unquote(site.addresses.absolute(site.path(article)))


def _newest_change(edition: Edition, rows: Sequence[int]) -> datetime | None:
    """Return the newest change of the articles at some rows that a sitemap names; None if it names none of them.

    Of those that give an address of their own, only the ones that decide are read.
    """
    site, modified = edition.site, edition.site.index.modified
    doubtful = [row for row in rows if row in site.elsewhere] if site.elsewhere else []
    certain = rows if not doubtful else [row for row in rows if row not in site.elsewhere]
    newest = max(map(modified.__getitem__, certain), default=None)
    for row in sorted(doubtful, key=modified.__getitem__, reverse=True):
        if newest is not None and modified[row] <= newest:
            break
        if not _is_elsewhere(site, site.shelf.record(row)):
            newest = modified[row]
    return None if newest is None else datetime.fromtimestamp(newest, edition.config.zone)
