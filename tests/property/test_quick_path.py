"""The quick path for plain prose changes nothing: token for token and byte for byte the parser without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_inline import StateInline

from sitegen.content.markdown.parser import parser
from sitegen.content.markdown.report import Report

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


def parsed(text: str, *, quick: bool) -> tuple[list[dict[str, Any]], str]:
    md = parser(quick=quick)
    tokens = md.parse(text, {"report": Report("a.md", text, 0)})
    flat = [dict(token.as_dict()) for token in tokens]
    return flat, str(md.renderer.render(tokens, md.options, {}))


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(MARKDOWN)
@example("one \n  two")
@example("A line.\nAnother line.\n\nA third.")
@example("Text\n===\n")
@example("a | b\n---|---\n1 | 2")
def test_random_markdown_is_the_same(text: str) -> None:
    """Whatever is typed, the tokens and the HTML are those of the full rules."""
    assert parsed(text, quick=True) == parsed(text, quick=False)


@pytest.mark.parametrize("folder", ["articles", "pages", "authors"])
def test_the_example_newsroom_is_the_same(folder: str) -> None:
    """Real prose: every text of the example site."""
    files = sorted((ROOT / "content" / folder).rglob("*.md"))
    assert files
    for file in files:
        body = file.read_text().split("\n---\n", 1)[1]
        assert parsed(body, quick=True) == parsed(body, quick=False), file


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
