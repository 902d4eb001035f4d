"""What many pages share: cards, teasers, menu, direction, the head."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import article, config, edition, page, planned, site, view_at

from sitegen.pages.edition import Edition
from sitegen.theme.theme import load_theme


def test_a_network_goes_by_its_own_name_and_a_website_by_the_language_s(tmp_path: Path) -> None:
    """Unless the site gives the link a text."""
    links = [{"network": name, "url": "https://a.example/"} for name in ("x", "youtube", "website")]
    settings = config(language="hi", social=[*links, {**links[2], "title": "Blog"}])
    theme, problems = load_theme(tmp_path, settings)
    assert theme, problems
    made = Edition(site([], settings), theme)
    assert [link.text for link in made.view.social] == ["X", "YouTube", "वेबसाइट", "Blog"]


def test_numbers_are_written_alike_all_over_a_site() -> None:
    """Years, page numbers and the copyright line have the digits of the dates; addresses have Latin ones."""
    settings = config(language="bn", per_page=5, publisher={"name": "নিউজ ম্যানিয়া", "founded": 2024})
    pages = planned([article(f"n{number:02}", settings) for number in range(12)], settings)
    year, month = view_at(pages, "2025/index.html"), view_at(pages, "2025/02/index.html")
    assert (year.year, year.head.title, month.breadcrumb[1].text) == ("২০২৫", "২০২৫ – News Mania", "২০২৫")
    assert month.breadcrumb[1].url == "/2025/"
    closed = view_at(pages, "category/world/page/1/index.html")
    assert (closed.head.title, closed.breadcrumb[-1].text) == ("World, page ১ – News Mania", "Page ১")
    assert closed.site.copyright == "© ২০২৪ নিউজ ম্যানিয়া"


def test_an_article_in_another_language_is_marked_where_it_is_named() -> None:
    """Its own page has the language in full; a list marks what is not in the site's language, and nothing else."""
    settings = config(language="en-IN")
    names = {"same": "en-in", "none": None, "other": "ar"}
    pages = planned([article(name, settings, lang=lang) for name, lang in names.items()], settings)
    rows = {row.title: row.lang for row in view_at(pages, "category/world/index.html").rows}
    assert rows == {"Story same": "", "Story none": "", "Story other": "ar"}
    assert {teaser.title: teaser.lang for teaser in view_at(pages, "index.html").recent} == rows
    own = {name: view_at(pages, f"2025/02/27/story-{name}/index.html") for name in names}
    assert {name: (view.lang, view.direction, view.head.locale) for name, view in own.items()} == {
        "same": ("en-in", "ltr", "en_IN"),
        "none": ("en-IN", "ltr", "en_IN"),
        "other": ("ar", "rtl", "ar_EG"),
    }


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("ur-PK", "rtl"),
        ("bn", "ltr"),
        ("zz", "ltr"),
        ("az-Arab", "rtl"),
        ("sd-Deva", "ltr"),
        ("ar-EG", "rtl"),
    ],
)
def test_the_direction_is_the_language_s(language: str, direction: str) -> None:
    """Arabic, Hebrew and Urdu run from right to left, and whatever is written in their scripts."""
    assert edition([], config(language=language)).view.direction == direction


def menu(**options: Any) -> list[tuple[str, str, str]]:
    """Return id, text and address of each item of the menu."""
    settings = config(**options)
    return [(item.id, item.text, item.url) for item in edition([], settings, pages=[page("about", settings)]).view.menu]


def test_without_a_menu_of_its_own_a_site_has_its_sections() -> None:
    """Those of the first level; subsections are their children."""
    assert menu() == [
        ("world", "World", "/category/world/"),
        ("india", "India", "/category/india/"),
        ("sports", "Sports", "/category/sports/"),
    ]
    settings = config(sections=[{"title": "India"}, {"title": "Delhi", "parent": "India"}])
    (india,) = edition([], settings).view.menu
    assert [(child.text, child.url) for child in india.children] == [("Delhi", "/category/delhi/")]


def test_every_address_of_the_menu_is_under_the_base_path() -> None:
    """Sources, paths with a query, other hosts."""
    items = [
        {"section": "World", "title": "Globe"},
        {"title": "About", "url": "/pages/about.md"},
        {"title": "Feed", "url": "/feed.xml?a=%20b#c"},
        {"title": "Else", "url": "https://host.example/?a=b"},
        {"title": "Mail", "url": "mailto:a@b.example"},
    ]
    assert menu(menu=items, url="https://host.example/repo/") == [
        ("world", "Globe", "/repo/category/world/"),
        ("", "About", "/repo/about/"),
        ("", "Feed", "/repo/feed.xml?a=%20b#c"),
        ("", "Else", "https://host.example/?a=b"),
        ("", "Mail", "mailto:a@b.example"),
    ]


def test_a_card_shows_no_body() -> None:
    """Its excerpt is the summary, else the first paragraph, cut at 200 characters."""
    view = view_at(
        planned([article("a", body="Word " * 100 + "\n\nSecond."), article("b", summary="S.")]), "index.html"
    )
    summaries = {card.title: card.summary for card in view.lead}
    assert summaries["Story b"] == "S."
    assert summaries["Story a"] == "Word " * 39 + "Word…"


def test_the_head_of_the_home_page_is_the_site_s_name_and_tagline() -> None:
    """Other pages have their own title before the site's."""
    settings = config(tagline="Read closely")
    pages = planned([article("a", settings)], settings)
    assert view_at(pages, "index.html").head.title == "News Mania – Read closely"
    assert view_at(pages, "2025/02/27/story-a/index.html").head.title == "Story a – News Mania"
    assert view_at(pages, "index.html").head.canonical == "https://newsmania.example/"


def test_the_copyright_line_has_the_year_of_foundation_and_no_clock() -> None:
    """The present year would change every page each New Year."""
    assert edition([], config(publisher={"name": "NM Ltd", "founded": 2024})).view.copyright == "© 2024 NM Ltd"
    assert edition([], config()).view.copyright == "© News Mania"
