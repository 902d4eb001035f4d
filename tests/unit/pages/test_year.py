"""The archive page of a year: its months, each with its newest headlines, and the way to the years around it."""

from __future__ import annotations

from tests.unit.site.newsroom import article, config, planned, view_at


def test_a_year_shows_its_months_the_newest_first() -> None:
    """Each with at most five headlines, the newest first, and the way to its own page."""
    articles = [article(f"j{day}", date=f"2025-01-{day:02}") for day in range(1, 8)] + [article("f", date="2025-02-01")]
    year = view_at(planned(articles), "2025/index.html")
    assert [(month.text, month.url) for month in year.months] == [
        ("February 2025", "/2025/02/"),
        ("January 2025", "/2025/01/"),
    ]
    assert [teaser.title for teaser in year.months[1].teasers] == [f"Story j{day}" for day in (7, 6, 5, 4, 3)]


def test_years_lead_to_those_before_and_after_with_articles() -> None:
    """A year without an article is left out."""
    pages = planned([article(year, date=f"{year}-05-01") for year in ("2019", "2021", "2025")])
    around = {}
    for year in ("2019", "2021", "2025"):
        view = view_at(pages, f"{year}/index.html")
        around[year] = (view.previous and view.previous.url, view.next and view.next.url)
    assert around == {"2019": (None, "/2021/"), "2021": ("/2019/", "/2025/"), "2025": ("/2021/", None)}
    assert "2020/index.html" not in pages


def test_a_year_is_the_site_s() -> None:
    """New Year comes when it does in the newsroom."""
    settings = config(timezone="Pacific/Kiritimati")
    pages = planned([article("a", settings, date="2024-12-31T12:00:00Z")], settings)
    assert "2025/index.html" in pages
    assert "2024/index.html" not in pages


def test_a_year_s_breadcrumb_ends_in_itself() -> None:
    """Home, then the year, which is where the reader is."""
    year = view_at(planned([article("a")]), "2025/index.html")
    assert [(link.text, link.url) for link in year.breadcrumb] == [("Home", "/"), ("2025", "")]


def test_permalinks_move_years_and_months() -> None:
    """The patterns decide, and the links follow."""
    settings = config(permalinks={"year": "/archive/{year}/", "month": "/archive/{year}/{month}/"})
    pages = planned([article("a", settings)], settings)
    assert view_at(pages, "archive/2025/index.html").months[0].url == "/archive/2025/02/"
    assert "archive/2025/02/index.html" in pages
