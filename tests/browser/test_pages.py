"""Promise 6 in headless Chromium: each kind of page in both directions, under /repo/ as on a project site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page
from tests.browser import regions
from tests.browser.views import DIRECTIONS, HEIGHT, NARROW_AND_WIDE, Newsroom, Opened
from tests.support.kinds import PAGES, find_page
from tests.support.looks import END_MOTION, SHOWN, STICKING_OUT, VISIBLE_TEXT
from tests.support.server import Server
from tests.support.sites import TINY_HEADLINE, TINY_PARAGRAPHS, build_site
from tests.support.watch import watch

AXE = {
    "light": {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]},
}
"""What axe looks for: in one skin everything, WCAG 2.2's target size included; in the other what a colour can break."""

TINY_TEXT = (
    "World",
    TINY_HEADLINE,
    "News Mania Desk / Piyal Chatterjee / 27th February 2025",
    *TINY_PARAGRAPHS,
    "Related Articles",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Back to top button",
)
"""What the page of an article of five fields shows, in this order: the labels of the newsroom's own page."""

Serve = Callable[..., AbstractContextManager[Server]]


def test_the_page_runs_in_its_direction(opened: Opened) -> None:
    """A newsroom's language decides whether its pages run from left to right or from right to left."""
    assert opened.window.page.evaluate("() => getComputedStyle(document.body).direction") == opened.view.direction


def test_nothing_scrolls_sideways(opened: Opened) -> None:
    """No page is wider than its window, and no part of it reaches out of the window."""
    assert opened.window.page.evaluate(STICKING_OUT) == []


def test_the_console_stays_empty(opened: Opened) -> None:
    """No error, warning or breach of the Content-Security-Policy, and nothing that the page asks for is missing."""
    assert opened.window.complaints == []


def test_no_request_leaves_the_host(opened: Opened) -> None:
    """A page needs no third party: all that it loads comes from its own site."""
    asked = opened.window.requests
    assert asked
    assert [url for url in asked if not url.startswith((opened.newsroom.server.url, "data:"))] == []


@pytest.mark.parametrize("opened", NARROW_AND_WIDE, ids=str, indirect=True)
@pytest.mark.parametrize("skin", ["light", "dark"])
def test_axe_finds_nothing(opened: Opened, skin: Literal["light", "dark"]) -> None:
    """axe-core finds no breach of WCAG 2.2 AA or of its best practices, in either skin."""
    page = opened.window.page
    page.emulate_media(color_scheme=skin, reduced_motion="reduce")
    page.evaluate(END_MOTION)
    found = Axe().run(page, options=AXE[skin])
    said = [
        f"{violation['id']}: {violation['help']}: {node['html']} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert not said, "\n".join(said)


@pytest.fixture(scope="module", params=[320, 1280])
def scriptless(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A narrow and a wide window with scripts off."""
    page = browser.new_page(viewport={"width": request.param, "height": HEIGHT}, java_script_enabled=False)
    yield page
    page.close()


def find_sections(newsroom: Newsroom) -> set[str]:
    """The addresses of the sections that the menu must lead to: all but those that a section's own page leads to."""
    site = newsroom.site
    lists = list(site.folder.glob("category/*/index.html"))
    sections = {f"{site.base}{path.parent.relative_to(site.folder).as_posix()}/" for path in lists}
    found: set[str] = set()
    for path in lists:
        found.update(html.parse(path).xpath("//main//header//li/a/@href"))
    return sections - found


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("kind", PAGES)
def test_pages_can_be_read_without_scripts(
    kind: str, direction: str, scriptless: Page, newsrooms: dict[str, Newsroom]
) -> None:
    """With scripts off a page fits its window, shows its main heading, text and links, and leads to all sections."""
    newsroom = newsrooms[direction]
    scriptless.goto(newsroom.find(kind))
    shown = scriptless.evaluate(SHOWN)
    assert shown["headings"] == [True]
    assert shown["hidden"] == []
    assert find_sections(newsroom) <= set(shown["menu"])
    assert scriptless.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_reply_form_works_without_scripts(direction: str, scriptless: Page, newsrooms: dict[str, Newsroom]) -> None:
    """With scripts off each field of the reply form shows, has a label and can be filled in, and the reply posted."""
    scriptless.goto(newsrooms[direction].find("article"))
    form = scriptless.locator(regions.ARTICLE["reply"]).locator("form")
    for name in regions.REPLY_FIELDS:
        field = form.locator(f"label [name={name}]")
        assert field.evaluate("(field) => field.labels[0].textContent.trim()")
        field.fill("reader@example.org")
    form.get_by_role("checkbox").check()
    assert form.get_by_role("button").is_enabled()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_menus_work_without_scripts(direction: str, scriptless: Page, newsrooms: dict[str, Newsroom]) -> None:
    """With scripts off a phone's menu button leads to the list at the foot, and on a wide screen a drop-down opens."""
    scriptless.goto(newsrooms[direction].find("home"))
    button, submenus = scriptless.locator(regions.FRAME["menu button"]), scriptless.locator(regions.SUBMENU_ITEM)
    if button.is_visible():
        button.click()
        place = scriptless.locator(button.get_attribute("href") or "").bounding_box()
        assert place is not None
        assert 0 <= place["y"] < HEIGHT
    elif submenus.count():
        submenus.first.hover()
        assert submenus.first.locator("ul").is_visible()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_nothing_is_offered_that_needs_scripts(
    direction: str, scriptless: Page, newsrooms: dict[str, Newsroom]
) -> None:
    """With scripts off the ticker is one plain link, and no button shows that would do nothing."""
    scriptless.goto(newsrooms[direction].find("article"))
    assert scriptless.locator(f"{regions.FRAME['ticker']} a").and_(scriptless.locator(":visible")).count() == 1
    buttons = scriptless.locator("button").and_(scriptless.locator(":visible")).all()
    assert [button.inner_text() for button in buttons if not button.evaluate("(button) => button.form")] == []


def test_the_reply_form_is_labelled_as_ever(scriptless: Page, newsrooms: dict[str, Newsroom]) -> None:
    """The labels of the reply form are those that the newsroom's readers know."""
    scriptless.goto(newsrooms["ltr"].find("article"))
    for label in ("Comment *", "Name *", "Email *", "Website"):
        scriptless.get_by_label(label, exact=True).fill("reader@example.org")
    scriptless.get_by_label("Save my name, email, and website in this browser for the next time I comment.").check()
    assert scriptless.get_by_role("button", name="Post Comment").is_enabled()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_redirect_leads_to_its_article(browser: Browser, newsrooms: dict[str, Newsroom], scripts: bool) -> None:
    """An old address brings the reader to the article, with scripts and without."""
    page = browser.new_page(java_script_enabled=scripts)
    log = watch(page)
    old = newsrooms["ltr"].find("redirect")
    page.goto(old)
    page.wait_for_url(lambda url: url != old)
    log.settle()
    assert page.url.startswith(newsrooms["ltr"].server.url)
    assert page.locator("article h1").is_visible()
    assert log.complaints == []
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_smallest_article_reads_in_order(tiny_site: Path, browser: Browser, serve: Serve, scripts: bool) -> None:
    """An article of five fields shows, in the order of its text, what the newsroom's page shows."""
    site = build_site(tiny_site, tiny_site / "host")
    page = browser.new_page(java_script_enabled=scripts)
    with serve(site.folder) as server:
        log = watch(page)
        log.visit(server.url + find_page(site.folder, "article"))
        page.keyboard.press("End")
        page.get_by_text("Back to top button").wait_for()  # script holds it back until there is a way to go
        text = page.evaluate(VISIBLE_TEXT)
    page.close()
    assert log.complaints == []
    start = 0
    for part in TINY_TEXT:
        place = text.find(part, start)
        assert place >= 0, f"not found, or out of its order: {part!r} in {text[start:]!r}"
        start = place + len(part)
