"""Markdown -> Body: the HTML of each rule, in fixtures that read as title, input and expected; and the facts beside it.

In a fixture a reference stands where it was cut out, as `href="{target}"`.
"""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

from sitegen.content.markdown import rules
from sitegen.content.markdown.addresses import origin_of
from sitegen.content.markdown.body import Body, fill_holes, parse_body
from sitegen.content.markdown.report import Report

FIXTURES = Path(__file__).parent / "markdown"


def read_fixtures() -> list[tuple[str, str, str]]:
    """Return the name, the input and the expected HTML of every fixture."""
    return [
        (f"{file.stem}: {title}", text, html)
        for file in sorted(FIXTURES.glob("*.md"))
        for title, text, html in re.findall(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.\n", file.read_text(), re.M | re.S)
    ]


def parse(text: str) -> Body:
    """Return the body of a text without problems."""
    body, problems = parse_body(text, "content/articles/a.md", 0)
    assert problems == ()
    return body


def shown(body: Body) -> str:
    """Return the body's HTML with the targets of its references in braces."""
    holes: list[str] = []
    for reference in body.references:
        if reference.kind == "link":
            holes.append(f' href="{{{reference.target}}}"')
        else:
            holes += ("", f' src="{{{reference.target}}}"', "")
    return fill_holes(body.parts, holes)


@pytest.mark.parametrize(("text", "html"), [pytest.param(text, html, id=name) for name, text, html in read_fixtures()])
def test_a_rule(text: str, html: str) -> None:
    """The Markdown gives the HTML of its fixture, and no problem."""
    assert shown(parse(f"{text}\n")).rstrip("\n") == html


def test_every_rule_has_fixtures() -> None:
    """A new rule is a new file, and so are its fixtures."""
    names = {file.stem for file in FIXTURES.glob("*.md")}
    assert names == {"commonmark", "linkify", "raw_html"} | {rule.name for rule in pkgutil.iter_modules(rules.__path__)}


def test_references_are_cut_out_with_their_places() -> None:
    """Links and pictures that depend on other files are holes, each with its kind, target and place in the file."""
    body, problems = parse_body("A [b](b.md) and\n![c](c.jpg).\n", "content/articles/a.md", 7)
    assert problems == ()
    assert [(reference.kind, reference.target, str(reference.location)) for reference in body.references] == [
        ("link", "b.md", "content/articles/a.md:8:7"),
        ("image", "c.jpg", "content/articles/a.md:9:6"),
    ]
    assert body.parts == ("<p>A <a", ">b</a> and\n", "<img", ' alt="c" loading="lazy">', ".</p>\n")


def test_a_picture_leaves_three_holes() -> None:
    """Its sources stand before its tag and the end of them behind it; the size that was typed gives way to its own."""
    body = parse('<img alt="A > b" width="3" src="a.jpg" height="2"> ![c](b.jpg) <a href="c.md">d</a>\n')
    holes = ["<picture>", ' src="/1"', "</picture>", "<picture>", ' src="/2"', "</picture>", ' href="/3"']
    assert fill_holes(body.parts, holes) == (
        '<p><picture><img alt="A &gt; b" src="/1"></picture> <picture><img src="/2" alt="c" loading="lazy"></picture> '
        '<a href="/3">d</a></p>\n'
    )


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("![a](https://A.example/x.jpg) ![b](//b.example:444/y.jpg)", ("https://a.example", "https://b.example:444")),
        ("![a](https://a.example:443/x.jpg) ![a](https://a.example/y.jpg)", ("https://a.example",)),
        ("![a](https://bücher.example/x.jpg)", ("https://xn--bcher-kva.example",)),
        ("![a](https://[::1]/x.jpg)", ()),
        ("[a](https://a.example/x.jpg) ![a](/media/x.jpg)", ()),
        ('<img src="https://a.example/x.jpg" alt="a">', ("https://a.example",)),
    ],
)
def test_a_body_names_the_hosts_of_its_pictures(text: str, hosts: tuple[str, ...]) -> None:
    """As a Content-Security-Policy names them, which knows no letters but ASCII's, and no IPv6."""
    assert parse(f"{text}\n").hosts == hosts


def test_trusted_html_names_the_hosts_of_its_pictures() -> None:
    """Nobody looks into it otherwise."""
    text = '<picture><source srcset="https://a.example/x 1x, https://b.example/y 2x"><img src="https://c.example/z">'
    body, _ = parse_body(f"{text}</picture> <a href='https://d.example/'>d</a>\n", "content/a.md", 0, trusted=True)
    assert body.hosts == ("https://a.example", "https://b.example", "https://c.example")


@pytest.mark.parametrize("host", ["x;script-src *", "x'", 'x"', "x y", "x,y", "*", "a.*"])
def test_no_host_adds_to_the_policy(host: str) -> None:
    """What is no name of a host is none of its sources."""
    assert origin_of(f"https://{host}/x.jpg") == ""


def test_a_body_is_assembled() -> None:
    """Holes take attributes, or nothing where a link leads nowhere yet."""
    body = parse("[a](a.md) [b](b.md)\n")
    assert fill_holes(body.parts, [' href="/a/"', ""]) == '<p><a href="/a/">a</a> <a>b</a></p>\n'


@pytest.mark.parametrize("attributes", [[], [""], ["", "", ""]])
def test_every_hole_must_be_filled(attributes: list[str]) -> None:
    """Too few or too many attributes are a mistake of the program."""
    with pytest.raises(ValueError, match="argument"):
        fill_holes(parse("[a](a.md) [b](b.md)\n").parts, attributes)


def test_equal_links_are_found_one_after_the_other() -> None:
    """Each of several equal targets has a place of its own, text that only looks like one has none."""
    body, _ = parse_body("See b.md: [b](b.md), [b](b.md)\nand [b](<b.md>).\n", "a.md", 0)
    assert [str(reference.location) for reference in body.references] == ["a.md:1:15", "a.md:1:26", "a.md:2:10"]


@pytest.mark.parametrize(
    ("text", "excerpt", "words"),
    [
        ("One *two* [three](https://a.example/) `four`.\n\nFive.\n", "One two three four.", 5),
        ("## Heading\n\n> Quoted.\n\n- Item\n\nFirst paragraph.\n", "First paragraph.", 5),
        ("![A fort](fort.jpg)\n\nFirst.\n", "First.", 1),
        ("Two\nlines  \nor three.\n", "Two lines or three.", 4),
        ("<p>In HTML</p>\n", "", 2),
        ("One[^1].\n\n[^1]: A note.\n", "One.", 3),
        ("", "", 0),
        ("<!-- not yet -->\n", "", 0),
        ("আজ বৃষ্টি হবে।\n", "আজ বৃষ্টি হবে।", 3),
    ],
)
def test_excerpt_and_words(text: str, excerpt: str, words: int) -> None:
    """The excerpt is the first paragraph of the story's own level, plain; the words are all that a reader reads."""
    body = parse(text)
    assert (body.excerpt, body.words) == (excerpt, words)


def test_frames_that_a_click_may_load() -> None:
    """The origins of the embeds, each once, in order; of links to the same hosts none."""
    text = "https://youtu.be/dQw4w9WgXcQ\n\nhttps://youtu.be/aaaaaaaaaaa\n\nhttps://www.instagram.com/p/abcdef/\n"
    assert parse(text).frames == ("https://www.instagram.com", "https://www.youtube-nocookie.com")
    assert parse("https://www.instagram.com/newsmania/\n").frames == ()


def test_anchors_to_which_a_link_may_lead() -> None:
    """Headings, attributes, ids of HTML and footnotes."""
    text = '## One\n\n{#two}\nText[^1] [x](x.md){#three}.\n\n<p id="four">x</p>\n\n[^1]: Note.\n'
    assert parse(text).anchors == ("fn1", "fnref1", "four", "one", "three", "two")


def test_trusted_html_is_printed_as_it_is() -> None:
    """Where the site trusts its authors, HTML is neither judged nor changed."""
    text = '<script src="x.js"></script>\n\n<p onclick="x">a <!-- b -->\n'
    body, problems = parse_body(text, "a.md", 0, trusted=True)
    assert problems == ()
    assert "".join(body.parts) == text.replace("\n\n", "\n")


def test_trust_is_a_part_of_the_digest() -> None:
    """The same text under other rules is another body."""
    trusted, _ = parse_body("<b>x</b>\n", "a.md", 0, trusted=True)
    assert trusted.digest != parse("<b>x</b>\n").digest


def test_a_report_finds_texts_in_the_lines_of_a_block() -> None:
    """Within a block one after the other; behind the last there is none."""
    report = Report("a.md", "x y\nz x\n", 2)
    places = [report.find(None, "x") for _ in range(3)]
    assert [place and (place.line, place.column) for place in places] == [(3, 1), (4, 3), None]
