"""Promise 6 in headless Chromium: each kind of page, under /repo/ as on a project site, at three widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.support.kinds import PAGES, find_page
from tests.support.looks import END_MOTION, SHOWN, STICKING_OUT, VISIBLE_TEXT
from tests.support.server import Server
from tests.support.sites import TINY_HEADLINE, TINY_PARAGRAPHS, BuiltSite, build_site
from tests.support.watch import Watch, watch

WIDTHS = (320, 768, 1280)
HEIGHT = 800

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


@pytest.fixture(scope="module")
def site(example_site_under_repo: BuiltSite) -> BuiltSite:
    """The example site under /repo/, where an address that forgets the base path fails."""
    return example_site_under_repo


@pytest.fixture(scope="module")
def server(site: BuiltSite, serve: Serve) -> Iterator[Server]:
    """The example site over HTTP."""
    with serve(site.folder, site.base) as running:
        yield running


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[int, Watch]]:
    """A window of each width, with reduced motion so that a look at it always sees the same."""
    found = {}
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
        found[width] = watch(page)
    yield found
    for window in found.values():
        window.page.close()


def name_view(view: tuple[str, int]) -> str:
    """What a kind of page at a width is called in the tests' names."""
    return f"{view[0]}-{view[1]}"


@pytest.fixture(scope="module", params=[*product(PAGES, WIDTHS)], ids=name_view)
def opened(request: pytest.FixtureRequest, windows: dict[int, Watch], server: Server, site: BuiltSite) -> Watch:
    """Each kind of page at each width, opened once for all tests that look at it."""
    kind, width = request.param
    window = windows[width]
    window.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    window.visit(server.url + find_page(site.folder, kind), missing=kind == "404")
    return window


def test_nothing_scrolls_sideways(opened: Watch) -> None:
    """No page is wider than its window, and no part of it reaches out of the window."""
    assert opened.page.evaluate(STICKING_OUT) == []


def test_the_console_stays_empty(opened: Watch) -> None:
    """No error, warning or breach of the Content-Security-Policy, and nothing that the page asks for is missing."""
    assert opened.complaints == []


def test_no_request_leaves_the_host(opened: Watch, server: Server) -> None:
    """A page needs no third party: all that it loads comes from its own site."""
    assert opened.requests
    assert [url for url in opened.requests if not url.startswith((server.url, "data:"))] == []


@pytest.mark.parametrize("opened", [*product(PAGES, (320, 1280))], ids=name_view, indirect=True)
@pytest.mark.parametrize("skin", ["light", "dark"])
def test_axe_finds_nothing(opened: Watch, skin: Literal["light", "dark"]) -> None:
    """axe-core finds no breach of WCAG 2.2 AA or of its best practices, in either skin."""
    opened.page.emulate_media(color_scheme=skin, reduced_motion="reduce")
    opened.page.evaluate(END_MOTION)
    found = Axe().run(opened.page, options=AXE[skin])
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


@pytest.mark.parametrize("kind", PAGES)
def test_pages_can_be_read_without_scripts(kind: str, scriptless: Page, server: Server, site: BuiltSite) -> None:
    """With scripts off a page fits its window, shows its main heading, text and links, and leads to all sections."""
    scriptless.goto(server.url + find_page(site.folder, kind))
    shown = scriptless.evaluate(SHOWN)
    assert shown["headings"] == [True]
    assert shown["hidden"] == []
    lists = site.folder.glob("category/*/index.html")
    sections = {f"{site.base}{path.parent.relative_to(site.folder).as_posix()}/" for path in lists}
    assert sections <= set(shown["menu"])
    assert scriptless.evaluate(STICKING_OUT) == []


def test_the_reply_form_works_without_scripts(scriptless: Page, server: Server, site: BuiltSite) -> None:
    """With scripts off each field of the reply form shows, is named by its label and can be filled in."""
    scriptless.goto(server.url + find_page(site.folder, "article"))
    for label in ("Comment *", "Name *", "Email *", "Website"):
        scriptless.get_by_label(label, exact=True).fill("reader@example.org")
    scriptless.get_by_label("Save my name, email, and website in this browser for the next time I comment.").check()
    assert scriptless.get_by_role("button", name="Post Comment").is_enabled()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_redirect_leads_to_its_article(browser: Browser, server: Server, site: BuiltSite, scripts: bool) -> None:
    """An old address brings the reader to the article, with scripts and without."""
    page = browser.new_page(java_script_enabled=scripts)
    log = watch(page)
    old = server.url + find_page(site.folder, "redirect")
    page.goto(old)
    page.wait_for_url(lambda url: url != old)
    log.settle()
    assert page.url.startswith(server.url)
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
