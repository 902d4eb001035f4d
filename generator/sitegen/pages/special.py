"""The pages that are nobody's story: 404, the fragment of the latest headlines, and the list of feeds."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.pages.edition import LATEST_PATH, Edition
from sitegen.pages.feeds_page import plan_feeds_page
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


def plan_special_pages(edition: Edition) -> Iterator[Page]:
    """Plan 404.html, the fragment, and the page of all feeds."""
    latest = edition.teasers(edition.site.articles[: -SIDEBAR - 1 : -1])
    title = edition.gettext("Page not found")
    yield Page(
        path="404.html",
        renderer="template",
        template="404.html",
        view=NotFoundView(
            site=edition.view, head=edition.head(title, "/404.html", index=False, shown=latest), latest=latest
        ),
        origin=edition.origin(),
    )
    yield Page(
        path=file_of(LATEST_PATH),
        renderer="template",
        template="latest.html",
        view=LatestView(site=edition.view, breaking=edition.teasers(ticker(edition)), latest=latest),
        origin=edition.origin(),
    )
    yield from plan_feeds_page(edition)
