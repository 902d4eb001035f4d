"""Reading time: fast enough for nobody to feel slow, and by the language's own words."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import article, config, planned, view_at

from sitegen.pages.reading_time import reading_minutes


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, "en", 1),
        (660, "en", 3),
        (660, "en-IN", 3),
        (660, "zz", 3),
        (660, "ar", 5),
        (660, "ar-EG", 5),
        (660, "bn", 4),
        (660, "zh-Hant", 3),
    ],
)
def test_words_a_minute_are_the_language_s(words: int, language: str, minutes: int) -> None:
    """An Arabic word says more than an English one, and takes longer."""
    assert reading_minutes(words, language) == minutes


def test_the_article_s_own_language_counts() -> None:
    """Not that of the site."""
    settings = config(language="en")
    body = "كلمة " * 660
    pages = planned([article("a", settings, body=body, lang="ar"), article("b", settings, body=body)], settings)
    found = [view_at(pages, f"2025/02/27/story-{name}/index.html").minutes for name in "ab"]
    assert found == [5, 3]


@pytest.mark.parametrize(
    ("body", "language", "minutes"),
    [
        ("新闻" * 765, "zh", 6),
        ("新闻" * 765 + " and some words", "zh", 6),
        ("ニュース" * 357, "ja", 4),
        ("ข่าว" * 990, "th", 3),
        ("한국어 " * 660, "ko", 3),
    ],
)
def test_a_script_without_spaces_is_counted_by_its_letters(body: str, language: str, minutes: int) -> None:
    """A page of Chinese is not one word."""
    settings = config(language=language)
    page = view_at(planned([article("a", settings, body=body)], settings), "2025/02/27/story-a/index.html")
    assert page.minutes == minutes
