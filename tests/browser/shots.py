"""Full-page pictures of every page kind, and of what opens or changes, for people to look at; not a test.

    python -m tests.browser.shots [OUT] [--only KIND ...] [--direction ltr|rtl] [--site DIR [--base PATH]]

writes OUT/DIRECTION-KIND-WIDTH-SKIN.png for each kind of page at 320, 768 and 1280 pixels, light and dark, with scripts
on, from left to right and from right to left; then the states that no plain look shows (an open menu, an open
drop-down, paper, forced colours, saved data, no scripts), and OUT/index.html, on which all of them stand side by side.
OUT is tests/browser/pictures if it is not given, which git ignores. Both newsrooms are built afresh for it; with --site
DIR a site that is built already is taken, and --direction says how its pages run. --base is the path under which that
site expects to stand (default /). Run it from the repository's root.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.contact_sheet import write_sheet
from tests.browser.states import STATES, State
from tests.browser.views import DIRECTIONS, WIDTHS
from tests.support.chromium import launch_chromium
from tests.support.kinds import PAGES, find_page
from tests.support.server import serve
from tests.support.sites import build_site, copy_arabic_newsroom, copy_example
from tests.support.tools import find_tool
from tests.support.watch import watch

KINDS = (*PAGES, "search")
PICTURES = Path(__file__).with_name("pictures")
HEIGHTS = {320: 640, 768: 1024, 1280: 800}
"""Height of the window of each width, in CSS pixels."""

DECODE_IMAGES = """() => Promise.all([...document.images].map((image) => {
  image.decoding = "sync";
  return image.decode().catch(() => {});
}))"""
"""Chromium decodes an image outside the window late, and a picture of the whole page would show a blank."""


def shoot(page: Page, address: str, name: str, out: Path, *, missing: bool = False) -> list[str]:
    """Take the pictures of one page in both skins; the console's complaints on the way."""
    log = watch(page)
    page.emulate_media(color_scheme="light")
    log.visit(address, missing=missing)
    page.evaluate(DECODE_IMAGES)
    for skin in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if skin == "dark" else "light")
        page.screenshot(path=out / f"{name}-{skin}.png", full_page=True)
    return log.complaints


def shoot_state(browser: Browser, state: State, address: str, name: str, out: Path) -> list[str]:
    """Take the picture of a page in a state of its own; the console's complaints on the way."""
    size = {"width": state.width, "height": HEIGHTS.get(state.width, 1000)}
    context = browser.new_context(viewport=size, reduced_motion="reduce", **state.options)  # type: ignore[arg-type]
    page = context.new_page()
    log = watch(page)
    state.prepare(page)
    log.visit(address)
    page.evaluate(DECODE_IMAGES)
    if state.act(page):
        page.screenshot(path=out / f"{name}.png", full_page=state.is_whole)
    context.close()
    return log.complaints


def shoot_site(browser: Browser, folder: Path, base: str, direction: str, kinds: list[str], out: Path) -> Iterator[str]:
    """Take all the pictures of a site; the console's complaints, each with the page that made it."""
    with serve(folder, base) as server:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": HEIGHTS[width]}, reduced_motion="reduce")
            for kind in kinds:
                address, name = server.url + find_page(folder, kind), f"{direction}-{kind}-{width}"
                yield from (f"{name}: {line}" for line in shoot(page, address, name, out, missing=kind == "404"))
            page.close()
        for title, state in STATES.items():
            if state.kind in kinds:
                address, name = server.url + find_page(folder, state.kind), f"{direction}-{state.kind}-{title}"
                yield from (f"{name}: {line}" for line in shoot_state(browser, state, address, name, out))


@contextmanager
def build_newsrooms(directions: list[str]) -> Iterator[dict[str, Path]]:
    """The folders of the example newsroom and of the one in Arabic, as far as their directions are asked for."""
    copies = {"ltr": copy_example, "rtl": copy_arabic_newsroom}
    with tempfile.TemporaryDirectory() as scratch:
        yield {
            name: build_site(copies[name](Path(scratch, name)), Path(scratch, f"{name}-host")).folder
            for name in directions
        }


def main() -> None:
    """Read the arguments, build or take the sites, and shoot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?", default=PICTURES)
    parser.add_argument("--site", type=Path, help="a built site, instead of the newsrooms of the repository")
    parser.add_argument("--base", default="/", help="the base path of that site")
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--direction", choices=DIRECTIONS, help="only from left to right, or from right to left")
    options = parser.parse_args()
    chromium = find_tool("chromium")
    if chromium is None:
        parser.error("chromium is not on this machine; tests/run installs it")
    options.out.mkdir(parents=True, exist_ok=True)
    directions = [options.direction] if options.direction else ["ltr"] if options.site else list(DIRECTIONS)
    with sync_playwright() as playwright, build_newsrooms([] if options.site else directions) as newsrooms:
        browser = launch_chromium(playwright, chromium)
        for direction in directions:
            folder, base = options.site or newsrooms[direction], options.base
            for complaint in shoot_site(browser, folder, base, direction, list(options.only), options.out):
                sys.stderr.write(f"{complaint}\n")
        browser.close()
    write_sheet(options.out)


if __name__ == "__main__":
    main()
