"""States of a page that a plain look at it does not show, for the pictures: what opens, paper, the reader's wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page
from tests.browser.regions import FRAME, SUBMENU_ITEM
from tests.support.chromium import save_data


def _nothing(page: Page) -> None:
    """Leave the page as it is."""


def _as_it_is(page: Page) -> bool:
    return True


@dataclass(frozen=True)
class State:
    """A kind of page, a window, and how the page comes to be in the state."""

    kind: str
    width: int
    options: dict[str, Any] = field(default_factory=dict)
    """Of the browser's context."""
    prepare: Callable[[Page], None] = _nothing
    """Done before the page is opened."""
    act: Callable[[Page], bool] = _as_it_is
    """Done on the open page; whether it has the state at all."""
    is_whole: bool = True
    """Whether the picture shows the whole page, or the window."""


def open_menu(page: Page) -> bool:
    """Open the menu of a phone."""
    page.locator(FRAME["menu button"]).press("Enter")
    return page.locator(FRAME["menu"]).is_visible()


def open_drop_down(page: Page) -> bool:
    """Open the first drop-down, if the menu has one."""
    item = page.locator(SUBMENU_ITEM).first
    if not item.count():
        return False
    item.hover()
    return True


def scroll_down(page: Page) -> bool:
    """Scroll two screens down, where the bar sticks and the way back to the top shows."""
    page.evaluate("() => scrollTo(0, 2 * innerHeight)")
    page.wait_for_timeout(200)
    return True


def search_for_a_tag(page: Page) -> bool:
    """Search for the first of the tags that the page offers."""
    word = page.locator(".browse .tags").last.locator("a").first.inner_text()
    page.locator(".query input").fill(word)
    page.locator(".results .row").first.wait_for()
    return True


def use_the_field(page: Page) -> bool:
    """Type two letters of a section into the field of the top bar, and go to the first suggestion."""
    page.locator(".field input").press_sequentially(page.locator(".section-list a").first.inner_text()[:2])
    page.locator(".field li").first.wait_for()
    page.keyboard.press("ArrowDown")
    return True


def print_out(page: Page) -> None:
    """Show the page as it is printed."""
    page.emulate_media(media="print")


PAPER = 718
"""The width of the text of an A4 sheet, in CSS pixels."""

STATES = {
    "menu-open-320": State("home", 320, act=open_menu, is_whole=False),
    "menu-open-dark-320": State("home", 320, {"color_scheme": "dark"}, act=open_menu, is_whole=False),
    "drop-down-1280": State("home", 1280, act=open_drop_down, is_whole=False),
    "scrolled-320": State("article", 320, act=scroll_down, is_whole=False),
    "scrolled-1280": State("article", 1280, act=scroll_down, is_whole=False),
    "paper": State("article", PAPER, prepare=print_out),
    "paper-list": State("section", PAPER, prepare=print_out),
    "forced-320": State("home", 320, {"forced_colors": "active"}),
    "forced-1280": State("article", 1280, {"forced_colors": "active"}),
    "forced-dark-1280": State("home", 1280, {"forced_colors": "active", "color_scheme": "dark"}),
    **{
        f"results-{width}-{skin}": State("search", width, {"color_scheme": skin}, act=search_for_a_tag)
        for width in (320, 768, 1280)
        for skin in ("light", "dark")
    },
    "results-forced-768": State("search", 768, {"forced_colors": "active"}, act=search_for_a_tag),
    "scriptless-768": State("search", 768, {"java_script_enabled": False}),
    "suggestions-1280": State("home", 1280, act=use_the_field, is_whole=False),
    "saved-data-320": State("home", 320, prepare=save_data),
    "scriptless-320": State("home", 320, {"java_script_enabled": False}),
}
"""Each state by the name that its picture has."""
