"""A link or picture whose address stands elsewhere, `[text][name]`, is a mistake if that place is not there."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from sitegen.content.markdown.report import report_of

_LEFT_AS_TEXT = re.compile(r"\[[^\[\]]+\]\[[^\[\]^]*\]")


def install(md: MarkdownIt) -> None:
    # Before text_join, an escaped bracket is a token of its own.
    md.core.ruler.before("text_join", "missing_references", _missing_references)


def _missing_references(state: StateCore) -> None:
    if "[" not in state.src:
        return
    report = report_of(state.env)
    for token in state.tokens:
        if token.type != "inline" or "][" not in token.content:
            continue
        for child in token.children or ():
            for typed in _LEFT_AS_TEXT.findall(child.content) if child.type == "text" else ():
                where = report.find_unescaped(token if token.map else None, typed) or report.start(token)
                hint = "Add a line `[name]: address`, or write `\\[` for a bracket of the text"
                report.add(where, "missing-reference", f"there is no address for `{typed}`", hint)
