"""A quick path for plain prose, which most of a newspaper is: what no enabled rule could act on is not looked at.

A paragraph on a line of its own, and inline text without any character that an enabled rule starts at, give the very
tokens that the rules would have given, without trying the rules; in other text, only the rules that start at a
character are tried there. The rules that are enabled decide which characters those are; a rule that this module does
not know turns the quick path for inline text off.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.markdown.plain_text import is_plain
from sitegen.content.markdown.quick_inline import QuickInline
from sitegen.content.markdown.quick_renderer import QuickRenderer

_STARTS: Final[dict[str, tuple[str, ...]]] = {
    "text": (),
    "newline": ("\n",),
    "escape": ("\\",),
    "backticks": ("`",),
    "strikethrough": ("~",),
    "emphasis": ("*", "_"),
    "link": ("[",),
    "image": ("![",),
    "autolink": ("<",),
    "html_inline": ("<",),
    "entity": ("&",),
    "linkify": ("://",),
    "footnote_inline": ("^[",),
    "footnote_ref": ("[^",),
    "attr": ("{",),
}
"""For each inline rule, what a text must hold where the rule acts."""
_HARD_BREAK: Final = "  \n"
"""Any other line break without a backslash is a soft one."""
PLAIN_ADDRESS: Final = re.compile(
    r"https?://(?=[^/]{4,60}(?:/|$))(?!xn--)[a-z0-9]+(?:[.-](?!xn--)[a-z0-9]+)*\.[a-z]{2,}"
    r"(?:/[\w./-]*(?:\?[\w=&.-]+)?)?",
    re.ASCII,
)
"""An address in which nothing is to be encoded, decoded or put right; a name of 60 characters has no label too long."""


def install(md: MarkdownIt) -> None:
    """Put the quick path before the rules of `md`, all of which must be there already."""
    rules = [rule for rule in md.inline.ruler.__rules__ if rule.enabled]
    if {rule.name for rule in rules} <= _STARTS.keys():
        md.inline = QuickInline(md.inline, [(rule.fn, _STARTS[rule.name]) for rule in rules])
        openings = {start for rule in rules for start in _STARTS[rule.name]} - {"\n"}
        _take_plain_texts(md, re.compile("|".join(map(re.escape, sorted(openings)))))
    md.block.ruler.before("table", "quick_paragraphs", _quick_paragraphs)
    md.core.ruler.at("normalize", _normalize)
    if isinstance(md.renderer, RendererHTML):
        md.renderer = QuickRenderer(md.renderer)
    _keep_plain_addresses(md)


def _normalize(state: StateCore) -> None:
    """Do what markdown-it's rule of the same name does, where there is anything to do."""
    if "\r" in state.src:
        state.src = state.src.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in state.src:
        state.src = state.src.replace("\0", "\ufffd")


def _keep_plain_addresses(md: MarkdownIt) -> None:
    normalize_link, normalize_text = md.normalizeLink, md.normalizeLinkText
    md.normalizeLink = lambda url: url if PLAIN_ADDRESS.fullmatch(url) else normalize_link(url)  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link if PLAIN_ADDRESS.fullmatch(link) else normalize_text(link)  # type: ignore[method-assign]


def _take_plain_texts(md: MarkdownIt, acts: re.Pattern[str]) -> None:
    """Let the rules `inline` and `text_join` see only the texts in which they could act."""
    inline, text_join = (md.core.ruler.__rules__[md.core.ruler.__find__(name)].fn for name in ("inline", "text_join"))

    def quick_inline(state: StateCore) -> None:
        rest = []
        for token in state.tokens:
            if token.type == "inline":
                if acts.search(token.content) or _HARD_BREAK in token.content:
                    rest.append(token)
                else:
                    token.children = _plain_children(token.content)
        if rest:
            tokens, state.tokens = state.tokens, rest
            inline(state)
            state.tokens = tokens

    def quick_text_join(state: StateCore) -> None:
        tokens = state.tokens
        state.tokens = [token for token in tokens if token.children and not is_plain(token.children)]
        text_join(state)
        state.tokens = tokens

    md.core.ruler.at("inline", quick_inline)
    md.core.ruler.at("text_join", quick_text_join)


def _plain_children(content: str) -> list[Token]:
    """Return the tokens of a text on which no rule acts but that for soft line breaks."""
    if "\n" not in content:
        return [Token("text", "", 0, content=content)] if content else []
    children: list[Token] = []
    for line in content.split("\n"):
        if children:
            line = line.lstrip(" \t")
            children.append(Token("softbreak", "br", 0))
        if line:
            children.append(Token("text", "", 0, content=line))
    for text, following in pairwise(children):
        if following.type == "softbreak" and text.content.endswith(" "):
            text.content = text.content[:-1]
    return children


def _quick_paragraphs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines that begin with a letter and stand alone between empty lines, at the text's own level."""
    if silent or state.level:
        return False
    line = start
    while line < end and _is_alone(state, line, end):
        place = [line, line + 1]
        content = mdTrim(state.src[state.bMarks[line] : state.eMarks[line]])
        state.tokens += (
            Token("paragraph_open", "p", 1, map=place, block=True),
            Token("inline", "", 0, map=place.copy(), level=1, children=[], content=content, block=True),
            Token("paragraph_close", "p", -1, block=True),
        )
        line = state.line = state.skipEmptyLines(line + 1)
    return line > start


def _is_alone(state: StateBlock, line: int, end: int) -> bool:
    return (
        not state.tShift[line]
        and state.src[state.bMarks[line] : state.bMarks[line] + 1].isalpha()
        and (line + 1 >= end or state.isEmpty(line + 1))
    )
