"""A quick path for plain prose, which most of a newspaper is: what no enabled rule could act on is not looked at.

A paragraph on a line of its own, and inline text without any character that an enabled rule starts at, give the very
tokens that the rules would have given, without trying the rules. One expression, derived from the rules that are
enabled, decides; a rule that this module does not know turns the quick path for inline text off.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_STARTS: Final = {
    "text": "",
    "newline": r"  \n",  # Any other line break is a soft one.
    "escape": r"\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": r"[*_]",
    "link": r"\[",
    "image": r"!\[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "linkify": "://",
    "footnote_inline": r"\^\[",
    "footnote_ref": r"\[\^",
    "attr": r"\{",
}
"""For each inline rule, what a text must hold for the rule to act."""


def install(md: MarkdownIt) -> None:
    """Put the quick path before the rules of `md`, all of which must be there already."""
    acts = _expression(md)
    if acts is not None:
        inline = md.core.ruler.__rules__[md.core.ruler.__find__("inline")].fn

        def quick_inline(state: StateCore) -> None:
            rest = [token for token in state.tokens if token.type == "inline" and not _take_plain(token, acts)]
            if rest:
                tokens, state.tokens = state.tokens, rest
                inline(state)
                state.tokens = tokens

        md.core.ruler.at("inline", quick_inline)
    md.block.ruler.before("table", "quick_paragraph", _quick_paragraph)


def _expression(md: MarkdownIt) -> re.Pattern[str] | None:
    """Return what finds a place where an enabled inline rule could act; None if one is not known here."""
    enabled = md.inline.ruler.get_active_rules()
    if not set(enabled) <= _STARTS.keys():
        return None
    return re.compile("|".join(sorted({_STARTS[rule] for rule in enabled} - {""})))


def _take_plain(token: Token, acts: re.Pattern[str]) -> bool:
    """Give an inline token its children if no rule could act on it; tell whether that was so."""
    if acts.search(token.content):
        return False
    children: list[Token] = []
    for line in token.content.split("\n"):
        if children:
            line = line.lstrip(" \t")
            children.append(Token("softbreak", "br", 0))
        if line:
            children.append(Token("text", "", 0, content=line))
    for text, following in pairwise(children):
        if following.type == "softbreak" and text.content.endswith(" "):
            text.content = text.content[:-1]
    token.children = children
    return True


def _quick_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line that begins with a letter and stands alone between empty lines, at the text's own level."""
    if silent or state.level or state.sCount[start]:
        return False
    following = start + 1
    if following < end and not state.isEmpty(following):
        return False
    first = state.bMarks[start] + state.tShift[start]
    if not state.src[first : first + 1].isalpha():
        return False
    content = mdTrim(state.src[first : state.eMarks[start]])
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, following]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, following], []
    state.push("paragraph_close", "p", -1)
    state.line = following
    return True
