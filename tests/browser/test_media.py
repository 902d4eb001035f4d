"""A page on paper, and for readers who choose their own colours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.browser.regions import ARTICLE, FRAME, LIST, TICKER_PAUSE
from tests.browser.views import DIRECTIONS, HEIGHT, Newsroom
from tests.support.watch import watch

A4 = 718
"""The width of the text of an A4 sheet with the margins of a browser, in CSS pixels."""

ON_PAPER = ("wordmark", "label", "title", "byline", "picture", "story")
NOT_ON_PAPER = (
    *("news bar", "menu button", "bar skin switch", "menu", "breadcrumb", "sidebar", "foot", "back to top"),
    *("share row", "lower share row", "neighbours", "related", "reply", "tags"),
)

SHOWN_REGIONS = """(regions) => Object.keys(regions).filter((name) =>
  [...document.querySelectorAll(regions[name])].some((element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length))"""
"""The names of the regions of which something shows."""

PRINTED_LINKS = """(links) => [...document.querySelectorAll(links)].map((link) =>
  [link.getAttribute("href"), getComputedStyle(link, "::after").content])"""
"""For each link its address and what is written after it."""

INK = """() => ["body", "main .story"].flatMap((part) => {
  const style = getComputedStyle(document.querySelector(part));
  return [style.color, style.backgroundColor];
})"""
"""The colours of the letters and of the ground, of the page and of the story."""

UNSEEN_CONTROLS = Path(__file__).with_name("controls.js").read_text(encoding="utf-8")


EDGE = 4
"""The outermost CSS pixels of a control, where its border may be and its icon is not."""


def find_unseen(page: Page) -> list[str]:
    """What a reader with colours of their own cannot make out on the page."""
    wrong: list[str] = page.evaluate(UNSEEN_CONTROLS)
    for icon in page.locator("[data-icon]").all():
        picture = Image.open(io.BytesIO(icon.screenshot()))
        inside = picture.crop((EDGE, EDGE, picture.width - EDGE, picture.height - EDGE))
        if inside.getcolors(1):
            wrong.append(f"no icon to be seen: {icon.evaluate('(icon) => icon.outerHTML.slice(0, 120)')}")
    return wrong


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page as it is printed, by a reader whose skin is dark."""
    page = browser.new_page(viewport={"width": A4, "height": HEIGHT}, color_scheme="dark")
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_paper_has_the_story_alone(paper: Page, newsrooms: dict[str, Newsroom], direction: str) -> None:
    """On paper stand the newspaper's name, the headline, the byline, the picture and the story; nothing to click."""
    watch(paper).visit(newsrooms[direction].find("article"))
    shown = paper.evaluate(SHOWN_REGIONS, FRAME | ARTICLE)
    assert [region for region in ON_PAPER if region not in shown] == []
    assert [region for region in NOT_ON_PAPER if region in shown] == []
    assert paper.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_paper_is_white(paper: Page, newsrooms: dict[str, Newsroom]) -> None:
    """A dark skin does not print, whether the reader's system asks for it or the reader chose it here."""
    watch(paper).visit(newsrooms["ltr"].find("article"))
    for skin in ("", "dark", "light"):
        paper.evaluate("(skin) => (document.documentElement.dataset.skin = skin)", skin)
        letters, ground, story_letters, story_ground = paper.evaluate(INK)
        assert {letters, story_letters} == {"rgb(0, 0, 0)"}, skin
        assert {ground, story_ground} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, skin


def test_paper_says_where_a_link_leads(paper: Page, newsrooms: dict[str, Newsroom]) -> None:
    """A link to another site has its address after it on paper, a link within the site has not."""
    watch(paper).visit(newsrooms["ltr"].find("article", b'<a href="https://unfccc.int'))
    links = paper.evaluate(PRINTED_LINKS, f"{ARTICLE['story']} a[href]:not(.anchor)")
    assert [href for href, _ in links if href.startswith("http")]
    for href, after in links:
        assert (href in after) == href.startswith("http"), (href, after)


@pytest.mark.parametrize("kind", ["section", "month"])
def test_paper_has_the_rows_of_a_list(paper: Page, newsrooms: dict[str, Newsroom], kind: str) -> None:
    """A list can be printed too, without its menus."""
    watch(paper).visit(newsrooms["ltr"].find(kind))
    shown = paper.evaluate(SHOWN_REGIONS, FRAME | LIST)
    assert {"title", "row", "row headline"} <= set(shown)
    assert not {"menu", "sidebar", "foot", "pager"} & set(shown)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["home", "article"])
def test_controls_show_in_the_readers_own_colours(
    browser: Browser, newsrooms: dict[str, Newsroom], kind: str, width: int, direction: str
) -> None:
    """In forced colours each control keeps a border or an icon, each link its text, and no sign is a colour alone."""
    page = browser.new_page(
        viewport={"width": width, "height": HEIGHT}, forced_colors="active", reduced_motion="reduce"
    )
    watch(page).visit(newsrooms[direction].find(kind))
    wrong = find_unseen(page)
    page.close()
    assert wrong == []


def test_a_pressed_button_shows_in_the_readers_own_colours(browser: Browser, newsrooms: dict[str, Newsroom]) -> None:
    """In forced colours the ticker's button looks otherwise when it is pressed than when it is not."""
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT}, forced_colors="active", reduced_motion="reduce")
    watch(page).visit(newsrooms["ltr"].find("home"))
    pause = page.locator(TICKER_PAUSE)
    pressed = pause.screenshot()
    pause.press("Enter")
    page.evaluate("() => document.activeElement.blur()")
    assert pause.get_attribute("aria-pressed") == "false"
    assert pause.screenshot() != pressed
    page.close()


@pytest.mark.parametrize(
    ("selector", "harm", "complaint"),
    [
        ("svg", "(icon) => (icon.style.stroke = 'Canvas')", "no icon to be seen: <button"),
        ("svg", "(icon) => icon.remove()", "no icon to be seen: <a"),
        (".reply textarea", "(field) => (field.style.border = 0)", "no border: <textarea"),
        ("nav a[aria-current]", "(link) => (link.style = 'font-weight: 400; text-decoration: none')", "colour alone"),
    ],
)
def test_a_control_that_is_lost_is_noticed(
    browser: Browser, newsrooms: dict[str, Newsroom], selector: str, harm: str, complaint: str
) -> None:
    """A page whose controls vanish in forced colours is complained of."""
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT}, forced_colors="active")
    watch(page).visit(newsrooms["ltr"].find("article"))
    page.locator(selector).evaluate_all(f"(found) => found.forEach({harm})")
    wrong = find_unseen(page)
    page.close()
    assert [line for line in wrong if complaint in line], wrong
