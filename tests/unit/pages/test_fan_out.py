"""Promise 3: publishing costs the same whatever the archive's size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from tests.unit.site.newsroom import article, config, planned

from sitegen.content.article import Article
from sitegen.pages.page import Page

MOST = 80
"""The files that one new article may change; design.md."""

SETTINGS = config()
START = datetime(2019, 1, 1, 6, tzinfo=UTC)
TURN = 240
"""The newsroom's habits repeat after this many articles, so that archives of different sizes end alike. In each turn
every section, desk, author and tag gets a multiple of 20 articles, the length of a page."""


@cache
def story(number: int) -> Article:
    """Return article `number`: two a day, with a picture, four tags of twelve, in turns of sections, desks, authors."""
    first = number % TURN * 7
    return article(
        f"n{number}",
        SETTINGS,
        date=(START + timedelta(hours=12) * number).isoformat(),
        section=("World", "India", "Sports")[number % 3],
        desk=("News Mania Desk", "Sports Desk")[number % 2],
        author=f"Author {number % 4}",
        tags=[f"tag {(first + step) % 12}" for step in (0, 1, 4, 6)],
        image={"src": f"/media/n{number}.jpg", "alt": "What it shows"},
        featured=number % 40 == 0,
        breaking=number % 60 == 0,
    )


def pictures(first: int, last: int) -> list[str]:
    return [f"media/n{number}.jpg" for number in range(first, last)]


def changed(first: int, last: int) -> list[str]:
    """Return the files that differ, or are new, when article `last` joins an archive that begins with `first`."""
    before = planned(map(story, range(first, last)), SETTINGS, assets=pictures(first, last))
    after = planned(map(story, range(first, last + 1)), SETTINGS, assets=pictures(first, last + 1))
    assert before.keys() <= after.keys(), "no file goes when an article comes"
    return [path for path, page in after.items() if not is_same(before.get(path), page)]


def is_same(one: Page | None, other: Page) -> bool:
    """Tell whether a page would be left as it is: its bytes are a function of its view and the theme."""
    return one is not None and (one.renderer, one.template, one.view) == (other.renderer, other.template, other.view)


@pytest.mark.parametrize("phase", [0, 1, 17, -1])
def test_one_new_article_changes_as_many_files_in_a_large_archive_as_in_a_small_one(phase: int) -> None:
    """At most eighty with four tags and a picture, feeds included.

    At phase -1 all its lists but the month's close a page at once.
    """
    last = 4 * TURN + phase
    assert len(story(last).tags) == 4
    small, large = changed(3 * TURN, last), changed(0, last)
    assert len(small) <= MOST, small
    assert len(small) == len(large), sorted(set(large) ^ set(small))


def test_sitemaps_are_at_most_four_of_them() -> None:
    """The month's, the index, the news, and that of pages where a term or a month is new."""
    new = [path for path in changed(0, 4 * TURN) if path.startswith("sitemap")]
    assert new == ["sitemap.xml", "sitemaps/2020-04.xml"]
    before = planned([story(0)], SETTINGS, assets=pictures(0, 1))
    first = article("first", SETTINGS, date="2025-12-31", tags=["new"])
    after = planned([story(0), first], SETTINGS, assets=pictures(0, 1))
    found = [path for path, page in after.items() if path.startswith("sitemap") and not is_same(before.get(path), page)]
    assert sorted(found) == ["sitemap.xml", "sitemaps/2025-12.xml", "sitemaps/news.xml", "sitemaps/pages.xml"]


def test_the_dearest_article_is_among_those_counted() -> None:
    """At phase -1 a page of the section, the desk, the author, the month and of each tag is closed."""
    closed = [path for path in changed(0, TURN - 1) if "/page/" in path]
    assert len({path.split("/page/")[0] for path in closed}) == 8


def test_an_edited_headline_changes_a_bounded_number_of_files_too() -> None:
    """Deep in the archive it is on its own page, its lists' closed pages, and those that name it."""
    articles = [story(number) for number in range(2 * TURN)]
    old = articles[100]
    new = article(old.source.removeprefix("articles/").removesuffix(".md"), SETTINGS, title="Retitled", slug=old.slug,
                  date=old.date.instant.isoformat(), section=old.section, desk=old.desk, author=list(old.authors),
                  image={"src": "/media/n100.jpg", "alt": "What it shows"}, tags=list(old.tags))  # fmt: skip
    assets = pictures(0, 2 * TURN)
    before = planned(articles, SETTINGS, assets=assets)
    after = planned([*articles[:100], new, *articles[101:]], SETTINGS, assets=assets)
    files = [path for path, page in after.items() if not is_same(before.get(path), page)]
    assert before.keys() == after.keys()
    assert len(files) <= MOST, files


def test_search_adds_two_files_and_the_bundle_of_one_year() -> None:
    """The suggestions, the search page where its tags or months differ, and what Pagefind makes of the year.

    Those of its files that change are counted by tests/bench/search.py; they follow the articles of the year.
    """
    settings = config(search=True)
    articles = [article(f"n{day}", settings, date=f"202{day % 4}-03-01", tags=["x"]) for day in range(60)]
    new = article("new", settings, date="2023-12-31", tags=["y"])
    before, after = planned(articles, settings), planned([*articles, new], settings)
    files = {path for path, page in after.items() if not is_same(before.get(path), page)}
    plain = {path for path in files if not path.startswith("search/")}
    assert files - plain == {"search/index.html", "search/suggestions.json", "search/2023/pagefind-entry.json"}
    assert len(plain) <= MOST - 2
