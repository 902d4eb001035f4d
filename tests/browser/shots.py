"""Full-page pictures of every page kind, for people to look at; not a test.

    python -m tests.browser.shots OUT_DIR [--site DIR] [--base PATH] [--only KIND ...]

writes OUT_DIR/KIND-WIDTH-SKIN.png for each kind of page at 320, 768 and 1280 pixels, light and dark, with scripts on.
The example newsroom is built afresh for it, or, with --site DIR, a site that is built already is taken. --base is
the path under which that site expects to stand (default /). Run it from the repository's root.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.support.chromium import launch_chromium
from tests.support.kinds import PAGES, find_page
from tests.support.server import serve
from tests.support.sites import build_site, copy_example
from tests.support.tools import find_tool
from tests.support.watch import watch

WIDTHS = {320: 640, 768: 1024, 1280: 800}
"""Width and height of the windows, in CSS pixels."""

DECODE_IMAGES = """() => Promise.all([...document.images].map((image) => {
  image.decoding = "sync";
  return image.decode();
}))"""
"""Chromium decodes an image outside the window late, and a picture of the whole page would show a blank."""


def shoot(browser: Browser, address: str, kind: str, out: Path) -> list[str]:
    """Take the pictures of one page; the console's complaints on the way."""
    complaints: list[str] = []
    for width, height in WIDTHS.items():
        for skin in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if skin == "dark" else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            log = watch(page)
            log.visit(address, missing=kind == "404")
            page.evaluate(DECODE_IMAGES)
            page.screenshot(path=out / f"{kind}-{width}-{skin}.png", full_page=True)
            complaints += log.complaints
            context.close()
    return complaints


def main() -> None:
    """Read the arguments, build or take the site, and shoot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--site", type=Path, help="a built site, instead of the example newsroom")
    parser.add_argument("--base", default="/", help="the base path of that site")
    parser.add_argument("--only", nargs="*", choices=PAGES, default=PAGES, metavar="KIND", help=", ".join(PAGES))
    options = parser.parse_args()
    chromium = find_tool("chromium")
    if chromium is None:
        parser.error("chromium is not on this machine; tests/run installs it")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = options.site or build_site(copy_example(Path(scratch, "root")), Path(scratch, "host")).folder
        browser = launch_chromium(playwright, chromium)
        with serve(folder, options.base) as server:
            for kind in options.only:
                for complaint in shoot(browser, server.url + find_page(folder, kind), kind, options.out):
                    sys.stderr.write(f"{kind}: {complaint}\n")
        browser.close()


if __name__ == "__main__":
    main()
