"""How feed readers know an article again: by what a newsroom does not change, and no other article has."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.site.newsroom import article, assembled, config

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.errors import Problem
from sitegen.site.identity import atom_id, feed_id

MADE = "tag:newsmania.example,2025-02-27:a"


def told(*articles: Article, settings: Config | None = None, **parts: Any) -> list[tuple[str, str]]:
    """Return where each problem of a site stands, and its code."""
    _, problems = assembled(articles, settings, **parts)
    return [(problem.location.path, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another headline"},
        {"slug": "another-slug"},
        {"url": "/elsewhere/"},
        {"section": "India"},
        {"aliases": ["/2025/02/27/story-a/"]},
        {"updated": "2025-03-01"},
        {"date": "2025-02-27 23:59"},
        {"desk": "Sports Desk", "author": "Ann", "tags": ["x"], "kind": "opinion"},
    ],
)
def test_the_id_survives_what_a_newsroom_changes(changed: dict[str, Any]) -> None:
    """Headline, slug, address, section: whoever has read the article does not get it again."""
    assert feed_id(article("a", **changed), config()) == feed_id(article("a"), config()) == MADE


def test_the_id_survives_a_move_to_another_folder() -> None:
    """A story that is filed elsewhere is the same story; a folder with an index.md is a story of the folder's name."""
    for name in ("world/a", "india/deep/a", "world/a/index", "a/index"):
        assert feed_id(article(name), config()) == MADE
    assert feed_id(article("index"), config()) == MADE[:-1] + "index"


def test_the_day_is_the_site_s() -> None:
    """Whatever the machine's clock, and whatever offset was typed."""
    assert feed_id(article("a", date="2025-02-26T20:00:00Z"), config()) == MADE
    assert feed_id(article("a", date="2025-02-27 00:10"), config()) == MADE


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"url": "https://you.example/repo/"}, "tag:you.example,2025-02-27:repo/a"),
        ({"url": "https://you.example:8443/"}, "tag:you.example,2025-02-27:a"),
        ({"feeds": {"authority": "old.example"}}, "tag:old.example,2025-02-27:a"),
        ({"feeds": {"authority": "old.example/repo"}}, "tag:old.example,2025-02-27:repo/a"),
    ],
)
def test_the_host_makes_it_unique_and_may_be_the_former_one(settings: dict[str, Any], expected: str) -> None:
    """A newsroom that moves to another host names the old one, and keeps its subscribers."""
    made = config(**settings)
    assert feed_id(article("a", made), made) == expected


def test_any_file_name_gives_a_uri() -> None:
    """Bengali, blanks and marks are quoted; letters that were taken apart are the composed ones."""
    composed, apart = "caf\u00e9 #1", "cafe\u0301 #1"
    assert feed_id(article(composed), config()) == "tag:newsmania.example,2025-02-27:caf%C3%A9%20%231"
    assert feed_id(article(apart), config()) == feed_id(article(composed), config())


def test_an_id_of_one_s_own_stands_as_it_is_and_is_made_an_iri_for_atom() -> None:
    """Other systems' ids come along; RFC 4287 takes nothing but an IRI."""
    for typed in ("https://old.example/?p=12", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "tag:a.example,2020:ক"):
        own = article("a", id=typed)
        assert (feed_id(own, config()), atom_id(own, config())) == (typed, typed)
    own = article("a", id="12 at https://old.example")
    assert feed_id(own, config()) == "12 at https://old.example"
    assert atom_id(own, config()) == "tag:newsmania.example,2025-02-27:id/12%20at%20https://old.example"
    assert atom_id(article("a"), config()) == MADE


def test_two_articles_of_one_day_and_one_file_name_are_told_apart() -> None:
    """A reader would show one of them; an id, another day or another name mends it."""
    first = article("india/brief", title="One")
    assert told(first, article("world/brief", title="Two")) == [("content/articles/world/brief.md", "duplicate-id")]
    assert told(first, article("world/brief", title="Two", id="x")) == []
    assert told(first, article("world/brief", title="Two", date="2025-02-28")) == []
    assert told(first, article("world/brief-2", title="Two")) == []


def test_an_article_to_come_is_told_apart_before_its_day() -> None:
    """An article that fails on the day on which it is to come out fails when nobody looks."""
    waiting = article("world/brief", title="Two", embargo="2027-01-01")
    assert told(article("india/brief"), waiting) == [("content/articles/world/brief.md", "duplicate-id")]
    assert told(article("india/brief"), article("world/brief", title="Two", status="draft")) == []
    assert told(article("india/brief"), article("world/brief", title="Two", status="withdrawn")) == []


def test_an_id_of_one_s_own_may_not_be_what_another_gets() -> None:
    """A file that was renamed keeps the id that it had; a new file may not take its name on that day."""
    former = article("renamed", id=MADE)
    assert told(former) == []
    assert told(former, article("a", id=None)) == [("content/articles/a.md", "duplicate-id")]
    assert told(article("a", id=MADE)) == []


def test_the_problem_names_both_files() -> None:
    """And says what to do."""
    _, problems = assembled([article("india/brief", title="One"), article("world/brief", title="Two")])
    assert [str(problem.message) + ". " + problem.hint for problem in problems if isinstance(problem, Problem)] == [
        "feed readers know it by its day and its file's name, which content/articles/india/brief.md has too. "
        "Give one of the files another name, or the article an `id` of its own"
    ]
