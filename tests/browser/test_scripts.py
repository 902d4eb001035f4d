"""The theme's scripts on pages that are not as they expect: each leaves what it does not know, and stops no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.kinds import find_page
from tests.support.server import Server
from tests.support.sites import build_site
from tests.support.watch import watch

Serve = Callable[..., AbstractContextManager[Server]]


def test_what_a_story_tells_the_time_of_stays_as_it_is(tiny_site: Path, browser: Browser, serve: Serve) -> None:
    """A span of time is no moment, and a moment within a story is its writer's to name; what follows still runs."""
    (article,) = (tiny_site / "content/articles").rglob("*.md")
    moments = '<time datetime="PT2H">Two hours</time> <time datetime="2026-01-01T09:00Z">That morning</time>\n'
    article.write_text(article.read_text("utf-8") + "\n" + moments, "utf-8")
    site = build_site(tiny_site, tiny_site / "host")
    page = browser.new_page()
    page.clock.set_fixed_time("2026-01-01T10:00Z")
    with serve(site.folder) as server:
        log = watch(page)
        log.visit(server.url + find_page(site.folder, "article"))
        texts = page.locator(".story time").all_text_contents()
        last_script_ran = page.locator(".page-start").count()
    page.close()
    assert (log.complaints, texts, last_script_ran) == ([], ["Two hours", "That morning"], 1)


@pytest.mark.parametrize("part", ["ages", "latest", "share", "ticker", "embeds", "to-top"])
def test_a_behaviour_can_be_taken_away(part: str, tiny_site: Path, browser: Browser, serve: Serve) -> None:
    """A child theme's empty file takes one away, and no other misses it."""
    theme = tiny_site / "themes/ours"
    for name, text in (("theme.yaml", "name: ours\nparent: newsmania\n"), (f"assets/scripts/{part}.js", "")):
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text(text, "utf-8")
    config = tiny_site / "content/site.yaml"
    config.write_text(config.read_text("utf-8").replace("theme: newsmania", "theme: ours"), "utf-8")
    site = build_site(tiny_site, tiny_site / "host")
    page = browser.new_page()
    with serve(site.folder) as server:
        log = watch(page)
        log.visit(server.url + find_page(site.folder, "article"))
        shown = page.locator(".top-bar .skin").is_visible(), page.locator(".latest li").count() > 0
    page.close()
    assert (log.complaints, shown) == ([], (True, part != "latest"))
