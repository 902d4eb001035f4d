"""A table stands in a box of its own that scrolls sideways, so that a wide one never makes the page scroll.

Its alignment is a class (`align-right`), since the page's policy admits no style attribute.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.markdown.plain_text import plain_text


def install(md: MarkdownIt) -> None:
    md.core.ruler.push("table_alignment", _alignment)
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", _close)


def _alignment(state: StateCore) -> None:
    if "|" not in state.src:
        return
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrJoin("class", str(token.attrs.pop("style")).replace("text-align:", "align-"))


def _open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    names = []
    for token, following in pairwise(tokens[index:]):
        if token.type == "tr_close":
            break
        if token.type == "th_open":
            names.append(plain_text(following))
    label = escapeHtml(", ".join(filter(None, names)))
    region = f' role="region" aria-label="{label}"' if label else ""
    opening = renderer.renderToken(tokens, index, options, env)
    return f'<div class="table" tabindex="0"{region}>\n{opening}'


def _close(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f"{renderer.renderToken(tokens, index, options, env)}</div>\n"
