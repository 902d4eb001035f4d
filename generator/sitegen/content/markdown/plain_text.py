"""The text of inline tokens without their markup."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


def is_plain(children: Sequence[Token]) -> bool:
    """Tell whether inline tokens are nothing but one text, as those of most paragraphs are."""
    return len(children) == 1 and children[0].type == "text"


def plain_text(inline: Token) -> str:
    """Return what a reader reads aloud of an inline token: no markup, no alternative texts, one line."""
    children = inline.children or []
    if is_plain(children):
        return _joined(children[0].content)
    pieces = []
    for child in children:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
    return _joined("".join(pieces))


def _joined(text: str) -> str:
    """Return a text with one space wherever it has white space, and none around it."""
    # Of what is white space, only the space prints.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())
