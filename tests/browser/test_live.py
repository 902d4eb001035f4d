"""Live coverage refreshes itself gently: new updates are offered, and nothing moves until the reader asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.kinds import find_page
from tests.support.server import Server
from tests.support.sites import BuiltSite, build_site
from tests.support.watch import watch

COVERAGE = """\
kind: live
updates:
  - {time: 2025-12-31 21:05, title: The talks begin, text: "At *nine*."}
"""
LATER = """\
  - {time: 2025-12-31 21:40, title: A break, text: For tea.}
  - {time: 2025-12-31 22:15, title: They end, text: With an agreement.}
  - {time: 2025-12-31 20:50, title: They arrive, text: Told later.}
"""
MINUTE = 61_000
"""Milliseconds after which the page has looked again."""


def publish(root: Path, *, more: str = "") -> BuiltSite:
    """Build the tiny site with its article as live coverage."""
    (article,) = (root / "content/articles").rglob("*.md")
    text = article.read_text("utf-8")
    opening = text.index("kind: live") if "kind: live" in text else text.index("---\n\n")
    article.write_text(f"{text[:opening]}{COVERAGE}{more}---\n\nThe story.\n", "utf-8")
    return build_site(root, root / "host")


@pytest.mark.parametrize(("now", "offered"), [("2025-12-31T17:00Z", True), ("2026-01-01T17:00Z", False)])
def test_new_updates_are_offered_and_shown_when_asked_for(
    now: str, offered: bool, tiny_site: Path, browser: Browser, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """While the coverage is young; a day later the page rests. What was rewritten is put right without a word."""
    site = publish(tiny_site)
    page = browser.new_page()
    page.clock.install(time=now)
    titles = page.locator(".update h3")
    with serve(site.folder) as server:
        log = watch(page)
        log.visit(server.url + find_page(site.folder, "live"))
        page.clock.run_for(MINUTE)
        assert titles.all_text_contents() == ["The talks begin"]
        publish(tiny_site, more=LATER)
        page.clock.run_for(MINUTE)
        button = page.get_by_role("status").get_by_role("button")
        if not offered:
            page.wait_for_timeout(300)
            assert not button.is_visible()
        else:
            button.wait_for()
            assert (button.text_content(), titles.count()) == ("Show new updates", 1)
            button.click()
            assert titles.all_text_contents() == ["They end", "A break", "The talks begin", "They arrive"]
            assert page.evaluate("document.activeElement.closest('.update').id") == "update-20251231-2215"
            assert not button.is_visible()
    page.close()
    assert log.complaints == []


def test_a_rewritten_update_is_put_right(
    tiny_site: Path, browser: Browser, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """In its place, while all else stays as it is."""
    site = publish(tiny_site)
    page = browser.new_page()
    page.clock.install(time="2025-12-31T17:00Z")
    with serve(site.folder) as server:
        log = watch(page)
        log.visit(server.url + find_page(site.folder, "live"))
        with page.expect_response("**/*diplomats*/"):
            page.clock.run_for(MINUTE)
        (article,) = (tiny_site / "content/articles").rglob("*.md")
        article.write_text(article.read_text("utf-8").replace("*nine*", "*ten*"), "utf-8")
        build_site(tiny_site, tiny_site / "host")
        page.clock.run_for(MINUTE)
        page.locator(".update em", has_text="ten").wait_for()
        assert not page.get_by_role("status").get_by_role("button").is_visible()
    page.close()
    assert log.complaints == []
