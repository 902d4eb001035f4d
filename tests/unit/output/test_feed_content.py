"""What of an article's HTML goes to feed readers: nothing that needs our page, our style sheet or our script."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.output.test_rss import CONTENT, feed, items, texts
from tests.unit.site.newsroom import article, config

from sitegen.output.feeds.content import for_readers

HERE = "https://newsmania.example/2025/02/27/story-a/"
TRUSTED = config(raw_html="trusted")


def content(body: str, settings: Any = None, **fields: Any) -> str:
    """Return the content of the one item of a feed."""
    assets = ["media/a.svg", "media/a.mp3"]
    (item,) = items(feed(article("a", settings, body=body, **fields), settings=settings, assets=assets))
    (found,) = texts(item, f"{CONTENT}encoded")
    return found


def test_an_embed_is_a_link() -> None:
    """A video or post that our page loads on a click is its address, with the name of its host."""
    address = "https://www.youtube.com/watch?v=abcdefghijk"
    assert content(address) == f'<p>YouTube: <a href="{address}">{address}</a></p>\n'


def test_a_table_has_no_scroll_box_and_keeps_its_alignment() -> None:
    """Readers have no classes of ours."""
    found = content("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert found.startswith("<div>\n<table>")
    assert '<td align="right">2</td>' in found
    assert "class" not in found
    assert "tabindex" not in found


def test_headings_have_no_empty_anchors_and_footnotes_lead_to_the_page() -> None:
    """A reader shows many articles on one page of its own, where `#fn1` would be anybody's."""
    found = content("## Part\n\nText[^1] [up](#part)\n\n[^1]: Note")
    assert '<h2 id="part">Part</h2>' in found
    for anchor in ("part", "fn1", "fnref1"):
        assert f'href="{HERE}#{anchor}"' in found
    assert 'href="#' not in found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="/media/a.jpg">', '<img src="https://newsmania.example/media/a.jpg">'),
        ('<img src="a.jpg">', f'<img src="{HERE}a.jpg">'),
        ('<img src="//cdn.example/a.jpg">', '<img src="https://cdn.example/a.jpg">'),
        ('<a href="../b/?x=1&amp;y=2#z">b</a>', '<a href="https://newsmania.example/2025/02/27/b/?x=1&amp;y=2#z">b</a>'),
        ('<a href="?q=1">b</a>', f'<a href="{HERE}?q=1">b</a>'),
        ('<a href="mailto:a@b.example">b</a>', '<a href="mailto:a@b.example">b</a>'),
        (
            '<source srcset="/m/a-400.webp 400w, /m/a-800.webp 800w"><img alt="1 > 0" src="/m/a.jpg" srcset="a.jpg">',
            '<source srcset="https://newsmania.example/m/a-400.webp 400w, https://newsmania.example/m/a-800.webp 800w">'
            f'<img alt="1 > 0" src="https://newsmania.example/m/a.jpg" srcset="{HERE}a.jpg">',
        ),
        ('<blockquote cite="/x/"><p>A</p></blockquote>', '<blockquote cite="https://newsmania.example/x/"><p>A</p></blockquote>'),
        ('<a href="http://[broken">b</a> <a href="/x">c</a>', '<a href="http://[broken">b</a> <a href="https://newsmania.example/x">c</a>'),
        ('<a href="//[broken">b</a>', f'<a href="{HERE}">b</a>'),
        ('<p>Write src="/a" or href="#b" so.</p>', '<p>Write src="/a" or href="#b" so.</p>'),
    ],
)  # fmt: skip
def test_addresses_are_whole(html: str, expected: str) -> None:
    """Wherever one stands in a tag; text that only looks like one is left alone."""
    assert for_readers(html, HERE) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<script>alert(1)</script><p>A</p>", "<p>A</p>"),
        ("<style>p { color: red }</style><p>A</p>", "<p>A</p>"),
        ('<p onclick="x()" style="color: red">A</p>', "<p>A</p>"),
        ('<a href="javascript:x()">A</a>', "<p><a>A</a></p>"),
        ("<form action=/x><input name=q><button>Go</button></form>", "Go"),
        (
            '<iframe src="https://maps.example/?a=1&amp;b=2" title="A &quot;map&quot;" width="1"></iframe>',
            '<p><a href="https://maps.example/?a=1&amp;b=2">A "map"</a></p>',
        ),
        ("<iframe src=//maps.example/x>Old</iframe>B", '<p><a href="https://maps.example/x">maps.example</a></p>B'),
        ('<iframe src="/tool/"></iframe>', '<p><a href="https://newsmania.example/tool/">/tool/</a></p>'),
        ('<iframe srcdoc="<p>x"></iframe>A', "A"),
        ('<object data="https://a.example/b.pdf"><p>Old</p></object>', '<p><a href="https://a.example/b.pdf">a.example</a></p>'),
        (
            '<p><video src="/v.mp4" poster="/v.jpg" controls autoplay></video></p>',
            '<p><video src="https://newsmania.example/v.mp4" poster="https://newsmania.example/v.jpg" '
            'controls=""></video></p>',
        ),
        ("<svg><a xlink:href='javascript:x'>A</a></svg><p>B</p>", "<p>B</p>"),
        ("<!-- note --><p>A</p>", "<p>A</p>"),
    ],
)  # fmt: skip
def test_trusted_html_is_tamed(typed: str, expected: str) -> None:
    """A site may trust its authors; a feed reader shows others' words too, and trusts nobody."""
    assert content(f"{typed}\n\nEnd.", TRUSTED).removesuffix("<p>End.</p>\n").strip() == expected


def test_the_picture_stands_above_the_text_with_its_words() -> None:
    """Readers that show the content alone show the picture too, its caption and who made it."""
    image = {"src": "/media/a.svg", "alt": 'A "fort"', "caption": "At <dawn>", "credit": "A & B"}
    assert content("Text.", image=image) == (
        '<figure><img src="https://newsmania.example/media/a.svg" alt="A &quot;fort&quot;" width="1200" height="675">'
        "<figcaption>At &lt;dawn&gt; <small>A &amp; B</small></figcaption></figure>\n<p>Text.</p>\n"
    )


def test_the_audio_is_linked_above_the_text() -> None:
    """For readers that play no enclosure."""
    found = content("Text.", audio={"src": "/media/a.mp3", "duration": "1:02:03"})
    assert found == '<p><a href="https://newsmania.example/media/a.mp3">Listen: 1:02:03</a></p>\n<p>Text.</p>\n'


def test_corrections_and_the_source_stand_below_the_text() -> None:
    """What a subscriber read was wrong: the feed says so too."""
    fields = {"corrections": [{"date": "2025-03-01", "text": "Not <five>."}], "source": "Wire & Co"}
    assert content("Text.", **fields) == (
        "<p>Text.</p>\n<p><strong>Correction, 1st March 2025:</strong> Not &lt;five&gt;.</p>\n"
        "<p>Source: Wire &amp; Co</p>\n"
    )


def test_a_text_from_right_to_left_says_so() -> None:
    """A reader's own page runs from left to right, or not: the text brings its direction and its language along."""
    arabic = config(language="ar")
    assert content("نص.", arabic) == '<div dir="rtl">\n<p>نص.</p>\n</div>\n'
    assert content("Text.", arabic, lang="en") == '<div lang="en" dir="ltr">\n<p>Text.</p>\n</div>\n'
    assert content("نص.", lang="ur") == '<div lang="ur" dir="rtl">\n<p>نص.</p>\n</div>\n'
