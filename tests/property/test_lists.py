"""Promise 3, at random: however many articles come, of whatever terms, lists stay whole and archives stand still."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.site.newsroom import article, config, planned

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.pages.listing import closed_pages
from sitegen.pages.page import Page

UNHURRIED = [HealthCheck.too_slow]
"""A busy machine is no failure: no test here looks at the clock."""

Terms = tuple[int, int, int, tuple[int, ...]]
"""What an article belongs to: day, section, author and tags, by number."""
ARTICLES = st.lists(
    st.tuples(
        st.integers(0, 70), st.integers(0, 2), st.integers(0, 2), st.lists(st.integers(0, 3), max_size=3).map(tuple)
    ),
    max_size=40,
)


@cache
def settings_of(per_page: int) -> Config:
    """Return the settings of a site with so many rows on a page."""
    return config(per_page=per_page)


@cache
def story(number: int, terms: Terms) -> Article:
    """Return article `number` of the given terms."""
    day, section, author, tags = terms
    return article(
        f"n{number:02}",
        settings_of(5),
        date=f"2025-{1 + day // 28:02}-{1 + day % 28:02}",
        section=("World", "India", "Sports")[section],
        author=f"Author {author}",
        tags=[f"Tag {tag}" for tag in tags],
    )


def lists(pages: dict[str, Page]) -> dict[str, Any]:
    """Return the views of all pages of lists by their addresses."""
    found: dict[str, Any] = {path: page.view for path, page in pages.items() if page.template == "listing.html"}
    return {f"/{path.removesuffix('index.html')}": view for path, view in found.items()}


def front_of(address: str) -> str:
    return address.split("page/")[0]


@given(ARTICLES, st.integers(5, 7))
@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
def test_every_article_is_on_one_page_of_each_of_its_lists(terms: list[Terms], per_page: int) -> None:
    """Neither lost nor shown twice: in its section, its desk, its author's list, its tags and its month."""
    articles = [story(number, found) for number, found in enumerate(terms)]
    shown = Counter(
        (front_of(address), row.title)
        for address, view in lists(planned(articles, settings_of(per_page))).items()
        for row in view.rows
    )
    expected = {
        (front, found.title)
        for found in articles
        for front in (
            f"/category/{found.section}/",
            f"/desk/{found.desk}/",
            f"/author/{found.authors[0].lower().replace(' ', '-')}/",
            f"/{found.date.instant:%Y/%m}/",
            *(f"/tag/{tag.lower().replace(' ', '-')}/" for tag in found.tags),
        )
    }
    assert set(shown) == expected
    assert set(shown.values()) <= {1}


@given(ARTICLES, st.integers(5, 7))
@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
def test_older_and_newer_lead_through_every_page_of_a_list_and_back(terms: list[Terms], per_page: int) -> None:
    """From each front down by `Older` to the oldest page, in the order of publication, and up again by `Newer`."""
    found = lists(planned((story(*numbered) for numbered in enumerate(terms)), settings_of(per_page)))
    walked = set()
    for front in {front_of(address) for address in found}:
        address, way = front, [front]
        while found[address].older:
            assert found[found[address].older].newer == address
            address = found[address].older
            way.append(address)
        assert found[front].newer == ""
        assert [found[step].number for step in way] == [0, *range(len(way) - 1, 0, -1)]
        dates = [row.date.iso for step in way for row in found[step].rows]
        assert dates == sorted(dates, reverse=True)
        walked.update(way)
    assert walked == found.keys()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40), st.integers(0, 39))
@settings(max_examples=40, deadline=None, suppress_health_check=UNHURRIED)
def test_a_closed_page_keeps_its_rows_for_good(terms: list[tuple[int, int]], first: int) -> None:
    """As the newest articles come one by one, no row of a closed page ever changes, whatever their terms."""
    articles = [story(day, (day, section, author, ())) for day, (section, author) in enumerate(terms)]
    closed: dict[str, Any] = {}
    for count in range(min(first, len(articles)), len(articles) + 1):
        now = {address: view.rows for address, view in lists(planned(articles[:count], settings_of(5))).items()}
        assert all(now[address] == rows for address, rows in closed.items())
        closed = {address: rows for address, rows in now.items() if "page/" in address}


@given(st.integers(0, 400), st.integers(1, 50))
@settings(deadline=None, suppress_health_check=UNHURRIED)
def test_a_front_is_never_thin_and_never_more_than_two_pages_long(count: int, size: int) -> None:
    """Between one and two pages' worth where there is so much, else everything; closed pages are full."""
    closed = closed_pages(count, size)
    front = count - closed * size
    assert 0 <= front < 2 * size
    assert front >= size or not closed
