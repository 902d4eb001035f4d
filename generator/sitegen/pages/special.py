"""The pages that are nobody's story: 404, the fragment of the latest headlines, redirects."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.article import Article, PlainPage
from sitegen.pages.edition import LATEST_PATH, Edition
from sitegen.pages.home import SIDEBAR, ticker
from sitegen.pages.page import Page
from sitegen.pages.views import HeadView, SiteView, Teaser, View
from sitegen.site.urls import file_of


class NotFoundView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    latest: tuple[Teaser, ...]


class LatestView(View, frozen=True, kw_only=True):
    site: SiteView
    breaking: tuple[Teaser, ...]
    latest: tuple[Teaser, ...]


class RedirectView(View, frozen=True, kw_only=True):
    language: str
    title: str
    target: str
    canonical: str
    """Absolute."""


def plan_special_pages(edition: Edition) -> Iterator[Page]:
    """Plan 404.html, the fragment and a redirect for every alias."""
    latest = edition.teasers(edition.site.articles[: -SIDEBAR - 1 : -1])
    title = edition.gettext("Page not found")
    yield Page(
        path="404.html",
        renderer="template",
        template="404.html",
        view=NotFoundView(site=edition.view, head=edition.head(title, "/404.html", index=False), latest=latest),
        origin=edition.origin(),
    )
    yield Page(
        path=file_of(LATEST_PATH),
        renderer="template",
        template="latest.html",
        view=LatestView(site=edition.view, breaking=edition.teasers(ticker(edition)), latest=latest),
        origin=edition.origin(),
    )
    items: tuple[Article | PlainPage, ...] = (*edition.site.articles, *edition.site.pages)
    for item in items:
        yield from _redirects(edition, item)


def _redirects(edition: Edition, item: Article | PlainPage) -> Iterator[Page]:
    path = edition.site.paths[item.source]
    for number, alias in enumerate(item.aliases):
        view = RedirectView(
            language=edition.config.language,
            title=item.title,
            target=edition.href(path),
            canonical=edition.absolute(path),
        )
        where = item.place(f"aliases.{number}")
        yield Page(path=file_of(alias), renderer="template", template="redirect.html", view=view, origin=where)
