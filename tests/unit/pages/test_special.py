"""Redirects, the 404 page and the fragment of latest headlines; corrections and plain pages."""

from __future__ import annotations

from tests.unit.site.newsroom import article, config, page, planned, view_at


def test_an_alias_redirects() -> None:
    """To the article's address under the base path, and says the whole one to search engines."""
    settings = config(url="https://host.example/repo/")
    aliases = ["/2019/old-story/", "/old", "/old/story.html", "/পুরনো/"]
    pages = planned([article("a", settings, aliases=aliases)], settings)
    redirects = {path: found.view for path, found in pages.items() if found.template == "redirect.html"}
    assert list(redirects) == ["2019/old-story/index.html", "old/index.html", "old/story.html", "পুরনো/index.html"]
    for view in redirects.values():
        assert view.target == "/repo/2025/02/27/story-a/"  # type: ignore[attr-defined]
        assert view.canonical == "https://host.example/repo/2025/02/27/story-a/"  # type: ignore[attr-defined]


def test_a_page_s_alias_redirects_too() -> None:
    """Plain pages move as well."""
    pages = planned([], pages=[page("about", aliases=["/about-us/"])])
    assert view_at(pages, "about-us/index.html").target == "/about/"


def test_what_is_not_out_redirects_nobody() -> None:
    """An alias would tell the address of a draft (promise 4)."""
    waiting = [article("a", status="draft", aliases=["/x/"]), article("b", date="2030-01-01", aliases=["/y/"])]
    assert not {"x/index.html", "y/index.html"} & planned(waiting).keys()


def test_the_404_page_shows_the_newest_and_is_not_indexed() -> None:
    """Its addresses start at the base path, since a host shows it at any depth."""
    settings = config(url="https://host.example/repo/")
    articles = [article(f"n{day}", settings, date=f"2025-01-0{day}") for day in range(1, 8)]
    view = view_at(planned(articles, settings), "404.html")
    assert [teaser.title for teaser in view.latest] == [f"Story n{day}" for day in (7, 6, 5, 4, 3)]
    assert all(teaser.url.startswith("/repo/") for teaser in view.latest)
    assert view.head.index is False


def test_what_must_be_the_latest_on_every_page_is_one_file() -> None:
    """No other page but home, lists and 404 holds the newest headline: the fragment does."""
    articles = [article(f"n{day:02}", date=f"2025-01-{day:02}") for day in range(1, 21)]
    before, after = planned(articles[:-1]), planned(articles)
    view = view_at(after, "fragments/latest.html")
    assert [teaser.title for teaser in view.latest] == [f"Story n{day}" for day in (20, 19, 18, 17, 16)]
    assert view.breaking == view.latest
    old = "2025/01/05/story-n05/index.html"
    assert view_at(before, old) == view_at(after, old)


def test_corrections_of_all_articles_stand_on_one_page() -> None:
    """The newest first, each with its article; those of what is not out are not there."""

    def corrected(name: str, *dates: str, **fields: str) -> object:
        return article(name, corrections=[{"date": date, "text": f"{name} {date}"} for date in dates], **fields)

    articles = [corrected("a", "2025-03-01", "2025-03-05"), corrected("b", "2025-03-02"), article("c")]
    hidden = corrected("d", "2025-03-09", status="draft")
    view = view_at(planned([*articles, hidden]), "corrections/index.html")  # type: ignore[list-item]
    assert [(entry.text, entry.article.title, entry.date.ordinal) for entry in view.entries] == [
        ("a 2025-03-05", "Story a", "5th March 2025"),
        ("b 2025-03-02", "Story b", "2nd March 2025"),
        ("a 2025-03-01", "Story a", "1st March 2025"),
    ]
    assert (view.title, view.body) == ("Corrections", None)


def test_a_plain_page_introduces_the_corrections() -> None:
    """The page at /corrections/ gives title and text, and stands there before the first correction."""
    view = view_at(planned([], pages=[page("corrections", title="We err")]), "corrections/index.html")
    assert (view.title, view.entries, view.body.source) == ("We err", (), "pages/corrections.md")


def test_without_corrections_there_is_no_page_of_them() -> None:
    """Nothing is planned that nobody asked for."""
    assert "corrections/index.html" not in planned([article("a")])


def test_a_plain_page_has_its_title_text_and_fields() -> None:
    """And stands in the footer of every page."""
    pages = planned([], pages=[page("about", title="About us", summary="Who we are", lang="bn", x_a="b")])
    view = view_at(pages, "about/index.html")
    assert (view.title, view.head.description, view.lang, view.extra) == ("About us", "Who we are", "bn", {"x_a": "b"})
    assert [(link.text, link.url) for link in view_at(pages, "index.html").site.pages] == [("About us", "/about/")]
