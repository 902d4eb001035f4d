"""The renderer, with a short way for the tokens of plain prose: paragraphs, text and emphasis without attributes."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen.content.markdown.plain_text import is_plain


class QuickRenderer(RendererHTML):
    """Writes what `renderer` would write, whose rules it takes over; void tags are those of HTML, not of XHTML."""

    def __init__(self, renderer: RendererHTML) -> None:
        self.rules = renderer.rules

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Return the HTML of block tokens."""
        out: list[str] = []
        hidden = False
        for number, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                children = token.children
                if children and is_plain(children):
                    out.append(escapeHtml(children[0].content))
                elif children:
                    out.append(self.renderInline(children, options, env))
            elif kind in self.rules:
                out.append(self.rules[kind](tokens, number, options, env))
            elif token.hidden or token.attrs:
                out.append(self.renderToken(tokens, number, options, env))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>\n")
            elif kind == "paragraph_open" and not hidden:
                out.append("<p>")
            else:
                out.append(self.renderToken(tokens, number, options, env))
            hidden = token.hidden
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802 - the name is markdown-it's
        """Return the HTML of the tokens within a line."""
        out: list[str] = []
        for number, token in enumerate(tokens):
            if token.type == "text":
                out.append(escapeHtml(token.content))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, number, options, env))
            elif token.attrs or token.hidden or token.block or not token.nesting:
                out.append(self.renderToken(tokens, number, options, env))
            else:
                out.append(f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>")
        return "".join(out)
