"""Each kind of page has its regions in their order and places; and a page that has not does not pass unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser
from tests.browser.layout import ARTICLE_ORDER, NOT_ALWAYS, complain
from tests.browser.regions import ARTICLE, FRAME, MARKS, regions_of
from tests.browser.sight import look
from tests.browser.views import DIRECTIONS, HEIGHT, WIDTHS, Newsroom, Opened
from tests.support.watch import Watch, watch


def test_every_page_has_its_layout(opened: Opened) -> None:
    """The regions are there, in their order and places; no overlap, no small letters, no small targets."""
    assert complain(look(opened.window.page, opened.view.kind)) == []


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("region", MARKS)
def test_what_only_some_articles_have_has_its_place(
    region: str, width: int, direction: str, windows: dict[int, Watch], newsrooms: dict[str, Newsroom]
) -> None:
    """An article with highlights or with a correction shows them where a reader looks for them."""
    window = windows[width]
    window.visit(newsrooms[direction].find("article", MARKS[region]))
    sight = look(window.page, "article")
    assert sight.all(region)
    assert complain(sight) == []


@dataclass(frozen=True)
class Harm:
    """Something done to a page that the layout's rules must notice."""

    kind: str
    width: int
    region: str
    style: str
    """The CSS that the elements of the region are given."""
    complaint: str
    """What the complaint must hold."""
    direction: str = "ltr"
    is_alone: bool = False
    """Whether only the first element of the region is harmed."""

    def __str__(self) -> str:
        return f"{self.direction}-{self.kind}-{self.width}-{self.region}-{self.style}".replace(" ", "")


def gone(kind: str, width: int, *regions: str) -> list[Harm]:
    """Each of the regions taken away."""
    return [Harm(kind, width, region, "display: none", f"`{region}`") for region in regions]


HARMS = [
    *gone("article", 1280, *(region for region in ARTICLE_ORDER if region not in NOT_ALWAYS), "sidebar", "main"),
    *gone("home", 1280, "news bar", "ticker", "masthead", "wordmark", "menu", "lead", "block", "shape A large"),
    *gone("home", 1280, "lead tile", "lead pill", "block heading", "shape B", "shape C", "foot", "fine print"),
    *gone("home", 320, "menu button", "bar skin switch", "masthead"),
    *gone("section", 768, "description", "row", "row picture", "row headline", "row excerpt"),
    *gone("archive", 768, "pager"),
    *gone("404", 320, "apology", "way home", "newest"),
    Harm("article", 1280, "subtitle", "transform: translateY(9rem)", "`byline` is not under `subtitle`"),
    Harm("article", 320, "breadcrumb", "transform: translateY(40rem)", "`label` is not under `breadcrumb`"),
    Harm("article", 1280, "share row", "transform: translateY(-6rem)", "`share row` is not under `reading line`"),
    Harm("article", 1280, "share row", "transform: translateX(60rem)", "`share row` stands out of the main column"),
    Harm("article", 768, "sidebar", "transform: translateY(-90rem)", "`sidebar` is not under"),
    Harm("article", 1280, "sidebar", "transform: translateX(-55rem)", "`sidebar` does not stand beside"),
    Harm("article", 1280, "sidebar", "transform: translateX(55rem)", "`sidebar` does not stand beside", "rtl"),
    Harm("article", 1280, "main", "max-inline-size: 30rem", "of the width, not about 8 of 12"),
    Harm("article", 1280, "related card", "margin-block-start: 2rem", "`related card` boxes do not", is_alone=True),
    Harm("article", 1280, "tags", "margin-block-start: -5rem", "overlap"),
    Harm("article", 1280, "story", "max-inline-size: none; font-size: 13px", "characters"),
    Harm("article", 320, "story", "font-size: 15px", "the story is set in 15 px"),
    Harm("article", 320, "story", "line-height: .4", "texts lie on each other"),
    Harm("article", 320, "reading line", "font-size: 11px", "letters under 12 px"),
    Harm("article", 320, "reply field", "transform: translateY(60rem)", "`reply field`"),
    Harm("article", 1280, "menu", "position: static", "`menu` does not stay at the top"),
    Harm("article", 1280, "main", "position: relative; z-index: 9; margin-block-start: -9rem", "overlap"),
    Harm("article", 320, "masthead", "position: static", "`masthead` does not stay at the top"),
    Harm("article", 320, "back to top", "visibility: visible", "`back to top` shows before"),
    Harm("article", 320, "back to top", "display: none", "`back to top` does not show at the end"),
    Harm("article", 320, "back to top", "inset-inline: 1rem auto", "lower inline-end corner"),
    Harm("article", 320, "back to top", "inset-inline: 1rem auto", "lower inline-end corner", "rtl"),
    Harm("article", 1280, "foot column", "line-height: .7", "a target under 24 px"),
    Harm("home", 1280, "lead tile", "order: 9", "`lead tile`", is_alone=True),
    Harm("home", 1280, "lead headline", "transform: translateY(40rem)", "`lead headline` does not stand over"),
    Harm("home", 1280, "shape A small", "order: -1", "shape A do not stand at the inline-end"),
    Harm("home", 1280, "shape B card", "margin-block-start: 1rem", "`shape B card` boxes do not", is_alone=True),
    Harm("home", 1280, "shape A small", "display: none", "shape A lacks"),
    Harm("home", 768, "shape C large", "order: 9; transform: translateY(30rem)", "column of shape C"),
    Harm("home", 320, "wordmark", "order: 9", "do not stand in one row"),
    Harm("live", 1280, "coverage", "transform: translateY(-30rem)", "`coverage` is not under `story`"),
    Harm("live", 320, "update headline", "transform: translateY(20rem)", "`update text` boxes do not stand one under"),
    Harm("live", 1280, "update time", "display: none", "not a time, a headline and a text"),
    Harm("live", 1280, "update", "margin-block-start: -6rem", "`update` boxes do not stand one under", "rtl"),
    Harm("section", 1280, "row", "direction: rtl", "`row picture` does not stand at the inline-start"),
    Harm("section", 1280, "row", "direction: ltr", "`row picture` does not stand at the inline-start", "rtl"),
    Harm("section", 1280, "row", "grid-template-columns: 4fr 1fr", "of its row's width"),
]

WORSEN = """([selector, style, isAlone]) => {
  const found = [...document.querySelectorAll(selector)];
  for (const element of isAlone ? found.slice(0, 1) : found) {
    element.dataset.before = element.style.cssText;
    element.style.cssText += style;
  }
}"""
MEND = """() => {
  for (const element of document.querySelectorAll("[data-before]")) {
    element.style.cssText = element.dataset.before;
    delete element.dataset.before;
  }
}"""


@pytest.fixture(scope="module")
def victims(browser: Browser, newsrooms: dict[str, Newsroom]) -> Iterator[dict[tuple[str, str, int], Watch]]:
    """Pages of their own to do harm to, each opened when it is first asked for."""
    found: dict[tuple[str, str, int], Watch] = {}
    yield found
    for window in found.values():
        window.page.close()


@pytest.mark.parametrize("harm", HARMS, ids=str)
def test_a_broken_layout_is_noticed(
    harm: Harm, victims: dict[tuple[str, str, int], Watch], browser: Browser, newsrooms: dict[str, Newsroom]
) -> None:
    """A region that is missing, moved or shrunk is complained of by name."""
    key = (harm.direction, harm.kind, harm.width)
    if key not in victims:
        page = browser.new_page(viewport={"width": harm.width, "height": HEIGHT}, reduced_motion="reduce")
        victims[key] = watch(page)
        victims[key].visit(newsrooms[harm.direction].find(harm.kind), missing=harm.kind == "404")
    page = victims[key].page
    page.evaluate(WORSEN, [regions_of(harm.kind)[harm.region], harm.style, harm.is_alone])
    complaints = complain(look(page, harm.kind))
    page.evaluate(MEND)
    assert [complaint for complaint in complaints if harm.complaint in complaint], complaints


def test_harm_is_mended(victims: dict[tuple[str, str, int], Watch]) -> None:
    """After all that was done to it each page is as it was, so that no complaint came from the harm before."""
    for (_, kind, _), window in victims.items():
        assert complain(look(window.page, kind)) == []


def test_the_rules_name_regions_that_are_known() -> None:
    """The order of an article speaks of regions that can be found."""
    assert set(ARTICLE_ORDER) <= FRAME.keys() | ARTICLE.keys()
