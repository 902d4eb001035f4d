"""Promise 3: lists are cut into pages that are numbered from the oldest, so that a page once full never changes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.site.newsroom import article, author, config, planned, site, view_at

from sitegen.content.article import Article

SETTINGS = config(per_page=5)


def daily(count: int, **fields: Any) -> list[Article]:
    """Return articles n01, n02, ..., one a day from the first of January 2025."""
    return [
        article(
            f"n{number:02}", SETTINGS, date=f"2025-{1 + (number - 1) // 28:02}-{1 + (number - 1) % 28:02}", **fields
        )
        for number in range(1, count + 1)
    ]


def titles(view: Any) -> list[str]:
    """Return the titles of a list's rows."""
    return [row.title for row in view.rows]


@pytest.mark.parametrize(
    ("count", "front", "closed"),
    [(0, 0, []), (1, 1, []), (4, 4, []), (9, 9, []), (10, 5, [5]), (14, 9, [5]), (15, 5, [5, 5]), (23, 8, [5, 5, 5])],
)
def test_the_front_holds_between_one_and_two_pages(count: int, front: int, closed: list[int]) -> None:
    """The rest is cut from the oldest on, so that a new article moves nothing but the front."""
    articles = daily(count)
    pages = planned(articles, SETTINGS)
    full = [titles(view_at(pages, f"category/world/page/{number + 1}/index.html")) for number in range(len(closed))]
    newest = titles(view_at(pages, "category/world/index.html"))
    assert (len(newest), [len(page) for page in full]) == (front, closed)
    assert [*(title for page in full for title in page[::-1]), *newest[::-1]] == [found.title for found in articles]


def test_a_list_s_pages_lead_from_the_front_to_the_oldest_and_back() -> None:
    """`Older` counts down to page 1, which has none; `Newer` leads back up to the front, which has none."""
    pages = planned(daily(23), SETTINGS)
    found = {
        path: page.view
        for path, page in pages.items()
        if path.startswith("category/world/") and page.renderer == "template"
    }
    links = {path: (view.newer, view.older, view.number) for path, view in found.items()}  # type: ignore[attr-defined]
    assert links == {
        "category/world/index.html": ("", "/category/world/page/3/", 0),
        "category/world/page/3/index.html": ("/category/world/", "/category/world/page/2/", 3),
        "category/world/page/2/index.html": ("/category/world/page/3/", "/category/world/page/1/", 2),
        "category/world/page/1/index.html": ("/category/world/page/2/", "", 1),
    }


def test_the_newest_stand_first_on_every_page() -> None:
    """On the front and on each closed page."""
    pages = planned(daily(11), SETTINGS)
    assert titles(view_at(pages, "category/world/index.html")) == [f"Story n{n:02}" for n in (11, 10, 9, 8, 7, 6)]
    assert titles(view_at(pages, "category/world/page/1/index.html")) == [f"Story n{n:02}" for n in (5, 4, 3, 2, 1)]


def test_a_closed_page_never_changes_again() -> None:
    """As articles come, only the front changes, and the youngest closed page once, when it gets a newer neighbour."""
    before = planned(daily(10), SETTINGS)
    for count in range(11, 31):
        after = planned(daily(count), SETTINGS)
        changed = [path for path, page in before.items() if "/page/" in path and after[path].view != page.view]
        lists = {path.split("/page/")[0] for path in after if "/page/" in path}
        assert len(changed) <= len(lists)
        assert all(path.endswith(f"/page/{(count - 1) // 5 - 1}/index.html") for path in changed if "category" in path)
        before = after


def test_a_closed_page_says_which_it_is_and_no_total() -> None:
    """Its number counts from the oldest; what the front says of the term is on the front alone."""
    articles = daily(10, author="Ann")
    ann = author("ann", SETTINGS, body="Ann writes.", name="Ann", role="Reporter")
    pages = planned(articles, SETTINGS, authors=[ann])
    front, closed = (view_at(pages, f"author/ann/{name}index.html") for name in ("", "page/1/"))
    assert (front.profile.role, front.description, front.head.title) == ("Reporter", "Ann writes.", "Ann – News Mania")
    assert (closed.profile, closed.description, closed.head.title) == (None, "", "Ann, page 1 – News Mania")
    assert [link.text for link in closed.breadcrumb] == ["Home", "Ann", "Page 1"]
    assert closed.breadcrumb[1].url == "/author/ann/"


def test_lists_of_sections_desks_authors_tags_and_months() -> None:
    """Each term and month has its list, an empty section too: the menu leads there."""
    settings = config()
    pages = planned([article("a", settings, author="Ann", tags=["G20"])], settings)
    lists = {path: page.view.kind for path, page in pages.items() if page.template == "listing.html"}  # type: ignore[attr-defined]
    assert lists == {
        "2025/02/index.html": "month",
        "author/ann/index.html": "author",
        "category/india/index.html": "section",
        "category/sports/index.html": "section",
        "category/world/index.html": "section",
        "desk/news-mania-desk/index.html": "desk",
        "desk/sports-desk/index.html": "desk",
        "tag/g20/index.html": "tag",
    }
    assert view_at(pages, "category/india/index.html").rows == ()


def test_a_section_leads_to_its_subsections_and_they_lead_back() -> None:
    """By links on the parent's front, and by the breadcrumb of the child."""
    settings = config(sections=[{"title": "India"}, {"title": "Delhi", "parent": "India"}])
    pages = planned([article("a", settings, section="Delhi")], settings)
    india, delhi = (view_at(pages, f"category/{name}/index.html") for name in ("india", "delhi"))
    assert [(link.text, link.url) for link in india.subsections] == [("Delhi", "/category/delhi/")]
    assert [(link.text, link.url) for link in delhi.breadcrumb] == [
        ("Home", "/"),
        ("India", "/category/india/"),
        ("Delhi", ""),
    ]
    assert titles(india) == titles(delhi) == ["Story a"]


def test_a_month_is_the_site_s() -> None:
    """The month archive goes by the clock of the newsroom, as the addresses do."""
    settings = config(timezone="Pacific/Kiritimati")
    pages = planned([article("a", settings, date="2025-01-31T23:00:00Z")], settings)
    assert "2025/02/index.html" in pages
    assert "2025/02/01/story-a/index.html" in pages
    assert "2025/01/index.html" not in pages


def test_a_clock_set_back_over_a_month_s_end_makes_no_second_month() -> None:
    """The day that Kwajalein lived twice: the order of moments is not that of the days on the clock."""
    settings = config(timezone="America/Asuncion")
    articles = [
        article("a", settings, date="1996-02-29T23:30:00-03:00"),
        article("b", settings, date="1996-03-01T00:30:00-03:00"),
        article("c", settings, date="1996-03-01T01:30:00-03:00"),
    ]
    months = site(articles, settings).months()
    assert months == sorted(set(months))


def test_a_feed_is_announced_by_every_list_but_a_month_s() -> None:
    """A month is over; nobody subscribes to it."""
    pages = planned([article("a", tags=["x"])])
    assert view_at(pages, "tag/x/index.html").feed_url == "/tag/x/feed.xml"
    assert [feed.url for feed in view_at(pages, "tag/x/index.html").head.feeds] == ["/feed.xml", "/tag/x/feed.xml"]
    assert view_at(pages, "2025/02/index.html").feed_url == ""


@pytest.mark.parametrize("kind", ["author", "desk"])
def test_an_author_without_a_file_and_a_desk_have_a_profile_too(kind: str) -> None:
    """With initials for a photograph, and the desk's description."""
    settings = config(desks=[{"title": "News Mania Desk", "description": "The general desk."}])
    pages = planned([article("a", settings, author="Piyal Chatterjee")], settings)
    path = {"author": "author/piyal-chatterjee", "desk": "desk/news-mania-desk"}[kind]
    profile = view_at(pages, f"{path}/index.html").profile
    expected = {"author": ("PC", ""), "desk": ("ND", "The general desk.")}
    assert (profile.initials, profile.biography) == expected[kind]
