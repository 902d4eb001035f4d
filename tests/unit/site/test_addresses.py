"""Promise 5, every address resolves: permalinks, the base path, and the file that each address is."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import article, config, page, site

from sitegen.site.site import article_path, page_path
from sitegen.site.urls import Addresses, feed_path, file_of, page_number, split_suffix

BASES = {
    "root": ("https://news.example/", "/", "https://news.example/"),
    "repo": ("https://host.example/repo/", "/repo/", "https://host.example/repo/"),
    "without a slash": ("https://host.example/repo", "/repo/", "https://host.example/repo/"),
    "deep": ("https://host.example/a/b/c/", "/a/b/c/", "https://host.example/a/b/c/"),
    "port": ("http://localhost:8000/repo/", "/repo/", "http://localhost:8000/repo/"),
    "letters": ("https://host.example/réponse/", "/r%C3%A9ponse/", "https://host.example/r%C3%A9ponse/"),
    "quoted": ("https://host.example/r%c3%a9ponse/", "/r%C3%A9ponse/", "https://host.example/r%C3%A9ponse/"),
    "Bengali": (
        "https://host.example/খবর/", "/%E0%A6%96%E0%A6%AC%E0%A6%B0/", "https://host.example/%E0%A6%96%E0%A6%AC%E0%A6%B0/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("base", BASES)
def test_the_base_path_stands_before_every_address(base: str) -> None:
    """Under any base path, what a page prints and what a feed prints are the same place, in ASCII."""
    url, path, whole = BASES[base]
    addresses = site([], config(url=url)).addresses
    assert addresses.href("/") == path
    assert addresses.absolute("/") == whole
    assert addresses.href("/a b/ü/", "?q=1#x") == f"{path}a%20b/%C3%BC/?q=1#x"
    assert addresses.absolute("/a b/ü/", "#x") == f"{whole}a%20b/%C3%BC/#x"


def test_base_url_moves_the_whole_site() -> None:
    """What takes the place of `url` decides the base path alone."""
    addresses = Addresses("https://host.example/x/", "/x/")
    assert (addresses.href("/a/"), addresses.absolute("/a/")) == ("/x/a/", "https://host.example/x/a/")


def test_a_path_keeps_what_rfc_3986_admits() -> None:
    """The sub-delimiters of RFC 3986 section 3.3 stay as they are; what would end a path is quoted."""
    href = Addresses("https://news.example/", "/").href("/~a!b$c&d'e(f)g*h+i,j;k=l:m@n/o?p#q%r/")
    assert href == "/~a!b$c&d'e(f)g*h+i,j;k=l:m@n/o%3Fp%23q%25r/"


PERMALINKS = {
    "/{year}/{month}/{day}/{slug}/": "/2025/02/27/envoys-meet/",
    "/{year}/{month}/{slug}/": "/2025/02/envoys-meet/",
    "/{section}/{slug}/": "/world/envoys-meet/",
    "/{slug}/": "/envoys-meet/",
    "/news/{year}-{month}-{day}-{slug}/": "/news/2025-02-27-envoys-meet/",
}


@pytest.mark.parametrize("pattern", PERMALINKS)
def test_a_permalink_is_its_pattern_filled_in(pattern: str) -> None:
    """Each word of a pattern is the article's; months and days have two digits, as WordPress writes them."""
    settings = config(permalinks={"article": pattern})
    assert article_path(article("a", settings, title="Envoys meet"), settings) == PERMALINKS[pattern]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2025-02-27", "/2025/02/27/"),
        ("2025-02-27 00:10", "/2025/02/27/"),
        ("2025-02-26T20:00:00Z", "/2025/02/27/"),
        ("2025-02-27T01:00:00+09:00", "/2025/02/26/"),
        ("2024-12-31T18:30:00Z", "/2025/01/01/"),
    ],
)
def test_the_day_of_an_address_is_the_site_s(date: str, day: str) -> None:
    """An article's day is that of the site's clock, never UTC's or that of the offset that was typed."""
    assert article_path(article("a", title="X1", date=date), config()) == f"{day}x1/"


def test_moving_a_story_to_another_section_never_moves_its_address() -> None:
    """The default permalink does not hold the section."""
    settings = config()
    here, there = (article_path(article("a", section=section), settings) for section in ("World", "Sports"))
    assert here == there


@pytest.mark.parametrize("url", ["/2019/old-story/", "/old/story.html", "/কলকাতা/খবর/"])
def test_a_url_of_one_s_own_is_kept_to_the_letter(url: str) -> None:
    """`url` takes the place of the pattern."""
    assert article_path(article("a", url=url), config()) == url


@pytest.mark.parametrize(
    ("name", "path"),
    [("about", "/about/"), ("team/desk", "/team/desk/"), ("team/index", "/team/"), ("Über uns", "/Über uns/")],
)
def test_a_plain_page_is_where_its_file_is(name: str, path: str) -> None:
    """The address of a plain page follows its file under pages/; an index stands for its folder."""
    assert page_path(page(name), config()) == path


def test_files_of_addresses() -> None:
    """A folder's address is its index.html, any other is a file by that name; lists have their pages and feed below."""
    assert file_of("/") == "index.html"
    assert file_of("/a/b/") == "a/b/index.html"
    assert file_of("/a/story.html") == "a/story.html"
    assert feed_path("/tag/a/") == "/tag/a/feed.xml"
    assert page_number("/tag/a/", 3) == "/tag/a/page/3/"


@pytest.mark.parametrize(
    ("address", "path", "suffix"),
    [
        ("/a%20b/", "/a b/", ""),
        ("/a/?q=%20#x", "/a/", "?q=%20#x"),
        ("/a/#x?y", "/a/", "#x?y"),
        ("", "", ""),
    ],
)
def test_an_address_is_split_before_its_query_and_fragment(address: str, path: str, suffix: str) -> None:
    """Only the path is decoded: a quoted `#` in a query must stay quoted."""
    assert split_suffix(address) == (path, suffix)
