"""The page for people who would like to subscribe: every feed of the site, a section, a desk or an author.

Tags are too many for a page; it says how the address of a tag's feed is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.pages.edition import FEEDS_PATH, Edition
from sitegen.pages.page import Page
from sitegen.pages.structured import page_graph
from sitegen.pages.views import HeadView, Link, SiteView, View
from sitegen.site.taxonomy import Term
from sitegen.site.urls import CORRECTIONS_PATH, feed_path, file_of

_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


class FeedsOf(View, frozen=True, kw_only=True):
    """The feeds of one list."""

    text: str
    feeds: tuple[Link, ...]
    """One for each format, named by it."""


class FeedGroup(View, frozen=True, kw_only=True):
    title: str
    lists: tuple[FeedsOf, ...]


class FeedsView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    title: str
    address: str
    """The whole address of the site's first feed, to be copied."""
    file: str
    """The name of that feed's file, which all the lists have."""
    groups: tuple[FeedGroup, ...]


def plan_feeds_page(edition: Edition) -> Iterator[Page]:
    """Plan the page, if the site has feeds."""
    formats, site = edition.config.feed_formats, edition.site
    if not formats:
        return
    title, main = edition.gettext("Feeds"), feed_path("/", formats[0])
    terms = site.taxonomy
    groups = (
        (edition.config.title, [*_whole(edition)]),
        (edition.gettext("Sections"), _lists(edition, terms.sections.values())),
        (edition.gettext("Desks"), _lists(edition, terms.desks.values())),
        (edition.gettext("Authors"), _lists(edition, terms.authors.values())),
    )
    breadcrumb = edition.breadcrumb(Link(text=title, url=FEEDS_PATH))
    graph = page_graph(edition, title, edition.absolute(FEEDS_PATH), breadcrumb, None)
    view = FeedsView(
        site=edition.view,
        head=edition.head(title, FEEDS_PATH, graph=graph),
        breadcrumb=breadcrumb,
        title=title,
        address=edition.absolute(main),
        file=main[1:],
        groups=tuple(FeedGroup(title=name, lists=tuple(lists)) for name, lists in groups if lists),
    )
    origin = edition.config.place("feeds")
    yield Page(path=file_of(FEEDS_PATH), renderer="template", template="feeds.html", view=view, origin=origin)


def _whole(edition: Edition) -> Iterator[FeedsOf]:
    yield _feeds(edition, edition.gettext("All articles"), "/")
    if edition.site.listed("corrected"):
        yield _feeds(edition, edition.gettext("Corrections"), CORRECTIONS_PATH)


def _lists(edition: Edition, terms: Iterable[Term]) -> list[FeedsOf]:
    return [_feeds(edition, term.title, term.path) for term in terms]


def _feeds(edition: Edition, text: str, path: str) -> FeedsOf:
    forms = edition.config.feed_formats
    feeds = tuple(Link(text=_NAMES[form], url=edition.href(feed_path(path, form))) for form in forms)
    return FeedsOf(text=text, feeds=feeds)
