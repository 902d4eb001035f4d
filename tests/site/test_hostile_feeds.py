"""Feeds of the worst that a newsroom can write: quotes, `]]>`, emoji, other scripts, huge texts, odd addresses, markup.

The feeds are read by feedparser, feedsmith, newsboat and sfeed, and held against the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from tests.site.agreement import assert_agreement, atom_mistakes, json_mistakes
from tests.support.readers import Newsboat, Sfeed
from tests.support.server import Server
from tests.support.sites import BuiltSite, build_site
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import SETTINGS, source, story, write_site

HARD = "\"'<b>&amp;]]>\u201c\u2018 \N{SNOWMAN} \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 কলকাতা ‏עברית"
LONG_TITLE = "A headline of two hundred letters " * 5 + "that goes on & on to its end\u2026"
WON = "\U0001f3c6 \U0001f1ee\U0001f1f3 won \u2764\ufe0f"
WORDS = "Every day the \\<river> & its boats are \"counted\" at dawn, and the count is 'published' by noon. "

ARTICLES: dict[str, str] = {
    "marks": story(f"{WORDS} `]]>` and ]]> &amp;lt; {HARD}", title=HARD, summary=HARD, author=HARD, tags=[HARD, "x|y"]),
    "emoji": story("\U0001f600 " * 50, title=WON, tags=["\U0001f600 fun"]),
    "hebrew": story("‏טקסט עם English ומספרים 123.", title="‏כותרת (חדשה)", lang="he", author="דן"),
    "arabic": story("نص «مع» اقتباس.\n\n> قول", title="عنوان: جديد", lang="ar", tags=["خبر"]),
    "bengali": story("কলকাতার ট্রাম ফিরছে।[^1]\n\n[^1]: সূত্র", title="কলকাতার ট্রাম ফিরছে", lang="bn", author="পিয়াল চ্যাটার্জি"),
    "huge": story("\n\n".join([WORDS * 6] * 900), title="Half a megabyte"),
    "long": story(WORDS, title=LONG_TITLE[:200], slug="long"),
    "links": story(
        "[a](marks.md) [b](/about/) [c](//cdn.example/x?a=1&b=2) [d](https://e.example/ü?q=\"x\") <https://f.example/>\n\n"
        '![A "pixel" > 0](/media/p.png)\n\n<blockquote cite="/about/"><p>Said.</p></blockquote>\n\n'
        '<p><img src="//cdn.example/i.png" alt="there"><a href="#part">here</a></p>\n\n## Part\n\nText.',
        title="Links everywhere",
    ),
    "tables": story(
        "| a & b | `c|d` |\n|:--|--:|\n| <b>1</b> | 2 |\n\n"
        "```html\n<script>alert(1)</script>\n    </item>\n]]>\n</entry>\n```\n\n"
        "~~~\n  </channel>\n~~~\n\n    indented\n",
        title="Tables and code",
    ),
    "embed": story("A:\n\nhttps://youtu.be/abcdefghijk\n\nhttps://x.com/a/status/123\n\nEnd.", title="Embeds"),
    "picture": story(
        WORDS,
        title="A picture with words",
        image={"src": "/media/p.png", "alt": HARD, "caption": f"Caption {HARD}", "credit": f"By {HARD}"},
    ),
    "elsewhere": story(WORDS, title="A picture elsewhere", image={"src": "https://cdn.example/i?a=1&b=2", "alt": "x"}),
    "audio": story(WORDS, title="To listen to", audio={"src": "/media/a b.mp3", "duration": "12:34"},
                   image={"src": "/media/p.png", "alt": "x"}),
    "stream": story(WORDS, title="To listen to elsewhere",
                    audio={"src": "https://cdn.example/a.m4a?x=1&y=2", "duration": "1:02:03"}),
    "corrected": story(WORDS, title="Corrected", updated="2025-03-01 10:00",
                       corrections=[{"date": "2025-03-02", "text": HARD}], source="Wire <& co>"),
    "own-id": story(WORDS, title="An id of its own", id="12 at <https://old.example/>"),
    "wordpress": story(WORDS, title="An id of WordPress", id="https://old.example/?p=12&x=1"),
    "same-moment": story(WORDS, title="Of the same moment", date="2025-02-27 00:00"),
}  # fmt: skip
"""By the name of the file. All are of one day, so that nothing but the feeds' own order keeps them apart."""


def write_hostile(root: Path, **options: Any) -> Path:
    """Write the newsroom into `root`."""
    files: dict[str, str | bytes] = {f"articles/{name}.md": text for name, text in ARTICLES.items()}
    files |= {"media/p.png": PNG, "media/a b.mp3": b"ID3\x04\0\0\0\0\0\0", "media/icon.png": PNG}
    files["pages/about.md"] = source("We.", title="About")
    return write_site(root, files, **({
        "title": f"Gazette {HARD}", "tagline": HARD, "language": "en-IN",
        "publisher": {"name": HARD, "email": "desk@newsmania.example", "founded": 1999},
        "sections": [*SETTINGS["sections"], {"title": HARD, "id": "hard", "description": HARD}],
        "feeds": {"items": 50, "hub": "https://hub.example/?a=1&b=2", "image": "/media/icon.png"},
    } | options))  # fmt: skip


@pytest.fixture(scope="module", params=["/", "/repo/"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The newsroom, built."""
    root = write_hostile(tmp_path_factory.mktemp("hostile"))
    return build_site(root, tmp_path_factory.mktemp("host") / "root", base=request.param)


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_feedparser_has_nothing_to_say(name: str, hostile: BuiltSite) -> None:
    """No feed is ill-formed; every article is there once, under its own title."""
    for path in hostile.folder.rglob(name):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
    main = feedparser.parse((hostile.folder / name).read_bytes())
    assert len({entry.id for entry in main.entries}) == len(main.entries) == len(ARTICLES)
    assert WON in {entry.title for entry in main.entries}


def test_the_schemas_hold(hostile: BuiltSite) -> None:
    """Every Atom and JSON feed, those without an article included."""
    assert {str(path): why for path in hostile.folder.rglob("atom.xml") if (why := atom_mistakes(path))} == {}
    assert {str(path): wrong for path in hostile.folder.rglob("feed.json") if (wrong := json_mistakes(path))} == {}


def test_the_formats_agree(hostile: BuiltSite) -> None:
    """On each field of each article; what was typed arrives as it was typed."""
    items = {item["title"]: item for item in assert_agreement([hostile.folder])}
    assert len(items) == len(ARTICLES)
    assert items[HARD]["summary"] == HARD
    assert items[HARD]["authors"] == [HARD, "News Mania Desk"]
    assert items[HARD]["tags"] == ["World", HARD, "x|y"]
    assert len(items["Half a megabyte"]["content"]) > 500_000
    assert LONG_TITLE[:200].strip() in items
    assert items["A picture with words"]["picture"]["credits"] == [{"value": f"By {HARD}"}]
    assert items["A picture with words"]["picture"]["description"] == {"value": f"Caption {HARD}"}
    assert items["A picture elsewhere"]["picture"] == {
        "url": "https://cdn.example/i?a=1&b=2", "medium": "image", "description": {"value": "x"},
    }  # fmt: skip
    assert items["To listen to"]["enclosure"] == (f"{hostile.url}media/a%20b.mp3", "audio/mpeg", 10)
    assert items["To listen to"]["seconds"] == 754
    assert items["To listen to elsewhere"]["enclosure"][:2] == ("https://cdn.example/a.m4a?x=1&y=2", "audio/mp4")
    assert items["To listen to elsewhere"]["seconds"] == 3723
    assert f"{items['Corrected']['published']:%d %m} {items['Corrected']['updated']:%d %m %H}" == "26 02 01 03 18"
    assert items["An id of WordPress"]["id"] == "https://old.example/?p=12&x=1"


def test_each_language_is_told(hostile: BuiltSite) -> None:
    """The feed's own once, and that of an article which has another: dc:language, xml:lang and `language` agree."""
    items = assert_agreement([hostile.folder])
    told = {item["title"]: item["language"] for item in items if item["language"]}
    assert told == {"‏כותרת (חדשה)": "he", "عنوان: جديد": "ar", "কলকাতার ট্রাম ফিরছে": "bn"}
    for item in items:
        assert ('dir="rtl"' in item["content"]) == (item["language"] in ("he", "ar"))


def test_nothing_in_a_content_runs_or_leads_nowhere(hostile: BuiltSite) -> None:
    """No script, style, frame, form or handler; every address is whole."""
    for item in assert_agreement([hostile.folder]):
        content = re.sub(r"<pre>.*?</pre>", "", item["content"], flags=re.DOTALL)
        assert not re.search(r"<(?:script|style|iframe|form|object|link|svg)|\son\w+=|\sstyle=|<a [^>]*></a>", content)
        for address in re.findall(r'<[^<>]*?\s(?:href|src|cite)="([^"]*)"', content):
            assert re.match(r"https://", address), (item["title"], address)


def test_the_channel_has_all_that_the_profile_asks_for(hostile: BuiltSite) -> None:
    """RSS Advisory Board: the feed's own address and hub, the picture within its bounds, ttl, language, editor."""
    channel = ElementTree.parse(hostile.folder / "feed.xml").getroot()[0]
    atom = "{http://www.w3.org/2005/Atom}link"
    links = {link.get("rel"): link.get("href") for link in channel.findall(atom)}
    assert links == {"self": f"{hostile.url}feed.xml", "hub": "https://hub.example/?a=1&b=2"}
    image = channel.find("image")
    assert image is not None
    assert {part.tag: part.text for part in image} == {
        "url": f"{hostile.url}media/icon.png", "title": f"Gazette {HARD}", "link": hostile.url,
        "width": "1", "height": "1",
    }  # fmt: skip
    assert channel.findtext("ttl") == "60"
    assert channel.findtext("language") == "en-IN"
    assert channel.findtext("managingEditor") == f"desk@newsmania.example (Gazette {HARD})"
    for item in channel.findall("item"):
        assert len(item.findall("enclosure")) <= 1
        assert len(item.findall("guid")) == len(item.findall("title")) == len(item.findall("pubDate")) == 1


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_the_real_readers_show_every_item_once(
    name: str, hostile: BuiltSite, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Newsboat and sfeed, over HTTP, twice: nothing is new the second time."""
    with serve(hostile.folder, hostile.base) as server:
        newsboat = Newsboat(tmp_path / "newsboat", [server.url + name])
        sfeed = Sfeed(tmp_path / "sfeed", [server.url + name])
        for _ in range(2):
            assert newsboat.reload() == f"{len(ARTICLES)} unread articles"
            sfeed.reload()
    for items in (newsboat.items(), sfeed.items()):
        assert len(items) == len({id_ for id_, _, _ in items}) == len(ARTICLES)
        assert {"Half a megabyte", "কলকাতার ট্রাম ফিরছে", LONG_TITLE[:200].strip()} <= {title for _, title, _ in items}


def test_feeds_of_summaries_are_valid_too(tmp_path: Path) -> None:
    """`feeds.content: summary`, and a site whose HTML is trusted."""
    root = write_hostile(tmp_path / "site", feeds={"items": 50, "content": "summary"}, raw_html="trusted")
    site = build_site(root, tmp_path / "host")
    assert atom_mistakes(site.folder / "atom.xml") == ""
    assert json_mistakes(site.folder / "feed.json") == []
    assert not feedparser.parse((site.folder / "feed.xml").read_bytes()).bozo
    assert {item["content"] for item in assert_agreement([site.folder])} == {None}
