"""Atom and JSON feeds where they differ from RSS, whose tests hold what all have in common."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from lxml import etree
from tests.unit.output.test_rss import DAILY, HARD, feed
from tests.unit.site.newsroom import article, assembled, config, edition, planned, view_at

from sitegen.config import parse_config

ATOM = "{http://www.w3.org/2005/Atom}"


def atom(*articles: Any, **given: Any) -> etree._Element:
    """Return the root of a site's Atom feed."""
    return etree.fromstring(feed(*articles, path="atom.xml", **given))


def plain(*articles: Any, **given: Any) -> dict[str, Any]:
    """Return a site's JSON feed."""
    found: dict[str, Any] = json.loads(feed(*articles, path="feed.json", **given))
    return found


def test_atom_content_is_html_and_no_cdata() -> None:
    """Trap: feedgen writes the type `CDATA`, which no reader knows; the text arrives as it was."""
    xml = feed(article("a", body="Text ]]> and `]]>`"), path="atom.xml")
    (content,) = etree.fromstring(xml).iter(f"{ATOM}content")
    assert content.get("type") == "html"
    assert content.text == "<p>Text ]]&gt; and <code>]]&gt;</code></p>\n"
    assert b"CDATA" not in xml


def test_atom_links_keep_their_rel_and_type() -> None:
    """Trap: feedgen drops both from an entry's links."""
    image = {"src": "/media/a.svg", "alt": "x"}
    (entry,) = atom(article("a", image=image), assets=["media/a.svg"]).iter(f"{ATOM}entry")
    links = [dict(link.attrib.items()) for link in entry.findall(f"{ATOM}link")]
    assert [link.get("rel", "alternate") for link in links] == ["alternate", "enclosure"]
    assert re.fullmatch(r"image/[\w+]+", str(links[1]["type"]))
    assert int(links[1]["length"]) > 0


def test_atom_dates_come_from_the_articles() -> None:
    """Trap: an entry that was never changed is stamped with the present moment; a feed of none has the epoch."""
    root = atom(*DAILY)
    assert root.findtext(f"{ATOM}updated") == "2025-01-06T18:30:00+00:00"
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published")
    assert atom().findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_every_text_field_of_json_is_as_it_was_typed() -> None:
    """JSON has no markup to confuse it with."""
    found = plain(article("a", title=f"T {HARD}", summary=HARD, author=f"A {HARD}", tags=[f"g {HARD}"]))
    (item,) = found["items"]
    assert (item["title"], item["summary"]) == (f"T {HARD}", HARD)
    assert item["authors"][0]["name"] == f"A {HARD}"
    assert item["tags"] == ["World", f"g {HARD}"]
    assert item["content_html"] == "<p>Text.</p>\n"


def test_a_json_feed_of_summaries_has_their_text() -> None:
    """An item must have a content, as HTML or as text."""
    settings = config(feeds={"content": "summary"})
    (item,) = plain(article("a", settings, body="First.\n\nSecond."), settings=settings)["items"]
    assert item["content_text"] == "First."
    assert "content_html" not in item


def test_a_json_feed_of_nothing_is_whole() -> None:
    """Of a section that has no article yet."""
    assert json.loads(feed(path="category/sports/feed.json"))["items"] == []


@pytest.mark.parametrize("formats", [["rss"], ["json", "atom"], []])
def test_only_the_formats_that_are_wanted_are_written(formats: list[str]) -> None:
    """And announced, and listed; a site without feeds says nothing of them."""
    settings = config(feeds={"formats": formats})
    pages = planned([article("a", settings)], settings)
    names = {"rss": ["feed.xml", "feed/index.xml"], "atom": ["atom.xml"], "json": ["feed.json"]}
    expected = {name for form in formats for name in names[form]}
    assert {path for path, page in pages.items() if page.renderer == "feed" and path.count("/") < 2} >= expected
    assert {page.view.format for page in pages.values() if page.renderer == "feed"} == set(formats)  # type: ignore[attr-defined]
    assert ("feeds/index.html" in pages) == bool(formats)
    found = edition([], settings)
    assert found.view.feeds_url == ("/feeds/" if formats else "")
    first = next((form for form in ("rss", "atom", "json") if form in formats), "")
    kinds = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
    assert [feed.type for feed in view_at(pages, "index.html").head.feeds] == ([kinds[first]] if first else [])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ('{authority: "https://old.example/"}', "Write `old.example`"),
        ("{authority: Old.Example}", "Write `old.example`"),
        ("{authority: old example}", ""),
        ("{formats: [rss, atomic]}", "Did you mean `atom`?"),
        ("{hub: http://hub.example/}", ""),
        ("{image: no.svg}", ""),
    ],
)
def test_a_mistake_in_the_settings_of_feeds_is_told(typed: str, hint: str) -> None:
    """With its place and what to do; a picture is looked at with the others."""
    text = (
        f"title: T\nurl: https://a.example/\nlanguage: en\ntimezone: Asia/Kolkata\nsections: [World]\nfeeds: {typed}\n"
    )
    found, problems = parse_config(text)
    if found is not None:
        _, problems = assembled([], found, assets=["no.svg"])
    assert [(problem.location.line, problem.hint) for problem in problems] == [(6, hint or problems[0].hint)]
    assert problems[0].code in ("wrong-value", "bad-image")
