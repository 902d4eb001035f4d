"""Attributes in braces: `{#part .wide lang=bn}`. What cannot be set, or would be printed as text, is a mistake."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.markdown.report import Report, report_of

ATTRIBUTES = ("id", "class", "lang", "dir", "title", "credit")
"""What `{name=value}` may set: nothing that loads, runs or styles."""

_PRINTED = re.compile(r"\{[.#\w][^{}\n]*\}")
_HINT = f"What may be set: {', '.join(ATTRIBUTES)}; a value of other than letters and digits needs double quotes"


def install(md: MarkdownIt) -> None:
    md.core.ruler.push("attributes", _check)


def _check(state: StateCore) -> None:
    if "{" not in state.src:
        return
    report = report_of(state.env)
    block: Token | None = None
    for token in state.tokens:
        block = token if token.map else block
        for child in (token, *(token.children or ())):
            for name in child.meta.get("insecure_attrs", ()) if child.meta else ():
                _report(name, block, report)
        if token.type == "inline" and "{" in token.content:
            for before, after in pairwise(token.children or ()):
                printed = _PRINTED.match(after.content) if after.type == "text" else None
                if printed and before.type in ("image", "link_close", "code_inline"):
                    where = report.locate(block, printed.group())
                    message = f"`{printed.group()}` sets nothing, and would be printed as it stands"
                    report.add(where, "attribute", message, _HINT)


def _report(name: str, block: Token | None, report: Report) -> None:
    # The braces of a whole block stand on the line above it.
    first = block.map[0] if block and block.map else 0
    above = Token("", "", 0, map=[first - 1, first]) if first else None
    where = report.find(block, f"{name}=") or report.find(above, f"{name}=") or report.start(block)
    report.add(where, "attribute", f"the attribute `{name}` cannot be set", _HINT)
