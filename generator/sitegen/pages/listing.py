"""Lists of articles: sections, desks, authors, tags and months, cut into pages that are numbered from the oldest.

A page once full never shifts (promise 3): page 1 holds the oldest articles for good, and the front holds the newest,
between one and two pages' worth, until enough have come to close another page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sitegen.errors import Location
from sitegen.pages.dates import month_name
from sitegen.pages.edition import Edition
from sitegen.pages.letters import initials
from sitegen.pages.page import Page
from sitegen.pages.structured import list_graph, profile_graph
from sitegen.pages.views import AuthorBox, Card, HeadView, Link, SiteView, TermLink, View
from sitegen.site.shelf import Run
from sitegen.site.taxonomy import Term
from sitegen.site.urls import feed_path, file_of, fill, page_number


class ListingView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    kind: str
    """section, desk, author, tag or month."""
    term: TermLink
    description: str
    profile: AuthorBox | None
    subsections: tuple[TermLink, ...]
    rows: tuple[Card, ...]
    """The newest first."""
    newer: str
    older: str
    number: int
    """0 for the front; else the page's number, counted from the oldest."""
    feed_url: str


class Listed(NamedTuple):
    """One list with all that its pages have in common."""

    key: str
    """Of the index."""
    link: TermLink
    path: str
    kind: str
    articles: Run
    trail: tuple[Link, ...]
    """The breadcrumb; ends in the front."""
    description: str
    profile: AuthorBox | None
    subsections: tuple[TermLink, ...]
    feed: Term | None
    origin: Location


def list_keys(edition: Edition) -> Iterator[str]:
    """Yield the key of every list that has pages: each term, then each month."""
    yield from (term.key for term in edition.site.taxonomy.all())
    yield from (f"month/{year:04}-{month:02}" for year, month in edition.site.months())


def closed_pages(count: int, size: int) -> int:
    """Return how many pages of a list of `count` articles are full for good, `size` on each."""
    return max(0, count // size - 1)


def plan_list_page(edition: Edition, key: str, number: int) -> Iterator[Page]:
    """Plan the front of a list, if `number` is 0, or a closed page, if the list has it."""
    listed = edition.once_for(key, _listed)
    if listed is None or number > closed_pages(len(listed.articles), edition.config.per_page):
        return
    yield _plan(edition, listed, number)


def _listed(edition: Edition, key: str) -> Listed | None:
    kind, _, id_ = key.partition("/")
    if kind == "month":
        first = date(int(id_[:4]), int(id_[5:]), 1)
        articles = edition.site.month(first)
        return _month_list(edition, key, first, articles) if articles else None
    term = edition.site.taxonomy.term(key)
    return _term_list(edition, term) if term else None


def _term_list(edition: Edition, term: Term) -> Listed:
    trail: list[Link] = []
    if term.parent:
        parent = edition.site.taxonomy.sections[term.parent]
        trail.append(Link(text=parent.title, url=edition.href(parent.path)))
    trail.append(Link(text=term.title, url=edition.href(term.path)))
    sections = edition.site.taxonomy.sections.values()
    children = [child for child in sections if term.kind == "section" and child.parent == term.id]
    profile = _profile(edition, term)
    return Listed(
        key=term.key,
        link=edition.term_link(term),
        path=term.path,
        kind=term.kind,
        articles=term.articles,
        trail=tuple(trail),
        description=term.description or (profile.biography if profile else ""),
        profile=profile,
        subsections=tuple(edition.term_link(child) for child in children),
        feed=term,
        origin=term.origin,
    )


def _month_list(edition: Edition, key: str, first: date, articles: Run) -> Listed:
    links = edition.config.permalinks
    path = fill(links.month, year=f"{first.year:04}", month=f"{first.month:02}")
    title = month_name(first, edition.config.language)
    year = Link(text=edition.number(first.year), url=edition.href(fill(links.year, year=f"{first.year:04}")))
    return Listed(
        key=key,
        link=TermLink(id=f"{first:%Y-%m}", text=title, url=edition.href(path)),
        path=path,
        kind="month",
        articles=articles,
        trail=(year, Link(text=title, url=edition.href(path))),
        description="",
        profile=None,
        subsections=(),
        feed=None,
        origin=edition.config.place("permalinks"),
    )


def _plan(edition: Edition, listed: Listed, number: int) -> Page:
    size = edition.config.per_page
    closed = closed_pages(len(listed.articles), size)
    path, description, feed = listed.path, listed.description, listed.feed
    formats = edition.config.feed_formats
    shown = listed.articles[(number - 1) * size : number * size] if number else listed.articles[closed * size :]
    here = page_number(path, number) if number else path
    older = number - 1 if number else closed
    newer = (number + 1) % (closed + 1) if number else 0
    title, trail = listed.link.text, listed.trail
    if number:
        shown_number = edition.number(number)
        title = edition.gettext("%(title)s, page %(number)s") % {"title": listed.link.text, "number": shown_number}
        trail = (*trail, Link(text=edition.gettext("Page %(number)s") % {"number": shown_number}, url=here))
    rows, profile = edition.cards(reversed(shown)), listed.profile if not number else None
    breadcrumb, address = edition.breadcrumb(*trail), edition.absolute(here)
    if feed is not None and not number and listed.kind in ("author", "desk"):
        graph = profile_graph(edition, feed, address, breadcrumb)
    else:
        graph = list_graph(edition, title, address, breadcrumb, rows, description)
    view = ListingView(
        site=edition.view,
        head=edition.head(title, here, description=description, feed=feed, shown=(*rows, profile), graph=graph),
        breadcrumb=breadcrumb,
        kind=listed.kind,
        term=listed.link,
        description=description if not number else "",
        profile=profile,
        subsections=listed.subsections if not number else (),
        rows=rows,
        newer=edition.href(page_number(path, newer) if newer else path) if number else "",
        older=edition.href(page_number(path, older)) if older else "",
        number=number,
        feed_url=edition.href(feed_path(path, formats[0])) if feed and formats else "",
    )
    return Page(path=file_of(here), renderer="template", template="listing.html", view=view, origin=listed.origin)


def _profile(edition: Edition, term: Term) -> AuthorBox | None:
    if term.kind == "author" and term.id in edition.site.authors:
        return edition.author_box(edition.site.authors[term.id], term)
    if term.kind in ("author", "desk"):
        return AuthorBox(
            name=term.title,
            initials=initials(term.title, edition.config.language),
            role="",
            url=edition.href(term.path),
            biography=term.description,
            image=None,
            links=(),
            extra={},
        )
    return None
