"""Both newsrooms over HTTP, and their pages, each opened once for all the tests that only look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest
from playwright.sync_api import Browser
from tests.browser.views import HEIGHT, VIEWS, WIDTHS, Newsroom, Opened
from tests.support.server import Server
from tests.support.sites import BuiltSite
from tests.support.watch import Watch, watch


@pytest.fixture(scope="session")
def newsrooms(
    example_site_under_repo: BuiltSite, arabic_site: BuiltSite, serve: Callable[..., AbstractContextManager[Server]]
) -> Iterator[dict[str, Newsroom]]:
    """The example and the newsroom in Arabic by their direction, under /repo/, where a forgotten base path fails."""
    with ExitStack() as running:
        yield {
            direction: Newsroom(site, running.enter_context(serve(site.folder, site.base)))
            for direction, site in (("ltr", example_site_under_repo), ("rtl", arabic_site))
        }


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[dict[int, Watch]]:
    """A window of each width, with reduced motion so that a look at it always sees the same."""
    found = {}
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
        found[width] = watch(page)
    yield found
    for window in found.values():
        window.page.close()


@pytest.fixture(scope="session", params=VIEWS, ids=str)
def opened(request: pytest.FixtureRequest, windows: dict[int, Watch], newsrooms: dict[str, Newsroom]) -> Opened:
    """Each view, opened once for all tests that look at it and leave it as it is."""
    view = request.param
    window, newsroom = windows[view.width], newsrooms[view.direction]
    window.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    window.visit(newsroom.find(view.kind), missing=view.kind == "404")
    return Opened(view, window, newsroom)
