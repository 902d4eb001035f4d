"""The subscriber's side: every feed of the example site, read by feedparser, newsboat, sfeed and feedsmith."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from playwright.sync_api import Browser, Route
from tests.site.agreement import assert_agreement, atom_mistakes, json_mistakes
from tests.support.readers import Newsboat, Sfeed
from tests.support.server import Server
from tests.support.sites import AS_OF, BuiltSite

ABSOLUTE = re.compile(r"(https?://|mailto:|tel:)")
URL_ATTRIBUTES = {"action", "cite", "data", "href", "poster", "src"}


class Addresses(HTMLParser):
    """Collects every address in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in URL_ATTRIBUTES:
                self.found.append(value or "")
            elif name == "srcset":
                self.found += [candidate.split()[0] for candidate in (value or "").split(",")]


def find_feeds(site: BuiltSite) -> list[Path]:
    """All the feeds of a built site, at the addresses that its pages name."""
    return sorted(site.folder.rglob("feed.xml"))


@cache
def parse_feed(path: Path) -> Any:
    """What feedparser makes of a feed, its HTML left as the feed has it; kept, as parsing is slow."""
    return feedparser.parse(path.read_bytes(), resolve_relative_uris=False, sanitize_html=False)


def test_each_list_has_its_feeds(either_site: BuiltSite) -> None:
    """The site, each section, desk, author and tag have a feed in each format."""
    folder = either_site.folder
    lists = [
        path.parent for kind in ("category", "desk", "author", "tag") for path in folder.glob(f"{kind}/*/index.html")
    ]
    assert len(lists) > 10
    files = [place / name for place in (folder, *lists) for name in ("feed.xml", "atom.xml", "feed.json")]
    assert [file for file in files if not file.is_file()] == []


@pytest.mark.parametrize(("name", "version"), [("feed.xml", "rss20"), ("atom.xml", "atom10")])
def test_feeds_parse_without_complaint(name: str, version: str, either_site: BuiltSite) -> None:
    """Feedparser finds nothing wrong with any feed, and each is what it says."""
    parsed = {path: parse_feed(path) for path in either_site.folder.rglob(name)}
    assert {str(path): feed.get("bozo_exception") for path, feed in parsed.items() if feed.bozo} == {}
    assert {feed.version for feed in parsed.values()} == {version}


def test_atom_is_valid(either_site: BuiltSite) -> None:
    """Every Atom feed is one by the schema of RFC 4287."""
    assert {str(path): why for path in either_site.folder.rglob("atom.xml") if (why := atom_mistakes(path))} == {}


def test_json_feeds_are_valid(either_site: BuiltSite) -> None:
    """Every JSON feed is one by the schema of JSON Feed 1.1."""
    assert {str(path): why for path in either_site.folder.rglob("feed.json") if (why := json_mistakes(path))} == {}


def test_channels_name_themselves(either_site: BuiltSite) -> None:
    """A channel has title, link, description and language, and its self link is the address where it stands."""
    for path in find_feeds(either_site):
        channel = parse_feed(path).feed
        address = either_site.url + path.relative_to(either_site.folder).as_posix()
        assert channel.title, path
        assert channel.description, path
        assert channel.language == "en", path
        assert channel.link == address.removesuffix("feed.xml"), path
        assert [link.href for link in channel.links if link.rel == "self"] == [address], path


def test_last_build_date_comes_from_the_articles(either_site: BuiltSite) -> None:
    """LastBuildDate is no earlier than the newest item and never after the build's own "now"."""
    now = datetime.fromisoformat(AS_OF).timestamp()
    for path in find_feeds(either_site):
        feed = parse_feed(path)
        newest = max(timegm(entry.published_parsed) for entry in feed.entries)
        assert newest <= timegm(feed.feed.updated_parsed) <= now, path


def test_items_hold_the_whole_article(either_site: BuiltSite) -> None:
    """Each item has title, address, date, creator, category and the full text, all inside this site's address.

    Of a correction that is its summary.
    """
    for path in find_feeds(either_site):
        entries = parse_feed(path).entries
        assert entries, path
        for entry in entries:
            assert entry.title, path
            assert entry.link.startswith(either_site.url), path
            assert entry.published_parsed, entry.link
            assert entry.author, entry.link
            assert [tag.term for tag in entry.tags], entry.link
            if path.parent.name == "corrections":
                assert (entry.summary, "content" in entry) == (entry.summary.strip(), False), entry.link
            else:
                assert len(entry.content[0].value) > len(entry.summary) / 2, entry.link


def test_items_come_newest_first(either_site: BuiltSite) -> None:
    """The items of a feed stand from the newest to the oldest."""
    for path in find_feeds(either_site):
        dates = [timegm(entry.published_parsed) for entry in parse_feed(path).entries]
        assert dates == sorted(dates, reverse=True), path


def test_addresses_in_the_content_are_absolute(either_site: BuiltSite) -> None:
    """A feed reader has no base address: each link and image in the text of an item is absolute."""
    relative: dict[str, list[str]] = {}
    for path in find_feeds(either_site):
        for entry in parse_feed(path).entries:
            addresses = Addresses()
            for text in (*(content.value for content in entry.get("content", ())), entry.summary):
                addresses.feed(text)
            if wrong := [address for address in addresses.found if not ABSOLUTE.match(address)]:
                relative[entry.link] = wrong
    assert relative == {}


def test_guids_are_unique_and_say_what_they_are(either_site: BuiltSite) -> None:
    """A guid comes once a feed, and is no address."""
    for path in find_feeds(either_site):
        items = ElementTree.fromstring(path.read_bytes()).findall("channel/item")
        guids = [item.findtext("guid") for item in items]
        assert all(guids), path
        assert len(set(guids)) == len(guids), path
        marks = {guid.get("isPermaLink") for item in items for guid in item.findall("guid")}
        assert marks == {"false"}, path


def test_an_article_has_one_guid_everywhere(example_site: BuiltSite) -> None:
    """An article carries the same guid in every feed, so that a reader of two feeds sees it once."""
    guids: dict[str, set[str]] = {}
    for path in find_feeds(example_site):
        for entry in parse_feed(path).entries:
            guids.setdefault(entry.link, set()).add(entry.id)
    assert {link: ids for link, ids in guids.items() if len(ids) > 1} == {}


def test_wordpress_feed_paths_hold_the_same_bytes(either_site: BuiltSite) -> None:
    """Each feed also stands at WordPress's /feed/ beside it, byte for byte, for subscribers who came from there."""
    for path in find_feeds(either_site):
        assert (path.parent / "feed" / "index.xml").read_bytes() == path.read_bytes(), path


@pytest.mark.parametrize("name", ["feed.xml", "feed/"])
def test_newsboat_subscribes_to_the_site(
    name: str, either_site: BuiltSite, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Newsboat gets each item of the main feed once over HTTP, at either address, and nothing new the next time."""
    expected = sorted(entry.id for entry in parse_feed(either_site.folder / "feed.xml").entries)
    with serve(either_site.folder, either_site.base) as server:
        newsboat = Newsboat(tmp_path, [server.url + name])
        said = [newsboat.reload(), newsboat.reload()]
    assert said == [f"{len(expected)} unread articles"] * 2
    assert sorted(newsboat.read_guids()) == expected
    assert {path for path, _ in server.requests} == {either_site.base + name}


def test_newsboat_subscribes_to_every_feed(
    example_site: BuiltSite, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Who subscribes to all the feeds at once gets each article once."""
    feeds = find_feeds(example_site)
    expected = {entry.id for path in feeds for entry in parse_feed(path).entries}
    with serve(example_site.folder) as server:
        newsboat = Newsboat(tmp_path, [server.url + path.relative_to(example_site.folder).as_posix() for path in feeds])
        newsboat.reload()
    assert sorted(newsboat.read_guids()) == sorted(expected)
    assert {status for _, status in server.requests} == {200}


@pytest.mark.parametrize("name", ["feed.xml", "feed/", "atom.xml"])
def test_sfeed_subscribes_to_the_site(
    name: str, either_site: BuiltSite, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Sfeed gets each item of the main feed once over HTTP, and nothing new the next time."""
    expected = sorted(
        (entry.id, entry.title, entry.link) for entry in parse_feed(either_site.folder / "feed.xml").entries
    )
    with serve(either_site.folder, either_site.base) as server:
        sfeed = Sfeed(tmp_path, [server.url + name])
        for _ in range(2):
            sfeed.reload()
            assert sorted(sfeed.items()) == expected


def test_the_formats_agree_on_every_field(either_site: BuiltSite) -> None:
    """What feedsmith reads in the RSS, the Atom and the JSON feed of a list is the same, field by field."""
    assert_agreement(path.parent for path in find_feeds(either_site))


def test_pages_announce_their_own_feed_and_the_site_s(either_site: BuiltSite) -> None:
    """Two links at most; each leads to a feed that is there, and says which kind it is."""
    link = re.compile(r'<link rel="alternate" type="([^"]*)" title="[^"]*" href="([^"]*)">')
    for page, most in (("index.html", 1), ("about/index.html", 1), ("category/world/index.html", 2)):
        found = link.findall((either_site.folder / page).read_text(encoding="utf-8"))
        assert len(found) == most, page
        for kind, address in found:
            assert kind == "application/rss+xml"
            assert (either_site.folder / address.removeprefix(either_site.base)).is_file()


def test_the_footer_leads_to_a_page_of_all_feeds(either_site: BuiltSite) -> None:
    """It names every feed that is no tag's and no live coverage's, in each format; all of them are there."""
    folder, base = either_site.folder, either_site.base
    assert f'<a href="{base}feeds/">' in (folder / "index.html").read_text(encoding="utf-8")
    page = (folder / "feeds" / "index.html").read_text(encoding="utf-8")
    named = {
        address.removeprefix(base) for address in re.findall(r'href="([^"]*(?:feed\.xml|atom\.xml|feed\.json))"', page)
    }
    there = {
        path.relative_to(folder).as_posix()
        for name in ("feed.xml", "atom.xml", "feed.json")
        for path in folder.rglob(name)
        if path.relative_to(folder).parts[0] != "tag" and not path.relative_to(folder).parts[0].isdigit()
    }
    assert named == there


def answer(site: BuiltSite, route: Route) -> None:
    """Give a browser the file at an address of a site's own host, which no test asks."""
    path = route.request.url.removeprefix(site.url)
    route.fulfill(path=site.folder / (f"{path}index.html" if path.endswith("/") else path))


def test_a_feed_in_a_browser_says_what_it_is(
    either_site: BuiltSite, browser: Browser, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Without XSLT, which browsers give up: headlines stand there, markup does not, and a link leads to the guide."""
    with serve(either_site.folder, either_site.base) as server:
        for name, title in (("feed.xml", "item > title"), ("atom.xml", "entry > title")):
            page = browser.new_page()
            page.route(f"{either_site.url}**", partial(answer, either_site))
            page.goto(server.url + name)
            seen = page.evaluate(
                """title => [...document.querySelectorAll(title)].map(each => getComputedStyle(each).display)""", title
            )
            assert seen
            assert set(seen) == {"block"}
            text = page.evaluate("document.documentElement.innerText || document.documentElement.textContent")
            assert "This is a feed" in text
            hidden = page.evaluate(
                """[...document.getElementsByTagName('*')]
                   .filter(each => ['encoded', 'content', 'guid', 'id'].includes(each.localName))
                   .map(each => getComputedStyle(each).display)"""
            )
            assert set(hidden) == {"none"}
            page.evaluate("[...document.getElementsByTagName('*')].find(each => each.localName === 'a').click()")
            page.wait_for_url("**/feeds/")
            assert page.locator("h1").inner_text() == "Feeds"
            page.close()
