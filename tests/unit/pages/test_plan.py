"""Promise 5: two sources never claim one address, and every path that is linked to is there, or it is a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from tests.unit.site.newsroom import article, config, content, fitted, page, planned_site

from sitegen.content.article import Article
from sitegen.pages.fit import conflicts


def told(articles: Iterable[Article], *static: str, **parts: Any) -> list[tuple[str, str]]:
    """Return the code and the message of each Problem of a plan."""
    files = [f"static/{name}" for name in static]
    given = content(articles, parts.pop("settings", None), **parts | {"assets": [*parts.get("assets", ()), *files]})
    pages, problems = planned_site(*fitted(given), files)
    clash = any(problem.code == "address-taken" for problem in problems)
    assert bool(conflicts([(page.path, number) for number, page in enumerate(pages)], ())) == clash
    return [(problem.code, f"{problem.location}: {problem.message}") for problem in problems]


def test_two_articles_of_one_address_are_a_mistake_that_names_both() -> None:
    """The same headline on the same day."""
    assert told([article("a", title="Same"), article("b", title="Same")]) == [
        (
            "address-taken",
            "content/articles/b.md:2:8: the address /2025/02/27/same/ is claimed by content/articles/a.md:2:8 too",
        )
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"url": "/News/"}, {"url": "/news/"}),
        ({"url": "/café/"}, {"url": "/cafe\u0301/"}),
        ({"aliases": ["/x/"]}, {"url": "/x/"}),
        ({"aliases": ["/x/"]}, {"aliases": ["/X/"]}),
        ({"url": "/x/"}, {"url": "/x/index.html"}),
    ],
)
def test_addresses_that_only_some_systems_tell_apart_are_one(one: dict[str, Any], two: dict[str, Any]) -> None:
    """Whether by case, by the form of an accent, or by a folder's index."""
    problems = told([article("a", **one), article("b", **two)])
    assert [(code, "content/articles/a.md" in text and "content/articles/b.md" in text) for code, text in problems] == [
        ("address-taken", True)
    ]


@pytest.mark.parametrize(
    "url",
    [
        "/feed.xml",
        "/index.html",
        "/404.html",
        "/category/world/",
        "/2025/",
        "/2025/02/",
        "/fragments/latest.html",
        "/feed/",
    ],
)
def test_an_article_cannot_take_a_page_of_the_site_s_own(url: str) -> None:
    """Home, feeds, lists, archives: `url` may name any path but one that is there."""
    assert [code for code, _ in told([article("a", url=url)])] == ["address-taken"]


def test_an_article_cannot_redirect_to_itself() -> None:
    """An alias that is the article's own address."""
    assert [code for code, _ in told([article("a", aliases=["/2025/02/27/story-a/"])])] == ["address-taken"]


def test_a_file_cannot_stand_where_a_folder_must_be() -> None:
    """The mistake is told where the file comes from."""
    assert told([article("a", url="/v1.html"), article("b", url="/v1.html/notes/")]) == [
        (
            "address-taken",
            "content/articles/a.md:6:6: the file /v1.html stands where the folder of /v1.html/notes/index.html must be",
        )
    ]


def test_an_alias_may_lie_below_another_article() -> None:
    """Folders are shared; only files are claimed."""
    assert (
        told([article("a", aliases=["/2025/02/27/story-b/old/", "/2025/02/27/story-b/old.html"]), article("b")]) == []
    )


@pytest.mark.parametrize("name", ["robots.txt", "CNAME", ".well-known/security.txt", "a/b/c.pdf"])
def test_static_files_are_published_as_they_are(name: str) -> None:
    """At the site's root, dot-files too."""
    file = f"static/{name}"
    pages, problems = planned_site(*fitted(content([], assets=[file])), [file])
    assert problems == ()
    assert name in [page.path for page in pages]


@pytest.mark.parametrize("name", ["index.html", "404.html", "feed.xml", "Feed.XML", "feed/index.html", ".nojekyll"])
def test_a_static_file_cannot_take_a_page_s_place(name: str) -> None:
    """Whichever would win, the other would be lost in silence."""
    assert [code for code, _ in told([], name)] == ["address-taken"]


def test_names_that_differ_by_the_form_of_an_accent_are_one() -> None:
    """A Mac's disk holds only one of the two."""
    assert [code for code, _ in told([], "caf\u00e9.txt", "cafe\u0301.txt")] == ["address-taken"]


def test_a_folder_s_address_has_one_index() -> None:
    """A host shows index.html and index.xml alike: an article at /feed/ would hide the feed for WordPress's readers."""
    assert [code for code, _ in told([], "x/index.html", "x/index.xml")] == ["address-taken"]


def test_a_link_to_a_path_that_nothing_fills_is_a_mistake() -> None:
    """In every article that has it."""
    articles = [article(name, body="[x](/nowhere/) [y](/about) [z](/feed.xml)") for name in "ab"]
    assert told(articles, pages=[page("about")]) == [
        ("broken-link", f"content/articles/{name}.md:7:5: the site has no page at `/nowhere/`") for name in "ab"
    ]


def test_a_path_s_case_counts() -> None:
    """The host tells `/About/` from `/about/`."""
    assert [code for code, _ in told([article("a", body="[x](/About/)")], pages=[page("about")])] == ["broken-link"]


def test_a_section_may_be_called_like_anything() -> None:
    """Patterns keep kinds apart; where they do not, the clash is told."""
    sections = ["Feed", "Page", "Index", "404"]
    settings = config(sections=sections)
    articles = [article("a", settings, section="Feed", tags=["feed", "page", "2025"], author="Feed")]
    assert told(articles, settings=settings) == []
    settings = config(permalinks={"author": "/tag/{author}/"})
    assert [code for code, _ in told([article("a", settings, author="X", tags=["x"])], settings=settings)] == [
        "address-taken"
    ] * 5


def test_pages_stand_in_the_order_of_their_paths() -> None:
    """Neither the order of files nor of plans shows in a build."""
    articles = [article(name) for name in "cab"]
    paths = [[page.path for page in planned_site(*fitted(content(order)))[0]] for order in (articles, articles[::-1])]
    assert paths[0] == paths[1] == sorted(paths[0])
