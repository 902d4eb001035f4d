"""What each format of a feed asks for, told of feeds that lack it, and of none that has it."""

from __future__ import annotations

import json

import pytest

from sitegen.inspection.feed import read_feed

RSS = """<rss version="2.0"><channel><title>T</title><link>https://a.example/</link><description>D</description>
<item><title>One</title><pubDate>Thu, 27 Feb 2025 10:00:00 +0530</pubDate><guid>https://a.example/1</guid>
<enclosure url="https://a.example/1.mp3" length="5" type="audio/mpeg"/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>T</title><updated>2025-02-27T10:00:00Z</updated>
<entry><id>urn:b</id><title>One</title><updated>2025-02-27T10:00:00.5+05:30</updated><author><name>A</name></author>
<link href="https://a.example/1"/></entry></feed>"""
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
    {"id": "1", "content_text": "x", "date_published": "2025-02-27T10:00:00Z"}
]})  # fmt: skip
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc>
<lastmod>2025-02-27</lastmod></url></urlset>"""
NAMES = {RSS: "feed.xml", ATOM: "atom.xml", JSON: "feed.json", MAP: "sitemap.xml"}


def mistakes(text: str, name: str) -> list[str]:
    """Return what is told of a file."""
    feed = read_feed(name, text.encode())
    assert feed is not None
    return [mistake.message for mistake in feed.mistakes]


@pytest.mark.parametrize("text", NAMES)
def test_what_is_right_is_not_told(text: str) -> None:
    """One feed of each format that says what it must."""
    assert mistakes(text, NAMES[text]) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (RSS, ' version="2.0"', "", "`rss` does not say its `version`"),
        (RSS, "channel>", "chanel>", "has no `channel`"),
        (RSS, "<description>D</description>", "", "the channel has no `description`"),
        (RSS, "<title>One</title>", "", "an item has neither a `title` nor a `description`"),
        (RSS, "Thu, 27 Feb 2025", "2025-02-31", "`pubDate` is no date of RFC 822: 2025-02-31 10:00:00 +0530"),
        (RSS, 'length="5" ', "", "an enclosure needs `url`, `length` in bytes and `type`"),
        (ATOM, "<id>urn:a</id>", "", "the feed has no `id`"),
        (ATOM, "<title>One</title>", "", "an entry has no `title`"),
        (ATOM, "10:00:00Z", "10:00:00", "`updated` is no date of RFC 3339: 2025-02-27T10:00:00"),
        (ATOM, "02-27T10:00:00.5", "02-30T10:00:00.5", "`updated` is no date of RFC 3339: 2025-02-30T10:00:00.5+05:30"),
        (ATOM, "<author><name>A</name></author>", "", "neither an entry nor the feed has an `author`"),
        (ATOM, '<link href="https://a.example/1"/>', "", "an entry has neither `content` nor an alternate link"),
        (JSON, '"id": "1", ', "", "an item has no `id`"),
        (JSON, '"content_text": "x", ', "", "an item has neither `content_html` nor `content_text`"),
        (JSON, "T10:00", " 10:00", "`date_published` is no date of RFC 3339: 2025-02-27 10:00:00Z"),
        (JSON, '"title": "T", ', "", "needs a `title` and a list of `items`"),
        (MAP, "<loc>https://a.example/</loc>", "", "an entry has no `loc`"),
        (MAP, "2025-02-27", "27 February", "`lastmod` is no W3C date: 27 February"),
        (MAP, "sitemap/0.9", "sitemap/0.8", "is not in the namespace http://www.sitemaps.org/schemas/sitemap/0.9"),
    ],
)  # fmt: skip
def test_what_a_format_forbids_is_told(text: str, old: str, new: str, message: str) -> None:
    """Each rule by its own message."""
    assert old in text
    assert mistakes(text.replace(old, new), NAMES[text]) == [message]


@pytest.mark.parametrize(("text", "end"), [(RSS, "</rss>"), (ATOM, "</feed>"), (JSON, "]}"), (MAP, "</urlset>")])
def test_a_torn_file_is_told(text: str, end: str) -> None:
    """And nothing more of it: what it may have said is not known."""
    (message,) = mistakes(text.removesuffix(end), NAMES[text])
    assert message.startswith("is not well-formed ")


@pytest.mark.parametrize(("name", "text"), [("a.xml", "<html/>"), ("a.json", '{"version": 1}'), ("a.xml", "plain")])
def test_other_files_are_no_feeds(name: str, text: str) -> None:
    """They are not held to what they do not promise."""
    assert read_feed(name, text.encode()) is None
