"""What many pages share: cards, teasers, initials, excerpts, menu, direction, the head."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.site.newsroom import article, config, edition, page, planned, view_at

from sitegen.pages.edition import excerpt, initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Piyal Chatterjee", "PC"), ("ann", "A"), ("Ana de la Cruz", "AC"), ("কলকাতা ডেস্ক", "কড"),
     ("\u201cQ\u201d", "\u201c"), ("& Co", "C"), ("🙂", "🙂"), ("3rd Desk", "3D")],
)  # fmt: skip
def test_initials_stand_in_for_a_photograph(name: str, expected: str) -> None:
    """Of the first word and the last that begin with a letter or a digit."""
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Short.", 10, "Short."),
        ("Ten signs.", 10, "Ten signs."),
        ("Two words here", 10, "Two words…"),
        ("Two words, here", 12, "Two words…"),
        ("Unbreakable", 6, "Unbre…"),
        ("新 很长很长很长很长", 6, "新 很长很…"),
        ("ঢা কলকাতাকলকাতা", 7, "ঢা কল…"),
        ("👩\u200d👩\u200d👧\u200d👦 family of four", 4, "👩…"),
    ],
)
def test_an_excerpt_ends_between_words(text: str, most: int, expected: str) -> None:
    """In a script without spaces it ends between letters, never before a vowel sign or inside an emoji."""
    assert excerpt(text, most) == expected
    assert len(excerpt(text, most)) <= most


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
