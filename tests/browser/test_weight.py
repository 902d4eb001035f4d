"""A page is light: what the theme adds to an article, the style, the scripts, and a first look at the home page."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from tests.browser.views import Newsroom
from tests.browser.weight import Window, list_parts, weigh, weigh_first_view, weigh_without_body
from tests.support.chromium import save_data
from tests.support.kinds import PATTERNS, REFRESH
from tests.support.sites import BuiltSite

MOST_HTML = 17 * 1024 + 512
"""Bytes of an article's page without its body, as they are, not packed: structured data is a sixth of them, and long
addresses are written thirty times. The limit holds what has been reached; 8 KB would be better."""

MOST_STYLE = 30 * 1024
MOST_SCRIPT = 12 * 1024
MOST_OF_SEARCH = 17 * 1024
"""Bytes of what the search page adds, styles and script; Pagefind's own program is counted by tests/bench/search.py."""
MOST_FIRST_VIEW = 250 * 1024
"""Bytes over the line, with the images."""

PHONE = Window(412, 823, 2.625)
DESKTOP = Window(1280, 800, 1)


def read_articles(site: BuiltSite) -> list[str]:
    """The HTML of every article's page, the heaviest last, its body not counted; live coverage is nearly all body."""
    paths = [path for pattern in PATTERNS["article"] for path in site.folder.glob(pattern)]
    pages = [path.read_text(encoding="utf-8") for path in paths if REFRESH not in path.read_bytes()]
    pages = [page for page in pages if 'class="live"' not in page]
    return sorted(pages, key=weigh_without_body)


def test_an_article_page_is_light(newsrooms: dict[str, Newsroom]) -> None:
    """All that is not the story stays within its limit, in the median article and in the fullest."""
    pages = read_articles(newsrooms["ltr"].site)
    for page in (pages[len(pages) // 2], pages[-1]):
        parts = "\n".join(f"{size:6} {name}" for name, size in list_parts(page))
        weight = weigh_without_body(page)
        assert weight <= MOST_HTML, f"{weight} bytes:\n{parts}"


def test_style_and_scripts_are_small(newsrooms: dict[str, Newsroom]) -> None:
    """The style has 30 KB and the scripts together 12 KB, not packed; those of search come where it is used."""
    assets = newsrooms["ltr"].site.folder / "assets"
    sizes = {
        "css": sum(path.stat().st_size for path in assets.glob("style.*.css")),
        "js": sum(path.stat().st_size for name in ("site", "skin") for path in assets.glob(f"{name}.*.js")),
        "search": sum(path.stat().st_size for name in ("search", "suggest") for path in assets.glob(f"{name}.*")),
    }
    assert 0 < sizes["search"] <= MOST_OF_SEARCH
    assert 0 < sizes["css"] <= MOST_STYLE
    assert 0 < sizes["js"] <= MOST_SCRIPT


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_look_at_home_is_light(browser: Browser, newsrooms: dict[str, Newsroom], window: Window) -> None:
    """All that the home page loads before it is scrolled, images too, is 250 KB over the line."""
    weights = weigh_first_view(browser, newsrooms["ltr"].find("home"), window)
    listed = "\n".join(f"{size:8} {urlsplit(url).path}" for url, size in weights.items())
    weight = sum(weights.values())
    assert weight <= MOST_FIRST_VIEW, f"{weight} bytes:\n{listed}"


def test_who_saves_data_loads_less(browser: Browser, newsrooms: dict[str, Newsroom]) -> None:
    """A reader who asks for less data (prefers-reduced-data) is sent fewer pictures on the home page."""
    address = newsrooms["ltr"].find("home")
    usual = weigh_first_view(browser, address, PHONE)
    saving = weigh_first_view(browser, address, PHONE, save_data)
    assert sum(saving.values()) < sum(usual.values())


def test_the_scale_is_right(browser: Browser, newsrooms: dict[str, Newsroom]) -> None:
    """The parts of a page add up to the page, and what travels is what the files hold, text gzipped."""
    newsroom = newsrooms["ltr"]
    page = read_articles(newsroom.site)[-1]
    assert (
        sum(size for _, size in list_parts(page)) == weigh_without_body(page) < weigh(page).size == len(page.encode())
    )
    weights = weigh_first_view(browser, newsroom.find("article"), DESKTOP)
    for url, size in weights.items():
        path = urlsplit(url).path.removeprefix(newsroom.site.base)
        file = newsroom.site.folder / path / ("index.html" if url.endswith("/") else "")
        content = file.read_bytes()
        assert size in (len(content), len(gzip.compress(content, mtime=0))), url
