"""The text of inline tokens without their markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

_IDEOGRAPH: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A letter of Chinese or Japanese."""
_CONSONANT: Final = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u1021\u1780-\u17a2]")
"""Of Thai, Lao, Burmese or Khmer, whose words stand without spaces too."""
_CONSONANTS_A_WORD: Final = 3
_UNPARTED: Final = re.compile(f"{_IDEOGRAPH.pattern}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Whatever is written in those scripts."""


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


def count_words(text: str) -> int:
    """Return how many words a text of one line has. Chinese and Japanese are counted by their letters."""
    if text.isascii() or not _UNPARTED.search(text):
        return text.count(" ") + 1
    unparted = len(_IDEOGRAPH.findall(text)) + -(-len(_CONSONANT.findall(text)) // _CONSONANTS_A_WORD)
    rest = _UNPARTED.sub(" ", text).split()
    return unparted + sum(any(map(str.isalnum, word)) for word in rest)
