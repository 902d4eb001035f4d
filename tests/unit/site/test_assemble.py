"""The parts of a site fit together, or every misfit is reported with its place (promise 1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.site.newsroom import article, assembled, author, config, page, site

from sitegen.errors import Problem


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Return each Problem's code, file and line."""
    return [(problem.code, problem.location.path, problem.location.line) for problem in problems]


def test_one_feed_id_for_two_articles_is_a_mistake() -> None:
    """A feed reader would show only one of them; an article that is not out yet counts too."""
    articles = [article("a", id="x"), article("b", id="x", date="2030-01-01"), article("c", id="y"), article("d")]
    assert codes(assembled(articles)[1]) == [("duplicate-id", "content/articles/b.md", 6)]


def test_a_clash_with_what_is_not_out_yet_is_known_before_its_day() -> None:
    """Two articles that will claim one address are a mistake now, not on the morning of an unattended build."""
    clash = {"date": "2030-01-01", "slug": "same"}
    articles = [article("a", **clash), article("b", **clash), article("c", **clash, status="withdrawn")]
    assert codes(assembled(articles)[1]) == [("address-taken", "content/articles/b.md", 2)]
    taken = [article("a", url="/same/"), article("b", date="2030-01-01", url="/Same/")]
    assert codes(assembled(taken)[1]) == [("address-taken", "content/articles/b.md", 2)]


@pytest.mark.parametrize(
    "second",
    [
        {"name": "Ann"},
        {"name": "ANN", "slug": "other"},
        {"name": "Anna", "slug": "ann"},
    ],
)
def test_one_author_in_two_files_is_a_mistake(second: dict[str, str]) -> None:
    """By name, whatever its case, or by slug."""
    problems = assembled([], authors=[author("one", name="Ann"), author("two", **second)])[1]
    assert codes(problems) == [("duplicate-author", "content/authors/two.md", 2)]


def test_an_author_named_like_the_slug_is_one_author() -> None:
    """A single name in lower case is its own slug, and no second author."""
    assert assembled([], authors=[author("ann", name="ann")])[1] == ()


@pytest.mark.parametrize("named", ["articles/none.md", "articles/a.md"])
def test_related_must_name_another_article(named: str) -> None:
    """Neither nothing nor itself."""
    problems = assembled([article("a", related=["articles/b.md", named]), article("b")])[1]
    assert codes(problems) == [("broken-link", "content/articles/a.md", 6)]


def test_a_policy_must_be_a_page() -> None:
    """And the pages of policies come last in the footer, in the order of the settings."""
    settings = config(policies=["pages/terms.md", "pages/about.md", "pages/none.md"])
    found, problems = assembled([], settings, pages=[page("about"), page("contact"), page("terms"), page("b", order=1)])
    assert codes(problems) == [("broken-link", "content/site.yaml", 8)]
    assert [page.title for page in found.pages] == ["B", "Contact", "Terms", "About"]


def menu(*items: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the menu's items and what each path on the site resolves to."""
    settings = config(menu=list(items))
    articles = [article("a", settings), article("later", settings, date="2030-01-01")]
    found = site(articles, settings, pages=[page("about", settings)], assets=["files/x y.pdf"])
    return [(entry.title, address) for entry, address in found.menu]


def test_a_menu_item_may_lead_to_anything_that_is_there() -> None:
    """A section, a source, a file, an address with a query, another host."""
    assert menu(
        {"section": "World"},
        {"title": "About", "url": "/pages/about.md"},
        {"title": "Again", "url": "./pages/about.md"},
        {"title": "PDF", "url": "files/x y.pdf"},
        {"title": "Find", "url": "/feed.xml?a=b#c"},
        {"title": "Else", "url": "https://host.example/"},
    ) == [
        ("World", ""),
        ("About", "/about/"),
        ("Again", "/about/"),
        ("PDF", "/media/files/x%20y.pdf"),
        ("Find", "/feed.xml?a=b#c"),
        ("Else", ""),
    ]


def test_a_menu_item_comes_when_its_target_does() -> None:
    """What is not out yet is not announced in the menu (promise 4)."""
    assert menu({"title": "Soon", "url": "articles/later.md"}, {"section": "World"}) == [("World", "")]


def test_a_menu_item_that_leads_nowhere_is_a_mistake() -> None:
    """With the line of site.yaml."""
    problems = assembled([], config(menu=[{"title": "X", "url": "pages/none.md"}]))[1]
    assert codes(problems) == [("broken-link", "content/site.yaml", 8)]


def test_all_misfits_are_reported_at_once() -> None:
    """One build tells everything."""
    articles = [
        article("a", id="x", related=["articles/none.md"], body="[x](none.md) ![y](none.jpg)"),
        article("b", id="x", image={"src": "none.png", "alt": "x"}),
    ]
    problems = assembled(articles, authors=[author("one", name="Ann"), author("two", name="Ann")])[1]
    assert sorted(problem.code for problem in problems) == [
        "broken-link",
        "broken-link",
        "duplicate-author",
        "duplicate-id",
        "missing-image",
        "missing-image",
    ]
