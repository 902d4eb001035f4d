"""Lists of articles: sections, desks, authors, tags and months, cut into pages that are numbered from the oldest.

A page once full never shifts (promise 3): page 1 holds the oldest articles for good, and the front holds the newest,
between one and two pages' worth, until enough have come to close another page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sitegen.content.article import Article
from sitegen.errors import Location
from sitegen.pages.dates import month_name
from sitegen.pages.edition import Edition, initials
from sitegen.pages.page import Page
from sitegen.pages.views import AuthorBox, Card, HeadView, Link, SiteView, TermLink, View
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


def plan_listings(edition: Edition) -> Iterator[Page]:
    """Plan the lists of every term and month."""
    for term in edition.site.taxonomy.all():
        yield from _plan_term(edition, term)
    for (year, month), articles in by_month(edition.site.articles, edition):
        yield from _plan_month(edition, date(year, month, 1), articles)


def by_month(articles: Sequence[Article], edition: Edition) -> Iterator[tuple[tuple[int, int], tuple[Article, ...]]]:
    """Yield each month on the site's clock, the oldest first, with its articles in the order of publication."""
    months: dict[tuple[int, int], list[Article]] = {}
    for article in articles:
        day = article.date.instant.astimezone(edition.config.zone)
        months.setdefault((day.year, day.month), []).append(article)
    # A clock that is set back at midnight can return to the month before: the order of moments is not that of months.
    yield from ((month, tuple(months[month])) for month in sorted(months))


def cut(articles: Sequence[Article], size: int) -> tuple[tuple[Article, ...], list[tuple[Article, ...]]]:
    """Return the front's articles and the closed pages', of `size` each, all the oldest first."""
    closed = max(0, len(articles) // size - 1)
    pages = [tuple(articles[number * size : (number + 1) * size]) for number in range(closed)]
    return tuple(articles[closed * size :]), pages


def _plan_term(edition: Edition, term: Term) -> Iterator[Page]:
    trail: list[Link] = []
    if term.parent:
        parent = edition.site.taxonomy.sections[term.parent]
        trail.append(Link(text=parent.title, url=edition.href(parent.path)))
    trail.append(Link(text=term.title, url=edition.href(term.path)))
    sections = edition.site.taxonomy.sections.values()
    children = [child for child in sections if term.kind == "section" and child.parent == term.id]
    profile = _profile(edition, term)
    yield from _plan_list(
        edition,
        link=edition.term_link(term),
        path=term.path,
        kind=term.kind,
        articles=term.articles,
        trail=trail,
        description=term.description or (profile.biography if profile else ""),
        profile=profile,
        subsections=tuple(edition.term_link(child) for child in children),
        feed=term,
        origin=term.origin,
    )


def _plan_month(edition: Edition, first: date, articles: Sequence[Article]) -> Iterator[Page]:
    links = edition.config.permalinks
    path = fill(links.month, year=f"{first.year:04}", month=f"{first.month:02}")
    title = month_name(first, edition.config.language)
    year = Link(text=str(first.year), url=edition.href(fill(links.year, year=f"{first.year:04}")))
    yield from _plan_list(
        edition,
        link=TermLink(id=f"{first:%Y-%m}", text=title, url=edition.href(path)),
        path=path,
        kind="month",
        articles=articles,
        trail=[year, Link(text=title, url=edition.href(path))],
        description="",
        profile=None,
        subsections=(),
        feed=None,
        origin=edition.config.place("permalinks"),
    )


def _plan_list(
    edition: Edition,
    *,
    link: TermLink,
    path: str,
    kind: str,
    articles: Sequence[Article],
    trail: list[Link],
    description: str,
    profile: AuthorBox | None,
    subsections: tuple[TermLink, ...],
    feed: Term | None,
    origin: Location,
) -> Iterator[Page]:
    """Plan the front of a list and its closed pages; `trail` ends in the front."""
    front, closed = cut(articles, edition.config.per_page)
    for number, shown in enumerate([front, *closed]):
        here = page_number(path, number) if number else path
        older = number - 1 if number else len(closed)
        newer = (number + 1) % (len(closed) + 1) if number else 0
        title = link.text
        if number:
            title = edition.gettext("%(title)s, page %(number)s") % {"title": link.text, "number": number}
        crumbs = (
            [*trail, Link(text=edition.gettext("Page %(number)s") % {"number": number}, url=here)] if number else trail
        )
        view = ListingView(
            site=edition.view,
            head=edition.head(title, here, description=description, feed=feed),
            breadcrumb=edition.breadcrumb(*crumbs),
            kind=kind,
            term=link,
            description=description if not number else "",
            profile=profile if not number else None,
            subsections=subsections if not number else (),
            rows=edition.cards(reversed(shown)),
            newer=edition.href(page_number(path, newer) if newer else path) if number else "",
            older=edition.href(page_number(path, older)) if older else "",
            number=number,
            feed_url=edition.href(feed_path(path)) if feed else "",
        )
        yield Page(path=file_of(here), renderer="template", template="listing.html", view=view, origin=origin)


def _profile(edition: Edition, term: Term) -> AuthorBox | None:
    if term.kind == "author" and term.id in edition.site.authors:
        return edition.author_box(edition.site.authors[term.id], term)
    if term.kind in ("author", "desk"):
        return AuthorBox(
            name=term.title,
            initials=initials(term.title),
            role="",
            url=edition.href(term.path),
            biography=term.description,
            image=None,
            links=(),
            extra={},
        )
    return None
