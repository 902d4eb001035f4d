"""Promise 2 has teeth: whatever is left out of a page's key, or of the reach of an edit, leaves a page stale.

Each test drops one thing that the incremental build depends on, and must see a single edit of the property tests fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from unittest.mock import patch

import pytest
from tests.property.rounds import try_edits
from tests.property.single_edits import EDITS
from tests.support.processes import processes

from sitegen import scope
from sitegen.output import keys
from sitegen.output.keys import Keys
from sitegen.pages import reach
from sitegen.pages.article import ArticleView
from sitegen.pages.corrections import CorrectionsView
from sitegen.pages.feed import FeedView
from sitegen.pages.feeds_page import FeedsView
from sitegen.pages.home import HomeView
from sitegen.pages.listing import ListingView
from sitegen.pages.page import Page
from sitegen.pages.picture import PictureView
from sitegen.pages.plain import PlainView
from sitegen.pages.redirect import RedirectView
from sitegen.pages.sitemap import NewsSitemapView, SitemapIndexView, SitemapView
from sitegen.pages.special import LatestView, NotFoundView
from sitegen.pages.static import FileView, TextView
from sitegen.pages.views import View
from sitegen.pages.year import YearView

PAGES: Final[tuple[type[View], ...]] = (
    ArticleView, CorrectionsView, FeedView, FeedsView, FileView, HomeView, LatestView, ListingView, NewsSitemapView,
    NotFoundView, PictureView, PlainView, RedirectView, SitemapIndexView, SitemapView, TextView, YearView,
)  # fmt: skip
CAUGHT: Final = {
    "template": "a template included",
    "ArticleView.audio": "an audio's duration",
    "ArticleView.body": "an old article's title",
    "ArticleView.boxes": "an author's links",
    "ArticleView.extra": "a new article's x_note",
    "ArticleView.head": "a new article's summary",
    "ArticleView.highlights": "a new article's highlights",
    "ArticleView.image": "a new article's image",
    "ArticleView.more": "a new article's title",
    "ArticleView.next": "a new article's title",
    "ArticleView.previous": "an article more in the past",
    "ArticleView.related": "a new article's title",
    "ArticleView.reply": "a new article's comments",
    "ArticleView.site": "a page's title",
    "ArticleView.tags": "the option permalinks",
    "ArticleView.translations": "a translation of a republished article",
    "CorrectionsView.entries": "a new article's corrections",
    "CorrectionsView.site": "a page's title",
    "FeedView.description": "the option tagline",
    "FeedView.explanation": "a label of feeds",
    "FeedView.guide": "a link of feeds",
    "FeedView.hub": "the option feeds hub",
    "FeedView.items": "a new article's title",
    "FeedView.language": "the option language",
    "FeedView.picture": "the option feeds image",
    "FeedView.style": "an asset of feeds",
    "FeedView.title": "the option title",
    "FeedsView.groups": "the option desks",
    "FeedsView.site": "a page's title",
    "HomeView.blocks": "an old article's section",
    "HomeView.breaking": "a new article's breaking",
    "HomeView.site": "a page's title",
    "LatestView.breaking": "a new article's breaking",
    "LatestView.latest": "a new article's title",
    "ListingView.head": "the option desks",
    "ListingView.newer": "the day before",
    "ListingView.rows": "a new article's title",
    "ListingView.site": "a page's title",
    "NewsSitemapView.articles": "the newest article's title",
    "NewsSitemapView.publication": "the option title",
    "NotFoundView.latest": "a new article's title",
    "NotFoundView.site": "a page's title",
    "PlainView.head": "a page's summary",
    "PlainView.site": "a page's title",
    "RedirectView.title": "a page's title",
    "SitemapIndexView.sitemaps": "a new article's updated",
    "SitemapView.pages": "an old article's slug",
    "TextView.text": "the option ads",
    "YearView.months": "a new article's lang",
    "YearView.site": "a page's title",
}
"""For each part of a key an edit that changes, on some page, no other part."""
NEVER_ALONE: Final = {
    "ArticleView": (
        "authors breadcrumb corrections date dateline desk direction kind lang live_feed minutes section share source"
        " subtitle title updated updates"
    ),
    "CorrectionsView": "body breadcrumb feed head title",
    "FeedView": "copyright email format publisher self_url updated url",
    "FeedsView": "address breadcrumb file head title",
    "FileView": "source stamp",
    "HomeView": "head lead picks recent",
    "LatestView": "site",
    "ListingView": "breadcrumb description feed_url kind number older profile subsections term",
    "NotFoundView": "head",
    "PictureView": "look maker rendition",
    "PlainView": "body breadcrumb direction extra lang title",
    "RedirectView": "canonical language target",
    "YearView": "breadcrumb head next previous year",
}
"""Parts that no edit needs: they never change without another part (a title is in the head as well, whose structured
data has most of an article), a file that may have changed is copied again whatever its key, or what a picture is made
from is in its path."""


def is_own(unit: Any) -> bool:
    return isinstance(unit, int)


REACH: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "articles": (is_own, "a new article's subtitle"),
    "home": (lambda unit: unit == "home", "a new article's breaking"),
    "the fragment and 404": (lambda unit: unit == "special", "a new article's title"),
    "corrections": (lambda unit: unit == "corrections", "a new article's corrections"),
    "years": (lambda unit: str(unit).startswith("year/"), "a new article's title"),
    "fronts of lists": (
        lambda unit: str(unit).startswith("list/") and str(unit).endswith("/0"),
        "a new article's title",
    ),
    "closed pages": (
        lambda unit: str(unit).startswith("list/") and not str(unit).endswith("/0"),
        "an old article's title",
    ),
    "feeds": (lambda unit: str(unit).startswith("feed/"), "a new article's title"),
    "the index of sitemaps": (lambda unit: unit == "sitemap", "a new article's updated"),
    "the sitemap of pages": (lambda unit: unit == "sitemap/pages", "a new article's tags"),
    "the sitemap of news": (lambda unit: unit == "sitemap/news", "the newest article's title"),
    "sitemaps of months": (lambda unit: str(unit).startswith("sitemap/2"), "an old article's slug"),
    "robots.txt and the like": (lambda unit: unit == "well-known", "the site's own robots.txt less"),
}
"""Kinds of units that an edit reaches, and an edit that reaches one of each kind."""
RELATIONS: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "_around": (lambda *_: (), "a new article's title"),
    "_list_pages": (lambda *_: iter(()), "a new article's title"),
    "_is_among_newest": (lambda *_: False, "a new article's title"),
    "_is_same_to_others": (lambda _: True, "a new article's title"),
    "_feeds": (lambda *_: iter(()), "a body's letter"),
    "_month_of_pictures": (lambda *_: iter(()), "the newest article's picture"),
}
"""What the reach of an edit is made of, and what takes its place when it is dropped."""


@contextmanager
def without(part: str) -> Iterator[None]:
    """Leave one part out of every key."""
    whole = Keys.parts

    def parts(self: Keys, page: Page) -> list[bytes]:
        found = whole(self, page)
        names = ["template", *(f"{type(page.view).__name__}.{name}" for name in page.view.__struct_fields__)]
        return [b"" if name == part else value for name, value in zip(names, found, strict=True)]

    with patch.object(keys.Keys, "parts", parts):
        yield


@contextmanager
def unreached(kind: str) -> Iterator[None]:
    """Leave one kind of unit out of the reach of every edit."""
    whole, (dropped, _) = reach.reached, REACH[kind]
    with patch.object(scope, "reached", lambda *given: {unit for unit in whole(*given) if not dropped(unit)}):
        yield


def failure(what: str, name: str, edit: str) -> str:
    """Drop something, do one edit, and return what went wrong."""
    with ExitStack() as stack:
        if what == "part":
            stack.enter_context(without(name))
        elif what == "unit":
            stack.enter_context(unreached(name))
        else:
            stack.enter_context(patch.object(reach, name, RELATIONS[name][0]))
        return try_edits({edit: EDITS[edit]}).get(edit, "")


DROPPED: Final = [
    *(("part", part, edit) for part, edit in CAUGHT.items()),
    *(("unit", kind, edit) for kind, (_, edit) in REACH.items()),
    *(("relation", name, edit) for name, (_, edit) in RELATIONS.items()),
]


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Processes, one a core."""
    with processes() as executor:
        yield executor


@pytest.fixture(scope="module")
def failures(request: pytest.FixtureRequest, pool: Executor) -> dict[tuple[str, str], Future[str]]:
    """What goes wrong without each of those that this run was asked for."""
    wanted = {item.callspec.id for item in request.session.items if hasattr(item, "callspec")}
    return {
        (what, name): pool.submit(failure, what, name, edit)
        for what, name, edit in DROPPED
        if f"{what}-{name}-{edit}" in wanted
    }


@pytest.mark.parametrize(("what", "name", "edit"), DROPPED)
def test_what_is_dropped_is_missed(
    what: str, name: str, edit: str, failures: dict[tuple[str, str], Future[str]]
) -> None:
    """The edit leaves the output other than a clean build's, and the property test says so."""
    assert "AssertionError" in failures[what, name].result()


def test_every_part_of_a_key_is_accounted_for() -> None:
    """A new field of a view needs an edit that it is needed for, or a reason why it never changes alone."""
    fields = {f"{view.__name__}.{name}" for view in PAGES for name in view.__struct_fields__}
    never = {f"{view}.{name}" for view, names in NEVER_ALONE.items() for name in names.split()}
    assert fields == (CAUGHT.keys() - {"template"}) | never
    assert not CAUGHT.keys() & never
