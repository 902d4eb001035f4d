"""The subscriber's side: every feed of the example site, read by feedparser and by newsboat over HTTP."""

from __future__ import annotations

import re
import sqlite3
from calendar import timegm
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from tests.support.server import Server
from tests.support.sites import AS_OF, BuiltSite
from tests.support.tools import need_tool, run_tool

ABSOLUTE = re.compile(r"(https?://|mailto:|tel:)")
URL_ATTRIBUTES = {"action", "cite", "data", "href", "poster", "src"}
COMPLAINT = re.compile(r"^\[[^]]*\] (?:USERERROR|CRITICAL|ERROR|WARN): .*", re.MULTILINE)
"""The lines of newsboat's log that are more than information."""


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


def test_each_list_has_a_feed(either_site: BuiltSite) -> None:
    """The site, each section, desk, author and tag have a feed."""
    folder = either_site.folder
    lists = [
        path.parent for kind in ("category", "desk", "author", "tag") for path in folder.glob(f"{kind}/*/index.html")
    ]
    assert len(lists) > 10
    assert [place for place in (folder, *lists) if not (place / "feed.xml").is_file()] == []


def test_feeds_parse_without_complaint(either_site: BuiltSite) -> None:
    """Feedparser finds nothing wrong with any feed, and each is RSS 2.0."""
    parsed = {path: parse_feed(path) for path in find_feeds(either_site)}
    assert {str(path): feed.get("bozo_exception") for path, feed in parsed.items() if feed.bozo} == {}
    assert {feed.version for feed in parsed.values()} == {"rss20"}


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
    """Each item has title, address, date, creator, category and the full text, all inside this site's address."""
    for path in find_feeds(either_site):
        entries = parse_feed(path).entries
        assert entries, path
        for entry in entries:
            assert entry.title, path
            assert entry.link.startswith(either_site.url), path
            assert entry.published_parsed, entry.link
            assert entry.author, entry.link
            assert [tag.term for tag in entry.tags], entry.link
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
            for text in (entry.content[0].value, entry.summary):
                addresses.feed(text)
            if wrong := [address for address in addresses.found if not ABSOLUTE.match(address)]:
                relative[entry.link] = wrong
    assert relative == {}


def test_guids_are_unique_and_say_what_they_are(either_site: BuiltSite) -> None:
    """A guid comes once a feed, and says isPermaLink="true" exactly where it is the item's link."""
    for path in find_feeds(either_site):
        items = ElementTree.fromstring(path.read_bytes()).findall("channel/item")
        guids = [item.findtext("guid") for item in items]
        assert all(guids), path
        assert len(set(guids)) == len(guids), path
        for item in items:
            guid = item.find("guid")
            assert guid is not None
            is_link = guid.text == item.findtext("link")
            assert guid.get("isPermaLink") == ("true" if is_link else "false"), guid.text


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


class Newsboat:
    """A subscriber: newsboat with a home, a list of feeds and a cache of its own."""

    def __init__(self, home: Path, urls: list[str]) -> None:
        self.home = home
        (home / "urls").write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
        (home / "config").write_text("reload-threads 4\n", encoding="utf-8")

    def reload(self) -> str:
        """Fetch every feed; what newsboat then says of unread articles. Complaints in its log fail the test."""
        log = self.home / "log"
        done = run_tool(
            *(need_tool("newsboat"), "-u", "urls", "-c", "cache.db", "-C", "config", "-l", "6", "-d", log),
            *("-x", "reload", "print-unread"),
            cwd=self.home,
            env={"HOME": str(self.home), "LC_ALL": "C.UTF-8"},
        )
        assert done.returncode == 0, done.stderr
        assert COMPLAINT.findall(log.read_text(encoding="utf-8", errors="replace")) == []
        return done.stdout.strip()

    def read_guids(self) -> list[str]:
        """The guids of the items that newsboat holds."""
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return [guid for (guid,) in cache.execute("SELECT guid FROM rss_item")]


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
