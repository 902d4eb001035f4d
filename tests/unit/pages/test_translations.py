"""One story in several languages: each page leads to the others, for readers and for search engines."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.site.newsroom import article, assembled, author, config, planned, view_at

STORY = article("story")
IN_HINDI = article("hindi", lang="hi", translates="articles/story.md")
IN_BENGALI = article("bengali", lang="bn", translates="/articles/story.md")


def view_of(name: str, *articles: Any, **given: Any) -> Any:
    return view_at(planned(articles, **given), f"2025/02/27/story-{name}/index.html")


def links(view: Any) -> list[tuple[str, str, str]]:
    return [(link.lang, link.text, link.url) for link in view.translations]


def test_each_page_leads_to_the_others() -> None:
    """By the name that the language gives itself."""
    articles = (STORY, IN_HINDI, IN_BENGALI)
    bengali = ("bn", "বাংলা", "/2025/02/27/story-bengali/")
    hindi = ("hi", "हिन्दी", "/2025/02/27/story-hindi/")
    english = ("en", "English", "/2025/02/27/story-story/")
    assert links(view_of("story", *articles)) == [bengali, hindi]
    assert links(view_of("hindi", *articles)) == [bengali, english]
    assert links(view_of("bengali", *articles)) == [english, hindi]


def test_each_head_names_all_languages_its_own_included() -> None:
    """As hreflang wants it: whole addresses, and the same set on every page."""
    heads = [view_of(name, STORY, IN_HINDI, IN_BENGALI).head for name in ("story", "hindi", "bengali")]
    assert [(alternate.lang, alternate.url) for alternate in heads[0].alternates] == [
        ("bn", "https://newsmania.example/2025/02/27/story-bengali/"),
        ("en", "https://newsmania.example/2025/02/27/story-story/"),
        ("hi", "https://newsmania.example/2025/02/27/story-hindi/"),
    ]
    assert heads[0].alternates == heads[1].alternates == heads[2].alternates


def test_what_is_not_out_is_no_translation() -> None:
    """A page of one language alone has no alternate; two translations are each other's without their original."""
    draft = article("hindi", lang="hi", translates="articles/story.md", status="draft")
    view = view_of("story", STORY, draft)
    assert (links(view), view.head.alternates) == ([], ())
    withdrawn = article("story", status="withdrawn")
    assert [lang for lang, _, _ in links(view_of("hindi", withdrawn, IN_HINDI, IN_BENGALI))] == ["bn"]


def test_a_republished_article_names_no_alternates() -> None:
    """Its canonical address is another's, of which this site knows no translations."""
    republished = article("story", canonical="https://wire.example/story")
    view = view_of("story", republished, IN_HINDI)
    assert (len(view.translations), view.head.alternates) == (1, ())


def test_nor_is_it_named_as_an_alternate() -> None:
    """Search engines admit the canonical address of each language alone."""
    republished = article("hindi", lang="hi", translates="articles/story.md", canonical="https://wire.example/hi")
    assert view_of("story", STORY, republished).head.alternates == ()
    view = view_of("story", STORY, republished, IN_BENGALI)
    assert [alternate.lang for alternate in view.head.alternates] == ["bn", "en"]
    assert len(view.translations) == 2


@pytest.mark.parametrize("gone", [{"status": "withdrawn"}, {"status": "draft"}, {"expires": "2025-03-01"}])
def test_what_is_gone_takes_no_language(gone: dict[str, str]) -> None:
    """A translation withdrawn may be replaced by another; the pages lead to that alone."""
    former = article("former", lang="hi", translates="articles/story.md", **gone)
    assert [url for _, _, url in links(view_of("story", STORY, former, IN_HINDI))] == ["/2025/02/27/story-hindi/"]


def test_a_language_is_taken_by_what_is_to_come() -> None:
    """Known before its day, whatever the case of the letters."""
    coming = article("coming", lang="HI", translates="articles/story.md", date="2027-01-01")
    _, problems = assembled([STORY, coming, IN_HINDI])
    assert [(problem.code, problem.location.path) for problem in problems] == [
        ("same-language", "content/articles/hindi.md")
    ]


def test_two_articles_that_translate_each_other_are_told_so() -> None:
    """Neither is told to name itself."""
    pair = [article("a", lang="hi", translates="articles/b.md"), article("b", translates="articles/a.md")]
    _, problems = assembled(pair)
    assert {problem.hint for problem in problems} == {
        "Only one of the two names the other: the translation its original"
    }
    assert len(problems) == 2


def test_an_account_in_the_fediverse_is_named() -> None:
    """The first author's who has one, else the site's."""
    links = [
        {"network": "x", "url": "https://x.example/ann"},
        {"network": "mastodon", "url": "https://social.example/@ann.lee-1"},
    ]
    settings = config(social=[{"network": "mastodon", "url": "https://news.example/@desk/"}])
    authors = [author("ann", settings, name="Ann", links=links), author("bo", settings, name="Bo")]
    by = {name: article(name, settings, author=names) for name, names in (("a", ["Bo", "Ann"]), ("b", ["Bo"]))}
    creators = [view_of(n, *by.values(), settings=settings, authors=authors).head.creator for n in by]
    assert creators == ["@ann.lee-1@social.example", "@desk@news.example"]
    assert view_of("story", STORY).head.creator == ""
