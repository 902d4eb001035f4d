"""The feeds: RSS 2.0 in spite of feedgen's traps, each of which has a test that fails when it comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from lxml import etree
from tests.unit.site.newsroom import article, config, planned, story

from sitegen.config import Config
from sitegen.content.article import Article, parse_article
from sitegen.content.markdown.body import fill_holes
from sitegen.content.updates import text_of
from sitegen.output.feeds import FeedWriter
from sitegen.pages.article import BodyView
from sitegen.pages.feed import FeedView

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
CREATOR, LANGUAGE = "{http://purl.org/dc/elements/1.1/}creator", "{http://purl.org/dc/elements/1.1/}language"
MEDIA = "{http://search.yahoo.com/mrss/}"


def feed(*articles: Article, path: str = "feed.xml", settings: Config | None = None, **parts: Any) -> bytes:
    """Return the bytes of a feed of a site in memory."""
    view: Any = planned(articles, settings, **parts)[path].view
    return writer(*articles, trusted=settings is not None and settings.trusted_html).write(view)


def writer(*articles: Article, trusted: bool = False) -> FeedWriter:
    """Return what writes the feeds of articles."""
    texts = {found.source: found.body.parts for found in articles}

    def html(body: BodyView) -> str:
        return text_of(fill_holes(texts[body.source], body.resolved), body.update)

    return FeedWriter(html, lambda _: LENGTH, trusted=trusted)


def channel(xml: bytes) -> etree._Element:
    """Return the channel of a feed, which must be well-formed RSS 2.0."""
    root = etree.fromstring(xml)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (found,) = root
    return found


def items(xml: bytes) -> list[etree._Element]:
    return channel(xml).findall("item")


def texts(element: etree._Element, tag: str) -> list[str]:
    """Return the text of each child called `tag`."""
    return [child.text or "" for child in element.findall(tag)]


LENGTH = 4321
"""The bytes of every rendition."""
DAILY = [article(f"n{day}", date=f"2025-01-0{day}") for day in range(1, 8)]


def test_the_newest_stands_first() -> None:
    """Trap: feedgen's add_entry puts each new entry before the others."""
    assert [texts(item, "title") for item in items(feed(*DAILY))] == [[f"Story n{day}"] for day in range(7, 0, -1)]


def test_the_channel_s_link_is_the_page_and_not_the_feed() -> None:
    """Trap: the link that was added last becomes the channel's own; atom:link tells where the feed itself is."""
    found = channel(feed(*DAILY, path="category/world/feed.xml"))
    assert texts(found, "link") == ["https://newsmania.example/category/world/"]
    (itself,) = found.findall(f"{ATOM}link")
    assert dict(itself.attrib.items()) == {
        "href": "https://newsmania.example/category/world/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_authors_and_desk_are_creators() -> None:
    """Trap: an author without an e-mail address vanishes from RSS; dc:creator needs none."""
    (item,) = items(feed(article("a", author=["Piyal Chatterjee", "Ann"])))
    assert texts(item, CREATOR) == ["Piyal Chatterjee", "Ann", "News Mania Desk"]
    assert item.find("author") is None


def test_an_item_in_another_language_says_so() -> None:
    """RSS has the channel's language alone; Dublin Core has the item's."""
    found = items(feed(article("a"), article("b", lang="bn", date="2025-02-26"), article("c", lang="EN")))
    assert {texts(item, "title")[0]: texts(item, LANGUAGE) for item in found} == {
        "Story a": [],
        "Story b": ["bn"],
        "Story c": [],
    }


def test_people_and_subjects_are_called_as_on_the_site() -> None:
    """Two spellings of one term are one name and one category."""
    old = article("old", date="2025-01-01", author="A. K. Rao", tags=["Climate Change"])
    new = article("new", author="a k rao", tags=["climate-change", "Climate change"])
    newest = items(feed(old, new))[0]
    assert texts(newest, CREATOR) == ["A. K. Rao", "News Mania Desk"]
    assert texts(newest, "category") == ["World", "Climate Change"]


def test_the_guid_is_no_address() -> None:
    """Readers know the article by it, and its address follows the headline; the address is the link."""
    (item,) = items(feed(article("a")))
    (guid,) = item.findall("guid")
    assert (guid.text, guid.get("isPermaLink")) == ("tag:newsmania.example,2025-02-27:a", "false")
    assert texts(item, "link") == ["https://newsmania.example/2025/02/27/story-a/"]


def test_an_id_of_one_s_own_is_no_permalink_and_survives_a_new_slug() -> None:
    """Whoever read the article under its old address does not get it again."""
    for slug in ("old", "new"):
        (guid,) = items(feed(article("a", id="tag:1", slug=slug)))[0].findall("guid")
        assert (guid.text, guid.get("isPermaLink")) == ("tag:1", "false")


def test_the_build_date_is_that_of_the_newest_change_of_its_articles() -> None:
    """Trap: lastBuildDate is the present moment by default. Here an update counts, in every time zone alike."""
    updated = article("a", date="2025-01-01", updated="2025-03-01 12:00")
    assert texts(channel(feed(updated, *DAILY)), "lastBuildDate") == ["Sat, 01 Mar 2025 06:30:00 +0000"]
    assert texts(channel(feed(*DAILY)), "lastBuildDate") == ["Mon, 06 Jan 2025 18:30:00 +0000"]


def test_only_the_articles_of_a_feed_make_its_date() -> None:
    """A feed of the newest two does not change when the third is edited."""
    settings = config(feeds={"items": 2})
    old = article("old", settings, date="2024-01-01", updated="2025-12-01")
    xml = feed(old, *DAILY, settings=settings)
    assert len(items(xml)) == 2
    assert texts(channel(xml), "lastBuildDate") == ["Mon, 06 Jan 2025 18:30:00 +0000"]


def test_an_empty_feed_has_no_date() -> None:
    """Neither the clock's nor one that stands for none."""
    found = channel(feed(path="category/sports/feed.xml"))
    assert found.find("lastBuildDate") is None
    assert found.findall("item") == []
    assert b"1970" not in feed(path="category/sports/feed.xml")


def test_no_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds at any two moments give the same bytes: feedgen's clock is stopped, and none of it shows."""
    expected = feed(*DAILY)

    class AnyMoment(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime)

    class Stopped(datetime, metaclass=AnyMoment):
        @classmethod
        def now(cls, tz: Any = None) -> Stopped:
            return cls(2099, 12, 31, 23, 59, 59, tzinfo=tz)

    monkeypatch.setattr("feedgen.feed.datetime", Stopped)
    monkeypatch.setattr("feedgen.entry.datetime", Stopped)
    assert feed(*DAILY) == expected
    assert b"2099" not in feed(path="category/sports/feed.xml")


def test_dates_are_written_in_english_on_the_sites_of_all_languages() -> None:
    """RFC 822 knows no other names of months."""
    settings = config(language="bn")
    (item,) = items(feed(article("a", settings, date="2025-02-27 09:30"), settings=settings))
    assert texts(item, "pubDate") == ["Thu, 27 Feb 2025 04:00:00 +0000"]
    assert texts(channel(feed(settings=settings)), "language") == ["bn"]


def test_every_moment_has_an_offset() -> None:
    """Trap: a naive date raises. Days, moments and offsets all arrive aware, in UTC."""
    dates = ["2025-02-27", "2025-02-27 09:30", "2025-02-27T09:30:00Z", "2025-02-27T09:30-08:00"]
    articles = [article(f"n{n}", date=date, updated=date) for n, date in enumerate(dates)]
    views: Any = [page.view for page in planned(articles).values() if isinstance(page.view, FeedView)]
    moments = [moment for view in views for item in view.items for moment in (item.published, item.updated)]
    assert {moment.tzinfo for moment in moments} == {UTC}


HARD = "]]> &amp; <b>\"'</b> \N{SNOWMAN} \U0001f600 কলকাতা"


def test_content_may_hold_the_end_of_a_cdata_section() -> None:
    """Trap: `]]>` ends CDATA. It arrives as it was, typed as text, as an attribute and in a comment."""
    settings = config(raw_html="trusted")
    body = 'Text ]]> and `]]>` <b title="]]>">x</b> <!-- ]]> --> end'
    xml = feed(article("a", settings, body=body), settings=settings)
    (content,) = texts(items(xml)[0], f"{CONTENT}encoded")
    assert content == '<p>Text ]]&gt; and <code>]]&gt;</code> <b title="]]&gt;">x</b>  end</p>\n'


def test_every_text_field_is_escaped() -> None:
    """Markup in a title, a name, a tag or a summary is shown, never run."""
    settings = config(title=f"Site {HARD}", tagline=HARD, publisher={"name": HARD})
    xml = feed(
        article(
            "a", settings, title=f"T {HARD}", summary=HARD, author=f"A {HARD}", tags=[f"g {HARD}"], id=f"id {HARD}"
        ),
        settings=settings,
    )
    (item,) = items(xml)
    found = channel(xml)
    assert texts(found, "title") == [f"Site {HARD}"]
    assert texts(found, "description") == [HARD]
    assert texts(found, "copyright") == [f"© {HARD}"]
    assert texts(item, "title") == [f"T {HARD}"]
    assert texts(item, "description") == [HARD]
    assert texts(item, CREATOR)[0] == f"A {HARD}"
    assert texts(item, "category") == ["World", f"g {HARD}"]
    assert texts(item, "guid") == [f"id {HARD}"]
    assert b"<b>" not in xml


CONTROLS: dict[str, Callable[[str], bytes]] = {
    "a raw character": lambda text: story(body=f"Text {text}.").encode(),
    "a character reference": lambda text: story(body=f"Text &#{ord(text)};").encode(),
    "a reference in raw HTML": lambda text: story(body=f'Text <b title="&#x{ord(text):x};">x</b>').encode(),
    "a title": lambda text: story(title=f"A{text}b").encode(),
    "an escape in a title": lambda text: story().replace('"A story"', f'"A\\x{ord(text):02x}b"').encode(),
}


@pytest.mark.parametrize("character", ["\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f"])
@pytest.mark.parametrize("way", CONTROLS)
def test_no_control_character_reaches_a_feed(way: str, character: str) -> None:
    """Trap: lxml raises for them. Each way in ends in a Problem, or in text that XML admits."""
    found, problems = parse_article(CONTROLS[way](character), "articles/a.md", config())
    if found is None:
        assert {problem.code for problem in problems} <= {"control-character", "yaml-syntax", "unknown-escape"}
        return
    text = "".join(found.body.parts) + found.title + found.body.text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    feed(found)


def test_addresses_within_the_content_are_whole() -> None:
    """Links, pictures and footnotes work in any reader, under `/repo/` too."""
    settings = config(url="https://host.example/a&b/")
    links = "[a](b.md) [c](/feed.xml) ![d](/media/d.svg) [e](#part)[^1]"
    body = f'{links}\n\n## Part\n\nText `href="#x"` <b>b</b>\n\n[^1]: Note'
    xml = feed(article("a", settings, body=body), article("b", settings, date="2024-01-01"), settings=settings,
               assets=["media/d.svg"])  # fmt: skip
    (content,) = texts(items(xml)[0], f"{CONTENT}encoded")
    found = re.findall(r'(?:href|src)="([^"]*)"', content.replace('href="#x"', ""))
    base = "https://host.example/a&amp;b/"
    here = f"{base}2025/02/27/story-a/"
    assert found == [
        f"{base}2024/01/01/story-b/", f"{base}feed.xml", f"{base}media/d.svg", f"{here}#part", f"{here}#fn1",
        f"{here}#fnref1",
    ]  # fmt: skip
    assert 'href="#x"' in content or "href=&quot;#x&quot;" in content
    assert 'class="anchor"' not in content


def test_a_picture_is_enclosed_and_shown() -> None:
    """As enclosure with its length and type, as media:content, and before the text for readers that show that alone."""
    image = {"src": "/media/a b.svg", "alt": 'The "fort" & <co>'}
    xml = feed(article("a", image=image), assets=["media/a b.svg"])
    (item,) = items(xml)
    url = "https://newsmania.example/media/a%20b.svg"
    (enclosure,), (media,) = item.findall("enclosure"), item.findall(f"{MEDIA}content")
    assert dict(enclosure.attrib.items()) == {"url": url, "length": "34567", "type": "image/svg+xml"}
    assert (media.get("url"), media.get("type"), media.get("medium")) == (url, "image/svg+xml", "image")
    (content,) = texts(item, f"{CONTENT}encoded")
    assert f'src="{url}" alt="The &quot;fort&quot; &amp; &lt;co&gt;"' in content


def test_a_picture_of_another_host_is_not_enclosed() -> None:
    """Its length is not known, and RSS wants one."""
    (item,) = items(feed(article("a", image={"src": "https://host.example/a.jpg", "alt": "x"})))
    assert item.find("enclosure") is None


def test_a_feed_of_summaries_has_no_content() -> None:
    """`feeds.content: summary`: the description is the whole item."""
    settings = config(feeds={"content": "summary"})
    (item,) = items(feed(article("a", settings, body="First.\n\nSecond."), settings=settings))
    assert texts(item, "description") == ["First."]
    assert item.find(f"{CONTENT}encoded") is None


def test_an_item_without_a_summary_is_described_by_its_title() -> None:
    """An article that is a picture alone."""
    (item,) = items(feed(article("a", body="![A fort](/media/a.jpg)"), assets=["media/a.jpg"]))
    assert texts(item, "description") == ["Story a"]


def test_there_is_a_feed_for_everything_and_at_wordpress_s_address_too() -> None:
    """The site, and each section, desk, author and tag, in each format; both addresses of RSS give the same bytes."""
    pages = planned([article("a", author="Ann", tags=["G20"])])
    files = ("feed.xml", "feed/index.xml", "atom.xml", "feed.json")
    feeds = [path for path, page in pages.items() if page.renderer == "feed"]
    fronts = ["", "author/ann/", "category/india/", "category/sports/", "category/world/", "desk/news-mania-desk/",
              "desk/sports-desk/", "tag/g20/"]  # fmt: skip
    assert feeds == sorted(f"{front}{name}" for front in fronts for name in files)
    for front in fronts:
        assert pages[f"{front}feed.xml"].view == pages[f"{front}feed/index.xml"].view


def test_feeds_hold_the_newest_only() -> None:
    """Twenty, unless the settings say otherwise."""
    many = [article(f"n{number:02}", date=f"2025-01-{number:02}") for number in range(1, 29)]
    titles = [texts(item, "title")[0] for item in items(feed(*many))]
    assert titles == [f"Story n{number:02}" for number in range(28, 8, -1)]


def test_the_editor_s_address_has_the_form_of_rss() -> None:
    """`address (name)`, as RSS 2.0 writes people."""
    settings = config(publisher={"name": "NM", "email": "desk@newsmania.example"})
    assert texts(channel(feed(settings=settings)), "managingEditor") == ["desk@newsmania.example (News Mania)"]


def test_the_same_view_gives_the_same_bytes() -> None:
    """Rendering reads nothing but the view."""
    view: Any = planned(DAILY)["feed.xml"].view
    assert writer(*DAILY).write(view) == writer(*reversed(DAILY)).write(view)


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_items_kept_from_feed_to_feed_change_no_byte(name: str) -> None:
    """An article's item is the same in all its feeds; those that are there already ask for no body."""
    found = [article(f"n{day}", date=f"2025-01-0{day}", author=["A", "B"][day % 2]) for day in range(1, 8)]
    views: list[Any] = [page.view for path, page in planned(found).items() if path.endswith(f"/{name}") or path == name]
    plain = [writer(*found).write(view) for view in views]
    asked: list[BodyView] = []

    def html(body: BodyView) -> str:
        asked.append(body)
        return "".join(next(each.body.parts for each in found if each.source == body.source))

    keeping = FeedWriter(html, lambda _: LENGTH)
    assert [keeping.write(view) for view in views] == plain
    assert len(asked) == len(found)
    assert [keeping.write(view) for view in reversed(views)] == plain[::-1]
    assert len(asked) == len(found)


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_a_body_like_a_feed_is_kept_whole(name: str) -> None:
    """A text that holds the very lines between two items, as trusted HTML may, is no end of its item."""
    found = [article(f"n{day}", date=f"2025-01-0{day}") for day in (1, 2, 3)]
    view: Any = planned(found)[name].view
    html = "<pre>\n    </item>\n    <item>\n  </channel>\n  </entry>\n  <entry>\n</feed>\n},\n{\n]}</pre>"
    plain = FeedWriter(lambda _: html, lambda _: LENGTH).write(view)
    fresh = FeedWriter(lambda _: html, lambda _: LENGTH)
    older: Any = msgspec.structs.replace(view, items=view.items[1:])
    keeping = FeedWriter(lambda _: html, lambda _: LENGTH)
    assert [keeping.write(older), keeping.write(view)] == [fresh.write(older), plain]
    if name == "feed.json":
        assert [item["content_html"] for item in msgspec.json.decode(plain)["items"]] == [html] * 3
    else:
        tag = f"{CONTENT}encoded" if name == "feed.xml" else f"{ATOM}content"
        assert [element.text for element in etree.fromstring(plain).iter(tag)] == [html] * 3


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the archive's size, no more than so many bytes of items stay in memory; no byte of a feed differs."""
    monkeypatch.setattr("sitegen.output.feeds._MOST_BYTES", 2000)
    monkeypatch.setattr("sitegen.output.feeds._MOST_CONTENTS", 2)
    views: list[Any] = [page.view for page in planned(DAILY).values() if page.renderer == "feed"]
    keeping = writer(*DAILY)
    assert [keeping.write(view) for view in views] == [writer(*DAILY).write(view) for view in views]
