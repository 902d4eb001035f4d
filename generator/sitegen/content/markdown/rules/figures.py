"""A paragraph that is nothing but a picture becomes a figure: its title is the caption, `{credit=...}` the credit."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def install(md: MarkdownIt) -> None:
    md.core.ruler.push("figures", _figures)


def _figures(state: StateCore) -> None:
    if "!" not in state.src and "{" not in state.src:
        return
    tokens = state.tokens
    for number in range(len(tokens) - 2):
        opening, inline, closing = tokens[number : number + 3]
        if opening.type != "paragraph_open" or inline.type != "inline":
            continue
        picture = _only_picture(inline)
        if picture is None:
            _drop_credits(inline)
            continue
        caption, credit = str(picture.attrs.pop("title", "")), str(picture.attrs.pop("credit", ""))
        opening.type, opening.tag, opening.hidden = "figure_open", "figure", False
        closing.type, closing.tag, closing.hidden = "figure_close", "figure", False
        opening.attrJoin("class", "figure")
        inline.children = [picture, *_figcaption(caption, credit)]


def _only_picture(inline: Token) -> Token | None:
    children = [child for child in inline.children or () if child.type != "text" or child.content.strip()]
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _figcaption(caption: str, credit: str) -> list[Token]:
    if not caption and not credit:
        return []
    tokens = [Token("figcaption_open", "figcaption", 1)]
    if caption:
        tokens.append(Token("text", "", 0, content=f"{caption} " if credit else caption))
    if credit:
        tokens.append(Token("span_open", "span", 1, attrs={"class": "credit"}))
        tokens.append(Token("text", "", 0, content=credit))
        tokens.append(Token("span_close", "span", -1))
    return [*tokens, Token("figcaption_close", "figcaption", -1)]


def _drop_credits(inline: Token) -> None:
    """A picture within a line has no caption, so its credit becomes its title."""
    for child in inline.children or ():
        credit = child.attrs.pop("credit", None)
        if credit and child.type == "image":
            child.attrs.setdefault("title", credit)
