"""Footnotes: a note without a number, or a number without a note, is a mistake.

They stand in a plain box: the plug-in's own is a section, which HTML wants to have a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.markdown.report import report_of

_NUMBER = re.compile(r"\[\^[^\[\]\s]+\]")


def install(md: MarkdownIt) -> None:
    md.core.ruler.before("footnote_tail", "footnote_checks", _check)
    # Before text_join, an escaped bracket is a token of its own.
    md.core.ruler.before("text_join", "missing_footnotes", _check_numbers)
    md.add_render_rule("footnote_block_open", _open)
    md.add_render_rule("footnote_block_close", _close)


def _check(state: StateCore) -> None:
    """Report notes that stand twice or that no number leads to: the plug-in drops them."""
    if "^" not in state.src:
        return
    report = report_of(state.env)
    used = state.env.get("footnotes", {}).get("refs", {})
    labels: set[str] = set()
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        label = str(token.meta["label"])
        if label in labels:
            message, hint = f"the note `[^{label}]` stands here for the second time", "Give it another number"
            report.add(report.locate(token, f"[^{label}]:"), "duplicate-footnote", message, hint)
        elif used.get(f":{label}", -1) < 0:
            hint = f"Write `[^{label}]` in the text where it belongs, or delete the note"
            where = report.locate(token, f"[^{label}]:")
            report.add(where, "unused-footnote", f"no number in the text leads to the note `[^{label}]`", hint)
        labels.add(label)


def _check_numbers(state: StateCore) -> None:
    """Report numbers that were left as text, since there is no note for them."""
    if "^" not in state.src:
        return
    report = report_of(state.env)
    for token in state.tokens:
        if token.type != "inline" or "[^" not in token.content:
            continue
        for child in token.children or ():
            for typed in _NUMBER.findall(child.content) if child.type == "text" else ():
                where = report.find_unescaped(token if token.map else None, typed) or report.start(token)
                hint = f"Add a line `{typed}: the note`, or write `\\[` for a bracket of the text"
                report.add(where, "missing-footnote", f"there is no note for `{typed}`", hint)


def _open(_renderer: Any, _tokens: Sequence[Token], _index: int, _options: Any, _env: Any) -> str:
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _close(_renderer: Any, _tokens: Sequence[Token], _index: int, _options: Any, _env: Any) -> str:
    return "</ol>\n</div>\n"
