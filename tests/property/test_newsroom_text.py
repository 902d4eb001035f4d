"""Whatever a story's plain text holds, the imported article shows exactly that: in its body and in its front matter."""

from __future__ import annotations

import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sitegen.config import Config, parse_config
from sitegen.content.article import parse_article
from sitegen.content.markdown.body import parse_body
from sitegen.content.yaml_nodes import CONTROL_CHARACTER
from sitegen.importers.literal import markdown, yaml_text
from sitegen.importers.newsroom import import_newsroom

SITE = """
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World]
desks: [News Mania Desk]
"""
MARKS = [
    *[
        "#",
        "##",
        "-",
        "+",
        "*",
        "**",
        "_",
        "__",
        ">",
        "1.",
        "2)",
        "`",
        "```",
        "~~",
        "~~~",
        "---",
        "===",
        "|",
        "|-|",
        ":",
    ],
    *[
        "\\",
        "<b>",
        "</b>",
        "<!--",
        "<https://a.example>",
        "&amp;",
        "&#65;",
        "&",
        "[x]",
        "[x](y)",
        "![x](y.jpg)",
        "[^1]",
    ],
    *[
        "[^1]: note",
        "^[note]",
        "[x]: /y",
        "{#id}",
        "{.class}",
        "{credit=x}",
        "!",
        "(",
        ")",
        "'",
        '"',
        "    ",
        "\t",
        "\\\n",
    ],
    *["https://youtu.be/dQw4w9WgXcQ", "https://x.com/user/status/123", "www.a.example", "http://a.example/%D0%B0_b_"],
    *["mailto:a@b.example", "a@b.example", "//a.example", "ftp://a.example", "http:", "@", "a", "word", " ", ".", "12"],
]
_VISIBLE = st.characters(exclude_categories=("Cs", "Cc", "Cf")).filter(lambda c: not CONTROL_CHARACTER.match(c))
texts = (
    st.one_of(
        st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map("".join),
        st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map(" ".join),
        st.text(
            st.one_of(st.sampled_from("\\`*_[]<>{}()#+-.!|~&;:=/@^'\"01ab \xa0"), _VISIBLE), min_size=1, max_size=40
        ),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
oneline = settings(deadline=None, derandomize=True, max_examples=1500)


def _config() -> Config:
    config, problems = parse_config(SITE)
    assert config is not None, problems
    return config


CONFIG = _config()


class _Reader(HTMLParser):
    """Collects the text of each paragraph, and every tag that is not one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p" and not attrs:
            self.paragraphs.append("")
        else:
            self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1] += data

    @classmethod
    def read(cls, html: str) -> tuple[list[str], list[str]]:
        reader = cls()
        reader.feed(html)
        reader.close()
        return [text.rstrip("\n") for text in reader.paragraphs], reader.tags


@oneline
@given(st.lists(texts, min_size=1, max_size=3))
@example(["https://youtu.be/dQw4w9WgXcQ"])
@example(["===", "---", "a\\"])
@example(["{.x}", "[^1]: a", "[^1]"])
def test_markdown_shows_the_plain_text(paragraphs: list[str]) -> None:
    source = "\n\n".join(map(markdown, paragraphs)) + "\n"
    body, problems = parse_body(source, "a.md", 0)
    assert problems == ()
    assert (body.references, body.frames, body.anchors) == ((), (), ())
    assert _Reader.read("".join(body.parts)) == (paragraphs, [])


@given(st.text(st.sampled_from("abcdefghijklmnop ABC.,;'()?!0123456789%"), min_size=1))
@settings(deadline=None, derandomize=True)
def test_ordinary_prose_needs_no_marks(text: str) -> None:
    paragraph = "A" + " ".join(text.split())
    assert markdown(paragraph) == paragraph


TITLES = [
    *[
        "no",
        "12:30",
        "0777",
        "1_000",
        "a: b",
        "a #b",
        "- a",
        "? a",
        "@a",
        "%a",
        "[a]",
        "{a}",
        "&a b",
        "*a",
        "!a",
        "| a",
    ],
    *[
        "> a",
        "'a'",
        '"a"',
        "a\\nb",
        "a:",
        "2025-02-27",
        "1e3",
        "~",
        "null",
        "---",
        "--- a",
        "...",
        "`a`",
        "a,b",
        "=",
        "<<",
    ],
]


@oneline
@given(st.one_of(st.sampled_from(TITLES), texts), st.lists(texts, min_size=1, max_size=3))
def test_front_matter_holds_the_plain_text(title: str, authors: list[str]) -> None:
    names = ", ".join(yaml_text(author, item=True) for author in authors)
    for author in (yaml_text(authors[0]), f"[{names}]"):
        head = f"title: {yaml_text(title)}\nauthor: {author}\ndate: 2025-02-27\nsection: World\nslug: a\n"
        raw = f"---\n{head}---\n\nText.\n"
        article, problems = parse_article(raw.encode(), "articles/a.md", CONFIG)
        if problems:
            # Names of no letters have no address; any other Problem would be YAML's.
            assert {problem.code for problem in problems} == {"empty-slug"}
            continue
        assert article is not None
        assert article.title == title
        assert article.authors == (tuple(dict.fromkeys(authors)) if author.startswith("[") else (authors[0],))


LINES = [
    *["World", "Home", "Home / World / Envoys", "Envoys meet", "News Mania Desk / Asha Rao / 27th February 2025"],
    *["1 / 2 / 2025", "By Asha / 31st June 2025", "27th February 2025", "A / B", "By / By", ", / 2025-02-27"],
    *["Related Articles", "Facebook", "1 minute read", "It ended.", "and went on"],
    *["", "\xa0", "\u200b", "\u200d", "/", "|", "\x0c", "\ufffe", "\u2028"],
]


@settings(deadline=None, derandomize=True, max_examples=1000)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_any_copy_becomes_a_valid_article_or_problems_with_a_place_in_it(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "copy.txt").write_bytes(text.encode())
        imported = import_newsroom(root, [root / "copy.txt"], CONFIG)
        assert len(imported.written) + bool(imported.problems) == 1
        for path in imported.written:
            assert parse_article((root / path).read_bytes(), "articles/world/a.md", CONFIG)[0] is not None
    rows = re.split("\r\n|\r|\n", text)
    for problem in imported.problems:
        assert problem.location.line <= len(rows)
        assert problem.location.column <= len(rows[problem.location.line - 1]) + 1
        assert problem.message


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(["\n\n", "\n \xa0\n", "\r\n\r\n\r\n"]), st.booleans())
def test_imported_copy_renders_as_its_paragraphs(paragraphs: list[str], gap: str, furniture: bool) -> None:
    paragraphs = [f"A {text}" for text in paragraphs]
    assume(not any(re.search(r"\w", text[2:]) is None for text in paragraphs))
    blocks = ["World", "Envoys meet", "News Mania Desk / Piyal Chatterjee / 27th February 2025", *paragraphs]
    copy = gap.join([*blocks, *(["Related Articles", "Another story"] if furniture else [])])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "copy.txt").write_bytes(copy.encode())
        imported = import_newsroom(root, [root / "copy.txt"], CONFIG)
        assert imported.problems == ()
        article, _ = parse_article((root / imported.written[0]).read_bytes(), "articles/world/a.md", CONFIG)
    assert article is not None
    assert _Reader.read("".join(article.body.parts)) == (paragraphs, [])
