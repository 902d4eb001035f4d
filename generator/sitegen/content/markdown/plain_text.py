"""The text of inline tokens without their markup."""

from __future__ import annotations

from markdown_it.token import Token


def plain_text(inline: Token) -> str:
    """Return what a reader reads aloud of an inline token: no markup, no alternative texts, one line."""
    pieces = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())
