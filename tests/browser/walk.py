"""A walk over a page by the Tab key: what is reached, in which order, and whether a reader sees where they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page
from tests.browser.regions import FRAME, STICKY, WIDE

CONTROLS = "a[href], button, input:not([type='hidden']), textarea, select, summary, [tabindex='0']"
LANDMARKS = ("sidebar", "main", "breadcrumb", "menu", "masthead", "news bar", "foot")
"""The regions between which the walk goes, the inner ones first; each is gone through once."""

HEAD = ("news bar", "masthead", "menu")
"""Those at the page's top, whose places change with the width and which do not depend on each other's order."""

NUMBER_CONTROLS = """(controls) => {
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const found = [...document.querySelectorAll(controls)].filter((element) => !element.matches(":disabled"));
  found.forEach((element, place) => (element.dataset.place = place));
  return found.filter(isSeen).map((element) => [Number(element.dataset.place), element.outerHTML.slice(0, 120)]);
}"""
"""Gives each control a number, so that a walk can tell them apart; those that show, with their markup."""

STAND = """([landmarks, bar]) => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const root = document.documentElement;
  const box = element.getBoundingClientRect();
  const first = element.getClientRects()[0] ?? box;
  const isMirrored = getComputedStyle(root).direction === "rtl";
  const outlines = [null, "::before", "::after"].map((pseudo) => getComputedStyle(element, pseudo));
  const isOutlined = outlines.some((style, place) =>
    (place === 0 || style.content !== "none") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const isHit = [...element.getClientRects()].some((part) => {
    const hit = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
    return hit && (element.contains(hit) || hit.closest("label")?.contains(element));
  });
  const cover = document.querySelector(bar);
  const covering = cover.getBoundingClientRect();
  const isCovered = !cover.contains(element) && box.top < covering.bottom - 1 && box.bottom > covering.top + 1 &&
    box.left < covering.right && box.right > covering.left && !element.closest("body > a");
  return {
    place: Number(element.dataset.place ?? -1),
    html: element.outerHTML.slice(0, 120),
    name: element.name ?? "",
    landmark: Object.keys(landmarks).find((name) => element.closest(landmarks[name])) ?? "",
    start: isMirrored ? root.clientWidth - first.right : first.left,
    top: first.top + scrollY,
    bottom: first.bottom + scrollY,
    isOutlined,
    isHit,
    isCovered,
    isInWindow: box.bottom > 0 && box.top < innerHeight,
  };
}"""
"""Where the focus is, and whether it can be seen there."""


@dataclass(frozen=True)
class Stop:
    """An element that had the focus, and where its first line stands, in CSS pixels as in a Box of the layout."""

    place: int
    html: str
    name: str
    landmark: str
    start: float
    top: float
    bottom: float
    isOutlined: bool  # noqa: N815  # the script's name for it
    isHit: bool  # noqa: N815
    isCovered: bool  # noqa: N815
    isInWindow: bool  # noqa: N815


@dataclass(frozen=True)
class Walk:
    """The stops of a walk from the page's beginning to its end."""

    stops: list[Stop]
    shown: dict[int, str]
    """The controls that showed at its beginning: their numbers and their markup."""

    def unreached(self) -> list[str]:
        """The controls that show and never had the focus."""
        reached = {stop.place for stop in self.stops}
        return [html for place, html in self.shown.items() if place not in reached]

    def unseen(self) -> list[str]:
        """The stops at which a reader does not see where the focus is."""
        return [
            f"{reason}: {stop.html}"
            for stop in self.stops
            for reason, is_so in (
                ("no outline", not stop.isOutlined),
                ("out of the window", not stop.isInWindow),
                ("under something else", not stop.isHit),
                ("under the sticky bar", stop.isCovered),
            )
            if is_so
        ]

    def jumps(self) -> list[str]:
        """Where the focus goes back: in a row, up the page but not on to a next column, or to a region that it left."""
        found = [
            f"from {before.html} back to {after.html}"
            for before, after in pairwise(self.stops)
            if after.landmark == before.landmark and after.start < before.start + 1
            if after.bottom <= before.top + 1 or (abs(after.top - before.top) <= 1 and after.start < before.start - 1)
        ]
        visits = [self.stops[0].landmark, *(b.landmark for a, b in pairwise(self.stops) if a.landmark != b.landmark)]
        found += [f"back to `{name}`" for name in dict.fromkeys(visits) if name and visits.count(name) > 1]
        body = [name for name in dict.fromkeys(visits) if name and name not in HEAD]
        expected = [name for name in ("breadcrumb", "main", "sidebar", "foot") if name in body]
        if body != expected or any(name in HEAD for name in visits[visits.index(body[0]) :]):
            found.append(f"the regions come as {visits}")
        return found


def tab_through(page: Page, key: str = "Tab") -> Walk:
    """Walk over the page that stands in the window, or with Shift+Tab back from its end, until the focus leaves it."""
    shown = dict(page.evaluate(NUMBER_CONTROLS, CONTROLS))
    width = page.evaluate("() => document.documentElement.clientWidth")
    arguments = [{name: FRAME[name] for name in LANDMARKS}, FRAME[STICKY[width >= WIDE]]]
    stops: list[Stop] = []
    while True:
        page.keyboard.press(key)
        seen = page.evaluate(STAND, arguments)
        if seen is None or any(stop.place == seen["place"] for stop in stops):
            return Walk(stops, shown)
        stops.append(Stop(**seen))
