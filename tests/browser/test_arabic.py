"""The newsroom in Arabic, whose pages run from right to left: the ground on which browser tests see that direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.support.kinds import PATTERNS, find_page
from tests.support.server import Server
from tests.support.sites import BuiltSite

ARCHIVE = "category/business/page/1/"
FOREIGN = "2025/03/02/blue-ghost-lands-upright-on-the-moon/"


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_newsroom_has_every_kind_of_page(arabic_site: BuiltSite, kind: str) -> None:
    """No kind of page goes unseen from right to left for want of an example of it."""
    page = find_page(arabic_site.folder, kind)
    assert kind == "404" or (arabic_site.folder / page / "index.html").is_file()


def test_a_section_has_an_archive(arabic_site: BuiltSite) -> None:
    """The links between the pages of a list are among what is seen."""
    assert (arabic_site.folder / ARCHIVE / "index.html").is_file()


@pytest.fixture(scope="module")
def server(arabic_site: BuiltSite, serve: Callable[..., AbstractContextManager[Server]]) -> Iterator[Server]:
    """The newsroom over HTTP."""
    with serve(arabic_site.folder, arabic_site.base) as running:
        yield running


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A wide window whose clock stands still."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, timezone_id="Asia/Riyadh", reduced_motion="reduce")
    page.clock.set_fixed_time(datetime.fromisoformat("2025-02-27T09:30:00+03:00"))
    yield page
    page.close()


def places(parts: Locator) -> list[float]:
    """Return where each part begins for who reads from the right: its right edge, in pixels from the left."""
    boxes = [part.bounding_box() for part in parts.all()]
    return [box["x"] + box["width"] for box in boxes if box]


def test_today_is_written_in_the_page_s_language(window: Page, server: Server) -> None:
    """By the reader's clock, in the digits of the dates that the site itself writes."""
    window.goto(server.url)
    today = window.locator(".today").text_content() or ""
    assert "الخميس" in today
    assert "27 فبراير 2025" in today


def test_parts_of_a_line_follow_from_right_to_left(window: Page, server: Server, arabic_site: BuiltSite) -> None:
    """Breadcrumb, menu and byline, in the order of their text; the story before to the right of the story after."""
    window.goto(server.url + find_page(arabic_site.folder, "article"))
    for parts in (".breadcrumb li", ".menu > ul > li", ".byline a", ".tags li"):
        found = places(window.locator(parts))
        assert len(found) > 1, parts
        assert found == sorted(found, reverse=True), parts
    byline = window.locator(".byline")
    assert places(byline.locator("time"))[0] < min(places(byline.locator("a")))
    assert places(window.locator("main a[rel=prev]")) > places(window.locator("main a[rel=next]"))


def test_the_way_to_newer_pages_is_on_the_right(window: Page, server: Server) -> None:
    """Where a reader from the right expects what comes before."""
    window.goto(server.url + ARCHIVE)
    (newer,) = places(window.locator("main a[rel=prev]"))
    main = window.locator("main").bounding_box()
    assert main
    assert newer > main["x"] + main["width"] / 2


def test_a_story_in_another_language_runs_its_own_way(window: Page, server: Server) -> None:
    """Headline and text from left to right, the byline and what follows the story from right to left."""
    window.goto(server.url + FOREIGN)
    runs = {
        part: window.locator(part).first.evaluate("(element) => getComputedStyle(element).direction")
        for part in ("article h1", ".story", ".story p", ".byline", "article > footer", ".related", "html")
    }
    assert runs == {
        "article h1": "ltr",
        ".story": "ltr",
        ".story p": "ltr",
        ".byline": "rtl",
        "article > footer": "rtl",
        ".related": "rtl",
        "html": "rtl",
    }
