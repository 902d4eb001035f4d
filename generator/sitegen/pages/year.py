"""The archive page of a year: its months, each with its newest headlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from sitegen.content.article import Article
from sitegen.pages.dates import month_name
from sitegen.pages.edition import Edition
from sitegen.pages.listing import by_month
from sitegen.pages.page import Page
from sitegen.pages.views import HeadView, Link, SiteView, Teaser, View
from sitegen.site.urls import file_of, fill

HEADLINES = 5


class MonthView(View, frozen=True, kw_only=True):
    text: str
    url: str
    teasers: tuple[Teaser, ...]


class YearView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    year: str
    months: tuple[MonthView, ...]
    """The newest first."""
    previous: Link | None
    next: Link | None


def plan_years(edition: Edition) -> Iterator[Page]:
    """Plan a page for every year with articles, each linked to the years before and after it."""
    months = list(by_month(edition.site.articles, edition))
    years = [(year, list(found)) for year, found in groupby(months, key=lambda item: item[0][0])]
    links = {year: _link(edition, year) for year, _ in years}
    following = {older: newer for (older, _), (newer, _) in pairwise(years)}
    preceding = {newer: older for older, newer in following.items()}
    for year, found in years:
        path = fill(edition.config.permalinks.year, year=f"{year:04}")
        view = YearView(
            site=edition.view,
            head=edition.head(str(year), path),
            breadcrumb=edition.breadcrumb(links[year]),
            year=str(year),
            months=tuple(_month(edition, year, month, articles) for (_, month), articles in reversed(found)),
            previous=links.get(preceding.get(year, 0)),
            next=links.get(following.get(year, 0)),
        )
        origin = edition.config.place("permalinks")
        yield Page(path=file_of(path), renderer="template", template="year.html", view=view, origin=origin)


def _link(edition: Edition, year: int) -> Link:
    return Link(text=str(year), url=edition.href(fill(edition.config.permalinks.year, year=f"{year:04}")))


def _month(edition: Edition, year: int, month: int, articles: tuple[Article, ...]) -> MonthView:
    path = fill(edition.config.permalinks.month, year=f"{year:04}", month=f"{month:02}")
    return MonthView(
        text=month_name(date(year, month, 1), edition.config.language),
        url=edition.href(path),
        teasers=edition.teasers(reversed(articles[-HEADLINES:])),
    )
