"""The archive page of a year: its months, each with its newest headlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitegen.pages.dates import month_name
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.structured import list_graph
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


def plan_year(edition: Edition, year: int) -> Iterator[Page]:
    """Plan the page of a year, if it has articles, linked to the years before and after it."""
    months = edition.site.months()
    years = sorted({each for each, _ in months})
    if year not in years:
        return
    place = years.index(year)
    path = fill(edition.config.permalinks.year, year=f"{year:04}")
    shown = tuple(_month(edition, each, month) for each, month in reversed(months) if each == year)
    title, breadcrumb = edition.number(year), edition.breadcrumb(_link(edition, year))
    teasers = [teaser for month in shown for teaser in month.teasers]
    graph = list_graph(edition, title, edition.absolute(path), breadcrumb, teasers)
    view = YearView(
        site=edition.view,
        head=edition.head(title, path, shown=teasers, graph=graph),
        breadcrumb=breadcrumb,
        year=title,
        months=shown,
        previous=_link(edition, years[place - 1]) if place else None,
        next=_link(edition, years[place + 1]) if place + 1 < len(years) else None,
    )
    origin = edition.config.place("permalinks")
    yield Page(path=file_of(path), renderer="template", template="year.html", view=view, origin=origin)


def _link(edition: Edition, year: int) -> Link:
    return Link(text=edition.number(year), url=edition.href(fill(edition.config.permalinks.year, year=f"{year:04}")))


def _month(edition: Edition, year: int, month: int) -> MonthView:
    first = date(year, month, 1)
    path = fill(edition.config.permalinks.month, year=f"{year:04}", month=f"{month:02}")
    return MonthView(
        text=month_name(first, edition.config.language),
        url=edition.href(path),
        teasers=edition.teasers(edition.site.month(first)[: -HEADLINES - 1 : -1]),
    )
