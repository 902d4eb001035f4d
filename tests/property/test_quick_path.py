"""The quick path for plain prose changes nothing: token for token and byte for byte the parser without it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_inline import StateInline
from tests.support.tools import need_tool

from sitegen.content.markdown import body
from sitegen.content.markdown.body import Body, parse_body
from sitegen.content.markdown.parser import parser
from sitegen.content.markdown.quick_path import PLAIN_ADDRESS
from sitegen.content.markdown.report import Report
from sitegen.errors import Problem

ROOT = Path(__file__).resolve().parents[2]
PIECES = [
    "plain words", "Ends. Begins", "two  spaces", " ", "  ", "\n", "\n\n", "  \n", " \n", "\t", "\\", "\\\n",
    "*", "**", "_", "`", "``", "~", "~~", "[", "]", "[a](b)", "![a](b.jpg)", "[^1]", "[^1]: note", "^[inline]",
    "{.class}", "{#id}", "{", "}", "<", ">", "<b>", "</b>", "<https://a.example>", "https://a.example/x",
    "//a.example", "www.a.example", "me@a.example", "mailto:me@a.example", "end.In", "&amp;", "&", "#", "# H",
    "## Head", "===", "---", "- item", "1. one", "1)", "> quote", "    code", "```", "| a | b |", "|---|--:|",
    ":", "!", "!!", "^", "@", "é", "বাংলা", "हिन्दी", "عربي", "\u00a0", "\u200d", "a\u3000b", "😀", "(c)",
    '"q"', "don't", "[ref]: /url", "[ref]", "<!-- x -->", "https://www.youtube.com/watch?v=jNQXAC9IVRw",
]  # fmt: skip
MARKDOWN = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
"""An example of the specification; group 1 is its Markdown."""
ADDRESSES = st.one_of(
    st.from_regex(PLAIN_ADDRESS, fullmatch=True),
    st.from_regex(r"(https?:)?(//)?[a-zA-Z0-9./:@-]{0,12}(\.[a-z]{1,3})?(/[\w./~%é-]{0,8})?(\?[\w=&%]{0,6})?(#x)?"),
)


def parsed(text: str, *, quick: bool) -> tuple[list[dict[str, Any]], str, Body, tuple[Problem, ...]]:
    """Return the tokens, their HTML, and what becomes of them."""
    md = parser(quick=quick)
    tokens = md.parse(text, {"report": Report("a.md", text, 0)})
    flat = [dict(token.as_dict()) for token in tokens]
    with patch.object(body, "parser", partial(parser, quick=quick)):
        return flat, str(md.renderer.render(tokens, md.options, {})), *parse_body(text, "a.md", 0)


def is_the_same(text: str) -> bool:
    return parsed(text, quick=True) == parsed(text, quick=False)


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(MARKDOWN)
@example("one \n  two")
@example("A line.\nAnother line.\n\nA third.")
@example("Text\n===\n")
@example("a | b\n---|---\n1 | 2")
@example("a\0b\r\n\r\nc\rd")
@example("**a**b*c* _d_ ~~e~~ https://a.example/x?y=1*")
@example("[a [b](c) *d](e) \\[f]{.g} `[h`](i)")
@example("- a\n\n  b\n- c\n\n> d\n\ne\u3000f")
def test_random_markdown_is_the_same(text: str) -> None:
    """Whatever is typed, the tokens, the HTML, the body and the problems are those of the full rules."""
    assert is_the_same(text)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(ADDRESSES)
@example("https://a.example")
@example("https://xn--a.example/")
@example("http://a.b-c.example/d//e/../f?g=h&i#j")
@example("https://1.2.3.4/")
@example(f"https://{'a' * 64}.example/")
def test_addresses_are_the_same(address: str) -> None:
    """An address that the quick path takes as it is needs nothing of what markdown-it does to addresses."""
    quick, full = parser(), parser(quick=False)
    assert quick.normalizeLink(address) == full.normalizeLink(address)
    assert quick.normalizeLinkText(address) == full.normalizeLinkText(address)


def test_the_examples_of_commonmark_are_the_same() -> None:
    """Every corner of the specification, each example as a text of its own."""
    examples = EXAMPLE.findall(need_tool("commonmark-spec").read_text(encoding="utf-8"))
    assert len(examples) > 600
    different = [text for text in (found.replace("→", "\t") for found in examples) if not is_the_same(text)]
    assert different == []


def test_the_example_newsroom_is_the_same() -> None:
    """Real prose: every Markdown file of the example site."""
    files = sorted((ROOT / "content").rglob("*.md"))
    assert files
    for file in files:
        assert is_the_same(file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]), file


def test_an_unknown_inline_rule_turns_the_quick_path_off() -> None:
    """A rule that the quick path does not know still sees every text."""
    from sitegen.content.markdown import quick_path

    md = parser.__wrapped__(quick=False)
    seen: list[str] = []

    def spy(state: StateInline, silent: bool) -> bool:
        seen.append(state.src)
        return False

    md.inline.ruler.before("text", "spy", spy)
    quick_path.install(md)
    md.parse("plain words", {"report": Report("a.md", "", 0)})
    assert seen
