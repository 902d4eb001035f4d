"""What a page shows, measured in the browser: the boxes of its regions and what is wrong with its texts and targets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page
from tests.browser.regions import STICKY, STORY_TEXT, WIDE, regions_of

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
READ_LINES = Path(__file__).with_name("lines.js").read_text(encoding="utf-8")

SCROLL_PAST = """async ([selector, toTop]) => {
  const tick = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  const button = document.querySelector(toTop);
  const isSeen = () => button?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  scrollTo(0, 0);
  await tick();
  const before = isSeen();
  scrollTo(0, document.documentElement.scrollHeight);
  await tick();
  const bar = document.querySelector(selector)?.getBoundingClientRect();
  const hit = bar && document.elementFromPoint(bar.left + bar.width / 2, bar.top + bar.height / 2);
  const place = button?.getBoundingClientRect();
  const seen = {
    scrolled: scrollY,
    screen: innerHeight,
    top: bar ? bar.top : null,
    isUncovered: Boolean(hit?.closest(selector)),
    toTop: [before, isSeen()],
    corner: place ? [place.left, innerWidth - place.right, innerHeight - place.bottom] : null,
  };
  scrollTo(0, 0);
  await tick();
  return seen;
}"""
"""Scrolls to the page's end and back; where the sticky bar and the button that leads back to the top were there."""


@dataclass(frozen=True)
class Box:
    """A box in CSS pixels: `start` and `end` from the window's inline-start edge, the others from the page's top."""

    start: float
    end: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """Its inline size."""
        return self.end - self.start

    def is_beside(self, other: Box) -> bool:
        """Whether both share some height, so that a reader sees them next to each other."""
        return min(self.bottom, other.bottom) - max(self.top, other.top) > 1

    def holds(self, other: Box) -> bool:
        """Whether the other lies within it, a pixel more or less."""
        return (
            self.start - 1 <= other.start
            and other.end <= self.end + 1
            and self.top - 1 <= other.top
            and other.bottom <= self.bottom + 1
        )


@dataclass(frozen=True)
class Sight:
    """What was measured on a page of a kind."""

    kind: str
    width: int
    """The window's width in CSS pixels."""
    boxes: dict[str, list[Box]]
    """The regions that are seen, in the order of the markup."""
    faults: list[str]
    """What is wrong whatever the kind: overlaps, small letters, small targets."""

    @property
    def is_wide(self) -> bool:
        """Whether the sidebar has its place beside the main column."""
        return self.width >= WIDE

    def all(self, region: str) -> list[Box]:
        """The boxes of a region that may occur often; an unknown name is a KeyError."""
        return self.boxes[region]

    def one(self, region: str) -> Box | None:
        """The first box of a region, if it is seen."""
        return next(iter(self.boxes[region]), None)

    def within(self, box: Box, region: str) -> list[Box]:
        """The boxes of a region that lie in `box`."""
        return [other for other in self.boxes[region] if box.holds(other)]


def look(page: Page, kind: str) -> Sight:
    """Measure the page, which shows a page of the kind."""
    regions = regions_of(kind)
    seen = page.evaluate(MEASURE, regions)
    laid_over = {("lead headline", "lead picture"), ("lead pill", "lead picture"), ("lead byline", "lead picture")}
    faults = [
        *(
            f"`{one}` and `{other}` overlap"
            for one, other in dict.fromkeys(map(tuple, seen["overlaps"]))
            if not {(one, other), (other, one)} & laid_over
        ),
        *(f"letters under 12 px: {text}" for text in seen["small"]),
        *(f"texts lie on each other: {texts}" for texts in seen["collisions"]),
        *(f"a target under 24 px: {target}" for target in seen["tight"]),
    ]
    boxes = {region: [Box(**box) for box in found] for region, found in seen["boxes"].items()}
    sight = Sight(kind, seen["width"], boxes, faults)
    return Sight(kind, seen["width"], boxes, [*faults, *_read(page, sight), *_scroll(page, sight, regions)])


def _read(page: Page, sight: Sight) -> list[str]:
    """What makes the story hard to read: letters under 16 px; on a wide screen lines out of 45 to 80 characters."""
    if "story" not in sight.boxes:
        return []
    set_in = page.evaluate(READ_LINES, STORY_TEXT)
    faults = [f"the story is set in {min(set_in['sizes'])} px"] if min(set_in["sizes"], default=16) < 16 else []
    lengths = sorted(set_in["lengths"])
    usual = lengths[len(lengths) // 2] if lengths else 60
    if sight.is_wide and not 45 <= usual <= 80:
        faults.append(f"the story's lines have {usual} characters")
    return faults


def _scroll(page: Page, sight: Sight, regions: dict[str, str]) -> list[str]:
    """What is not in its place when the page has been scrolled to its end."""
    bar = STICKY[sight.is_wide]
    seen = page.evaluate(SCROLL_PAST, [regions[bar], regions["back to top"]])
    if not seen["scrolled"]:
        return []
    faults = []
    if seen["top"] is None or abs(seen["top"]) > 1 or not seen["isUncovered"]:
        faults.append(f"`{bar}` does not stay at the top of the window: it is at {seen['top']} px")
    before, after = seen["toTop"]
    if before:
        faults.append("`back to top` shows before the page is scrolled")
    if not after and seen["scrolled"] > seen["screen"]:
        faults.append("`back to top` does not show at the end of the page")
    if not after:
        return faults
    left, right, below = seen["corner"]
    is_mirrored = page.evaluate("() => getComputedStyle(document.documentElement).direction === 'rtl'")
    if not (0 <= (left if is_mirrored else right) <= 48 and 0 <= below <= 48):
        faults.append("`back to top` is not at the lower inline-end corner of the window")
    return faults
