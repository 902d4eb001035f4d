"""A real browser sees what is saved without a touch: articles, styles, mistakes and their mending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.support.preview import Preview, previewing
from tests.support.sites import REPOSITORY, TINY_ARTICLE, TINY_CONFIG, TINY_HEADLINE, TINY_PARAGRAPHS
from tests.support.watch import Watch, watch

ADDRESS = "2025/02/27/russian-and-us-diplomats-meet-in-istanbul-on-the-work-of-their-embassies/"
LONG = "\n\n".join(f"{TINY_PARAGRAPHS[0]} ({number})" for number in range(80))
PATIENCE = 30_000
"""Milliseconds that a change may take to be seen; it takes a fraction of a second on a machine that is free."""
MARK = "window.stays = true"
"""Done to a page, it is gone when that has been loaded again."""

expect.set_options(timeout=PATIENCE)


class Desk:
    """A site, its preview, and a page in a browser that shows its one article."""

    def __init__(self, root: Path, preview: Preview, window: Watch) -> None:
        self.root, self.preview, self.window = root, preview, window

    @property
    def page(self) -> Page:
        return self.window.page

    def visit(self, path: str) -> None:
        """Go to a page below the base path; a stream that never ends must not be waited for."""
        self.window.complaints.clear()
        self.window.requests.clear()
        self.page.goto(self.preview.url + path, wait_until="load")

    @property
    def overlay(self) -> Locator:
        return self.page.locator("sitegen-preview .overlay")

    def complaints(self) -> list[str]:
        """Return what went wrong in the page; that a page which goes ends its stream is as it should be."""
        return [said for said in self.window.complaints if "/__sitegen/events" not in said]

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page, whose policy lets no other wait for it."""
        for _ in range(PATIENCE // 20):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never true: {expression}")

    def stays(self) -> bool:
        return bool(self.page.evaluate("window.stays === true"))


def write_article(root: Path, body: str = LONG, title: str = TINY_HEADLINE) -> None:
    text = TINY_ARTICLE.format(title=title, body=body)
    (root / "content" / "articles" / "istanbul.md").write_text(text, encoding="utf-8")


def write_site(root: Path) -> Path:
    """Write a site under /repo/ with a theme of its own, a child of newsmania with one part of the style sheet."""
    styles = root / "themes" / "own" / "assets" / "styles"
    styles.mkdir(parents=True)
    (root / "content" / "articles").mkdir(parents=True)
    config = TINY_CONFIG.replace("theme: newsmania", "theme: own").replace(".example/", ".example/repo/")
    (root / "content" / "site.yaml").write_text(config)
    (root / "themes" / "own" / "theme.yaml").write_text("name: own\nparent: newsmania\n")
    ground = REPOSITORY / "themes" / "newsmania" / "assets" / "styles" / "ground.css"
    (styles / "ground.css").write_text(ground.read_text())
    return root


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    """One preview for all tests of this module."""
    root = write_site(tmp_path_factory.mktemp("desk"))
    write_article(root)
    with previewing(root) as preview:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        yield Desk(root, preview, watch(page))
        page.close()


@pytest.fixture
def desk(running: Desk) -> Desk:
    """The preview with the article as it was, open in the browser and marked."""
    running.page.goto("about:blank")  # What a test before has saved must reload nothing any more.
    write_article(running.root)
    said = len(running.preview.lines)
    (running.root / "content" / "articles" / "istanbul.md").touch()
    running.preview.wait_for(lambda line: line.startswith("content/articles/istanbul.md changed"), since=said)
    running.visit(ADDRESS)
    expect(running.overlay).to_have_count(0)
    running.page.evaluate(MARK)
    return running


def test_a_saved_article_is_seen_without_a_touch_where_it_was_scrolled_to(desk: Desk) -> None:
    """The page loads again by itself, shows the new text, and stands where the editor was reading."""
    desk.page.evaluate("scrollTo(0, 1234)")
    write_article(desk.root, LONG.replace("(40)", "(the fortieth)"))
    expect(desk.page.get_by_text("(the fortieth)")).to_be_visible()
    assert not desk.stays()
    desk.until("scrollY === 1234")
    assert desk.complaints() == []


def test_a_changed_style_sheet_is_swapped_without_a_reload(desk: Desk) -> None:
    """The page takes the new sheet, which has another name and digest, and stays as it is; the next load has it too."""
    sheet = desk.root / "themes" / "own" / "assets" / "styles" / "ground.css"
    before = sheet.read_text()
    desk.page.evaluate("scrollTo(0, 700)")
    colour = "getComputedStyle(document.body).outlineColor"
    for number in range(6):  # Saved faster than sheets can be fetched and pages be built.
        sheet.write_text(f"{before}\nbody {{ outline-color: rgb(0, 0, {number}) }}\n")
        desk.page.wait_for_timeout(50)
    for wanted in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        said = len(desk.preview.lines)
        sheet.write_text(f"{before}\nbody {{ outline-color: {wanted} }}\n")
        desk.until(f"{colour} === '{wanted}'")
        desk.preview.wait_for(lambda line: "ground.css changed" in line, since=said)
        desk.until("document.querySelectorAll('link[rel=stylesheet]').length === 1")
        assert desk.stays()
        assert desk.page.evaluate("scrollY") == 700
        assert desk.page.evaluate(colour) == wanted
    desk.visit(ADDRESS)
    assert desk.page.evaluate(colour) == "rgb(4, 5, 6)"
    assert desk.complaints() == []


def test_a_mistake_is_shown_over_the_last_good_page_until_it_is_mended(desk: Desk) -> None:
    """With file, line, reason, hint and the lines around it; every problem of the build has its own."""
    broken = TINY_ARTICLE.replace("section: World", "section: Wrold").replace("desk: ", "dsek: ")
    article = desk.root / "content" / "articles" / "istanbul.md"
    article.write_text(broken.format(title=TINY_HEADLINE, body=LONG))
    expect(desk.overlay).to_be_visible()
    expect(desk.overlay.locator("h1")).to_have_text("2 problems")
    first, second = desk.overlay.locator(".problem").all()
    expect(first.locator(".place")).to_contain_text("content/articles/istanbul.md:3:1")
    expect(second.locator(".place")).to_contain_text("content/articles/istanbul.md:6:10")
    expect(second.locator(".message")).to_have_text("the site has no section `Wrold`")
    expect(second.locator(".hint")).to_have_text("Did you mean `World`?")
    expect(second.locator(".here")).to_have_text("section: Wrold")
    expect(second.locator(".here mark")).to_have_text("W")
    expect(desk.page.locator("h1").first).to_have_text(TINY_HEADLINE)
    assert desk.stays()
    write_article(desk.root)
    expect(desk.overlay).to_have_count(0)
    assert desk.complaints() == []


def test_the_overlay_can_be_closed_and_meets_whoever_comes_later(desk: Desk) -> None:
    """By its key, which leads back to where one was; another page, and one that is missing, shows it as well."""
    desk.page.locator(".skip").focus()
    write_article(desk.root, "")
    expect(desk.overlay).to_be_visible()
    expect(desk.overlay).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(desk.overlay).to_have_count(0)
    expect(desk.page.locator(".skip")).to_be_focused()
    desk.visit("category/world/")
    expect(desk.overlay).to_be_visible()
    desk.visit("no/such/page/")
    expect(desk.overlay).to_be_visible()
    write_article(desk.root)
    expect(desk.overlay).to_have_count(0)


def test_an_article_that_is_missing_comes_without_a_touch(desk: Desk) -> None:
    """Where 404.html stood at first."""
    desk.visit("2025/03/01/a-second-story/")
    second = TINY_ARTICLE.replace("2025-02-27", "2025-03-01").format(title="A second story", body=LONG)
    file = desk.root / "content" / "articles" / "second.md"
    file.write_text(second)
    expect(desk.page.locator("h1").first).to_have_text("A second story")
    file.unlink()
    expect(desk.page.locator("h1").first).not_to_have_text("A second story")


def test_a_page_that_is_not_looked_at_keeps_no_stream_and_misses_nothing(desk: Desk) -> None:
    """Browsers open six connections to a server; the seventh page that is open must load too."""
    hide = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    desk.page.evaluate(hide, True)
    for words in ("Written meanwhile.", "Written meanwhile, and more."):
        said = len(desk.preview.lines)
        write_article(desk.root, f"{LONG}\n\n{words}")
        desk.preview.wait_for(lambda line: line.startswith("content/articles/istanbul.md changed"), since=said)
    assert desk.stays()
    desk.page.evaluate(hide, False)
    expect(desk.page.get_by_text("Written meanwhile, and more.")).to_be_visible()


def test_a_site_that_is_broken_from_the_start_shows_why_and_then_itself(tmp_path: Path, browser: Browser) -> None:
    """On a page that is otherwise empty, at any address; drafts come with a banner once it is mended."""
    root = write_site(tmp_path)
    config = root / "content" / "site.yaml"
    good = config.read_text()
    config.write_text(good.replace("timezone: Asia/Kolkata", "timezone: Asia/Calcuttta"))
    text = TINY_ARTICLE.replace("section: World", "section: World\nstatus: draft")
    (root / "content" / "articles" / "draft.md").write_text(text.format(title=TINY_HEADLINE, body=LONG))
    ahead = TINY_ARTICLE.replace("2025-02-27", "2999-12-31 09:30").format(title="Far ahead", body=LONG)
    (root / "content" / "articles" / "ahead.md").write_text(ahead)
    page = browser.new_page()
    with previewing(root, "--drafts") as preview:
        page.goto(f"{preview.origin}/repo/{ADDRESS}")
        overlay, banner = page.locator("sitegen-preview .overlay"), page.locator("sitegen-preview .banner")
        expect(overlay.locator(".place")).to_contain_text("content/site.yaml:4:11")
        expect(overlay.locator(".here")).to_have_text("timezone: Asia/Calcuttta")
        config.write_text(good)
        expect(page.locator("h1").first).to_have_text(TINY_HEADLINE)
        expect(overlay).to_have_count(0)
        expect(banner).to_have_text("Draft: readers do not see this page.")
        page.goto(f"{preview.origin}/repo/2999/12/31/far-ahead/")
        expect(banner).to_have_text("Scheduled: readers see this page from 31 December 2999, 09:30.")
        page.goto(f"{preview.origin}/repo/")
        expect(banner).to_contain_text("Preview with drafts")
        assert preview.interrupt()[0] == 0
    page.close()
    assert not (root / "public").exists()
