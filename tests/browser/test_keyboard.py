"""A reader who has no pointer: everything is reached by keyboard, seen while it has the focus, and works by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import regions
from tests.browser.regions import ARTICLE, FRAME
from tests.browser.views import HEIGHT, Newsroom, View
from tests.browser.walk import Walk, tab_through
from tests.support.watch import watch

WALKS = [View(*parts) for parts in product(("ltr",), ("home", "section", "article"), (320, 1280))]
WALKS += [View("rtl", "article", 320), View("rtl", "article", 1280)]

IS_SEEN = "(element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })"
HAS_FOCUS = "(element) => element === document.activeElement"
SKIN = "() => getComputedStyle(document.body).backgroundColor"

Open = Callable[..., Page]


@pytest.fixture
def opening(browser: Browser, newsrooms: dict[str, Newsroom]) -> Iterator[Open]:
    """Opens a page of a kind in a window of its own: `opening("article", 320, "rtl", reduced_motion="reduce")`."""
    opened = []

    def open_page(kind: str, width: int, direction: str = "ltr", *, tick: bool = False, **options: object) -> Page:
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, **options)  # type: ignore[arg-type]
        opened.append(page)
        if tick:
            page.clock.install()
        watch(page).visit(newsrooms[direction].find(kind))
        return page

    yield open_page
    for page in opened:
        page.close()


@pytest.fixture(scope="module", params=WALKS, ids=str)
def walked(request: pytest.FixtureRequest, browser: Browser, newsrooms: dict[str, Newsroom]) -> Walk:
    """A page walked over from its beginning to its end, once for all that is asked of the walk."""
    view = request.param
    page = browser.new_page(viewport={"width": view.width, "height": HEIGHT}, reduced_motion="reduce")
    watch(page).visit(newsrooms[view.direction].find(view.kind))
    walk = tab_through(page)
    page.close()
    return walk


def test_everything_is_reached(walked: Walk) -> None:
    """Each link, button and field that shows is reached by the Tab key."""
    assert walked.unreached() == []


def test_the_focus_is_always_seen(walked: Walk) -> None:
    """Whatever has the focus has an outline, stands in the window, and is not hidden, also not by the sticky bar."""
    assert walked.unseen() == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_focus_is_seen_on_the_way_back(opening: Open, width: int, direction: str) -> None:
    """A reader who goes back up the page does not lose the focus under the sticky bar."""
    page = opening("article", width, direction, reduced_motion="reduce")
    assert tab_through(page, "Shift+Tab").unseen() == []


def test_the_focus_goes_as_one_reads(walked: Walk) -> None:
    """The focus goes down the page, from column to column, and through each region once."""
    assert walked.jumps() == []


@pytest.mark.parametrize("walked", [View("ltr", "article", 320), View("rtl", "article", 1280)], ids=str, indirect=True)
def test_the_reply_is_written_in_order(walked: Walk) -> None:
    """The fields of the reply form are reached in the order in which they are asked for, the button last."""
    names = [stop.name for stop in walked.stops if stop.name in regions.REPLY_FIELDS]
    assert names == list(regions.REPLY_FIELDS)
    after = [stop.html for stop in walked.stops][[stop.name for stop in walked.stops].index(names[-1]) + 1 :][:2]
    assert ["checkbox" in after[0], after[1].startswith("<button")] == [True, True]


@pytest.mark.parametrize(
    ("key", "selector", "harm", "complaint"),
    [
        ("Tab", "main a", "(link) => (link.style.outline = 'none')", "no outline: <a"),
        ("Tab", "[rel=tag]", "(tag) => (tag.style = 'position: fixed; top: -9rem')", "out of the window"),
        ("Tab", FRAME["main"], "(main) => (main.style.pointerEvents = 'none')", "under something else"),
        ("Shift+Tab", "html", "(html) => (html.style.scrollPadding = 0)", "under the sticky bar"),
        ("Tab", "[rel=tag]", "(tag) => (tag.tabIndex = -1)", 'unreached: <a rel="tag"'),
        ("Tab", ARTICLE["reply field"], "(field) => (field.tabIndex = 1)", "back to `main`"),
        ("Tab", ARTICLE["share row"], "(row) => (row.style.flexDirection = 'row-reverse')", "back to <a"),
        ("Tab", ARTICLE["related"], "(related) => (related.style.transform = 'translateY(-99rem)')", "back to <a"),
    ],
)
def test_a_bad_walk_is_noticed(opening: Open, key: str, selector: str, harm: str, complaint: str) -> None:
    """A page on which the focus is lost, hidden or led astray is complained of."""
    page = opening("article", 1280, reduced_motion="reduce")
    page.locator(selector).evaluate_all(f"(found) => found.forEach({harm})")
    walk = tab_through(page, key)
    said = [*walk.unseen(), *walk.jumps(), *(f"unreached: {html}" for html in walk.unreached())]
    assert [line for line in said if complaint in line], said


@pytest.mark.parametrize("width", [320, 1280])
def test_the_skip_link_skips(opening: Open, width: int) -> None:
    """The first stop is a link that shows itself and leads past the head of the page into the main column."""
    page = opening("article", width)
    page.keyboard.press("Tab")
    skip = page.locator(regions.SKIP_LINK)
    assert skip.evaluate(HAS_FOCUS)
    box = skip.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < width
    assert 0 <= box["y"] < HEIGHT
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("(main) => Boolean(document.activeElement.closest(main))", FRAME["main"])


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_of_a_phone_opens_and_closes(opening: Open, key: str, direction: str) -> None:
    """Enter and the space bar open the menu, the Tab key leads into it, Escape closes it where the reader was."""
    page = opening("section", 320, direction, reduced_motion="reduce")
    button, menu = page.locator(FRAME["menu button"]), page.locator(FRAME["menu"])
    button.focus()
    assert not menu.is_visible()
    page.keyboard.press(key)
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    for _ in range(4):  # the search and the skin switch may stand between
        page.keyboard.press("Tab")
        if menu.evaluate("(menu) => menu.contains(document.activeElement)"):
            break
    assert menu.evaluate("(menu) => menu.contains(document.activeElement)")
    assert page.evaluate("() => document.activeElement.checkVisibility({ visibilityProperty: true })")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate(HAS_FOCUS)
    page.keyboard.press(key)
    page.keyboard.press(key)
    assert not menu.is_visible()


def test_a_drop_down_opens_and_closes(opening: Open) -> None:
    """A drop-down opens for whoever comes to it by keyboard, shows its links in turn, and Escape closes it."""
    page = opening("home", 1280, "rtl", reduced_motion="reduce")
    item = page.locator(regions.SUBMENU_ITEM).first
    submenu = item.locator("ul")
    assert not submenu.is_visible()
    item.locator("a, button").first.focus()
    opener = item.locator(":scope > button")
    if opener.count():
        opener.focus()
        page.keyboard.press("Enter")
    assert submenu.is_visible()
    for link in submenu.locator("a").all():
        page.keyboard.press("Tab")
        assert link.evaluate(HAS_FOCUS)
        assert link.is_visible()
    page.keyboard.press("Escape")
    assert not submenu.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_ticker_pauses(opening: Open, width: int) -> None:
    """The ticker goes on by itself until its button is pressed, and then stands until it is pressed again."""
    page = opening("home", width, tick=True)
    headline, pause = page.locator(regions.TICKER_LINK), page.locator(regions.TICKER_PAUSE)
    first = headline.inner_text()
    page.clock.run_for(7000)
    assert headline.inner_text() != first
    pause.focus()
    page.keyboard.press("Enter")
    assert pause.get_attribute("aria-pressed") == "true"
    leave(page)
    stood = headline.inner_text()
    page.clock.run_for(30_000)
    assert headline.inner_text() == stood
    pause.focus()
    page.keyboard.press("Space")
    leave(page)
    page.clock.run_for(7000)
    assert headline.inner_text() != stood


def leave(page: Page) -> None:
    """Take the focus from where it is; a ticker that is looked at would wait."""
    page.evaluate("() => document.activeElement.blur()")
    page.clock.run_for(10)


def test_the_ticker_stands_still_for_who_wants_less_motion(opening: Open) -> None:
    """With prefers-reduced-motion the headline changes only by the reader's own doing."""
    page = opening("home", 1280, tick=True, reduced_motion="reduce")
    headline = page.locator(regions.TICKER_LINK)
    first = headline.inner_text()
    page.clock.run_for(30_000)
    assert headline.inner_text() == first
    page.locator(regions.TICKER_NEXT).focus()
    page.keyboard.press("Enter")
    assert headline.inner_text() != first


def test_nothing_moves_for_who_wants_less_motion(opening: Open) -> None:
    """With prefers-reduced-motion no animation and no transition runs, also where something opens."""
    page = opening("home", 320, reduced_motion="reduce")
    page.locator(FRAME["menu button"]).press("Enter")
    running = "() => document.getAnimations().filter(({ playState }) => playState === 'running').length"
    assert page.evaluate(running) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_the_skin_is_switched_and_remembered(opening: Open, newsrooms: dict[str, Newsroom], width: int) -> None:
    """A key turns the skin over, the switch says so, and the next page has it from its first paint."""
    page = opening("home", width, color_scheme="light")
    light = page.evaluate(SKIN)
    switch = page.locator(regions.SKIN_SWITCH).and_(page.locator(":visible"))
    switch.focus()
    page.keyboard.press("Space")
    dark = page.evaluate(SKIN)
    assert dark != light
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto(newsrooms["ltr"].find("article"))
    assert page.evaluate(SKIN) == dark
    assert switch.get_attribute("aria-pressed") == "true"
    switch.focus()
    page.keyboard.press("Enter")
    page.reload()
    assert page.evaluate(SKIN) == light


def test_the_way_back_to_the_top(opening: Open) -> None:
    """The button that leads back to the top does so, and the page then begins anew for the keyboard."""
    page = opening("article", 320, reduced_motion="reduce")
    button = page.locator(FRAME["back to top"])
    assert not button.evaluate(IS_SEEN)
    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(f"(selector) => ({IS_SEEN})(document.querySelector(selector))", arg=FRAME["back to top"])
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => scrollY === 0")
    page.wait_for_function(f"(selector) => !({IS_SEEN})(document.querySelector(selector))", arg=FRAME["back to top"])


def test_the_way_back_waits_for_a_screen(opening: Open) -> None:
    """The button that leads back to the top shows only after a screen of the story: before, there is no need of it."""
    page = opening("article", 320, reduced_motion="reduce")
    button = page.locator(FRAME["back to top"])
    for screens, shows in ((0.4, False), (0.9, False), (1.2, True)):
        page.evaluate("(screens) => scrollTo(0, screens * innerHeight)", screens)
        page.wait_for_timeout(200)
        assert button.evaluate(IS_SEEN) == shows, screens


def test_the_share_buttons_work(browser: Browser, newsrooms: dict[str, Newsroom]) -> None:
    """Printing and copying the address are reached by keyboard; the address that is copied is the story's own."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch(page).visit(newsrooms["ltr"].find("article"))
    page.evaluate("() => addEventListener('beforeprint', () => (window.printed = true))")
    buttons = page.locator(regions.SHARE_BUTTONS).and_(page.locator(":visible"))
    buttons.first.wait_for()
    for button in buttons.all():
        button.focus()
        page.keyboard.press("Enter")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    page.wait_for_function("() => window.printed")
    assert page.evaluate("() => navigator.clipboard.readText()") == canonical
    context.close()
