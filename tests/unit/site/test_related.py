"""Promise 3, publishing costs the same whatever the archive's size: what an article's page shows of others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.unit.site.newsroom import article, names, planned, site

from sitegen.content.article import Article

START = datetime(2025, 1, 1, tzinfo=UTC)


def days(count: int, **fields: Any) -> list[Article]:
    """Return articles d0, d1, ..., one a day."""
    return [article(f"d{day}", date=f"{START + timedelta(days=day):%Y-%m-%d}", **fields) for day in range(count)]


def related(of: Article, others: Sequence[Article]) -> list[str]:
    """Return the names of what is related to `of` on a site of it and `others`."""
    found = site([*(other for other in others if other is not of), of])
    return names(found.related(of))


def more(articles: Sequence[Article], position: int) -> list[str]:
    """Return the names of what the page of an article shows as more from its section."""
    return names(site(articles).more(articles[position]))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, ["d5", "d4", "d3", "d2", "d1"]),
        (3, ["d8", "d7", "d6", "d5", "d4"]),
        (4, ["d9", "d8", "d7", "d6", "d5"]),
        (5, ["d9", "d8", "d7", "d6", "d4"]),
        (9, ["d8", "d7", "d6", "d5", "d4"]),
    ],
)
def test_more_from_the_section_is_the_five_published_nearest_after(position: int, expected: list[str]) -> None:
    """The newest first; while the article is among the newest, the nearest before it fill up."""
    assert more(days(10), position) == expected


def test_more_from_a_small_section_is_all_of_it() -> None:
    """The article itself is never among them."""
    articles = days(3)
    assert [more(articles, position) for position in range(3)] == [["d2", "d1"], ["d2", "d0"], ["d1", "d0"]]
    assert more(articles[:1], 0) == []


def test_more_from_the_section_stops_changing() -> None:
    """Once five have come after it, an article's list is final."""
    articles = days(40)
    final = more(articles[:16], 10)
    assert all(more(articles[:length], 10) == final for length in range(16, 41))


def test_related_goes_by_shared_tags_then_section_then_time() -> None:
    """In this order, the nearest of equals first."""
    of = article("of", date="2025-06-15", tags=["a", "b"])
    others = [
        article("two-tags-far", date="2025-01-01", tags=["a", "b"], section="Sports"),
        article("one-tag-here", date="2025-01-02", tags=["a"]),
        article("one-tag-elsewhere-near", date="2025-06-14", tags=["b"], section="Sports"),
        article("no-tag-near", date="2025-06-14"),
    ]
    assert related(of, others) == ["two-tags-far", "one-tag-here", "one-tag-elsewhere-near"]
    untagged = article("of", date="2025-06-15")
    assert related(untagged, others) == ["no-tag-near", "one-tag-here"]


def test_two_spellings_of_a_tag_are_a_shared_tag() -> None:
    """They are one term, and so they relate its articles."""
    articles = [
        article("of", date="2025-06-15", tags=["Climate Change"]),
        article("far", date="2025-01-01", tags=["climate-change"], section="Sports"),
        article("near", date="2025-06-14"),
    ]
    view: Any = planned(articles)["2025/06/15/story-of/index.html"].view
    assert [teaser.title for teaser in view.related] == ["Story far", "Story near"]


def test_of_equals_the_nearest_in_time_are_related() -> None:
    """Before and after count alike; a tie goes by the file's path."""
    articles = days(7)
    assert related(articles[3], articles) == ["d2", "d4", "d1"]


def test_chosen_articles_come_first_and_once() -> None:
    """What an editor names in `related` leads, in the editor's order, and the rest is filled up."""
    articles = days(7)
    for chosen, expected in (("02", ["d0", "d2", "d4"]), ("456", ["d4", "d5", "d6"])):
        named = [f"articles/d{number}.md" for number in chosen]
        of = article("d3", date="2025-01-04", related=named)
        assert related(of, [*articles[:3], *articles[4:]]) == expected


def test_a_chosen_article_that_is_named_twice_is_shown_once() -> None:
    """A slip of the pen costs no place."""
    articles = days(4)
    of = article("of", date="2025-03-01", related=["articles/d0.md", "/articles/d0.md"])
    assert names(site([*articles, of]).chosen(of)) == ["d0"]


def test_a_chosen_article_that_is_not_out_is_not_shown() -> None:
    """Nothing tells of it, and no mistake is reported: it comes when its day comes."""
    later = article("later", date="2030-01-01")
    of = article("of", related=["articles/later.md"])
    assert site([of, later]).chosen(of) == ()


def test_an_article_alone_has_nothing_related() -> None:
    """Its page then shows a link to the section."""
    of = article("of")
    assert related(of, []) == []


def test_related_stops_changing() -> None:
    """Only the thirty nearest on each side in a list are candidates, so a page's relations become final."""
    articles = days(200, tags=["a"])
    final = related(articles[50], articles[:81])
    assert all(related(articles[50], articles[:length]) == final for length in range(81, 200, 7))


def test_a_late_match_does_not_reach_back_beyond_thirty_others() -> None:
    """A newcomer that suits better than all between, but comes later than thirty of the list, changes nothing."""
    old, new = article("old", date="2024-01-01", tags=["a"]), article("new", date="2026-01-01", tags=["a"])
    between = days(30, tags=["a"], section="Sports")
    assert related(old, [old, *between[:29], new])[0] == "new"
    assert related(old, [old, *between, new]) == related(old, [old, *between]) == ["d0", "d1", "d2"]


def test_the_same_articles_in_another_order_are_related_alike() -> None:
    """Nothing depends on the order in which tags were typed."""
    for tags in (["a", "b", "c"], ["c", "a", "b"]):
        found = [article(f"n{number}", date=f"2025-01-{number + 1:02}", tags=tags) for number in range(20)]
        assert related(found[10], found) == ["n11", "n9", "n12"]
