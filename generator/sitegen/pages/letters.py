"""Letters that stand for a name, and texts cut short, in any script: by what a reader takes for a letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_VIRAMA: Final = 9
"""The combining class of the sign that joins an Indic consonant to the next."""
_ARTICLE: Final = "ال"
"""Arabic's article, which is written onto its word."""


def initials(name: str, language: str = "") -> str:
    """Return the first letters of a name's first and last words, for a language that may be left open.

    Arabic letters are kept from joining into a word of their own.
    """
    words = [word for word in name.split() if word[0].isalnum()] or [name]
    letters = [first_letter(word, language) for word in ([words[0], words[-1]] if len(words) > 1 else words)]
    joined = unicodedata.bidirectional(letters[0][0]) == "AL"
    return ("\N{ZERO WIDTH NON-JOINER}" if joined else "").join(letters).upper()


@lru_cache(maxsize=1024)
def first_letter(text: str, language: str = "") -> str:
    """Return a text's first letter with all that is written onto it: vowel signs, accents, conjoined consonants.

    So it is in the abbreviations of Indian newspapers. In Arabic the article is passed over.
    """
    if language.partition("-")[0].lower() == "ar" and len(text) > len(_ARTICLE) + 1:
        text = text.removeprefix(_ARTICLE)
    end = 1
    while end < len(text):
        here, before = text[end], text[end - 1]
        is_sign = unicodedata.category(here)[0] == "M" or here in _JOINERS
        conjoined = unicodedata.combining(before) == _VIRAMA or before == "\N{ZERO WIDTH JOINER}"
        if not (is_sign or (conjoined and not here.isspace())):
            break
        end += 1
    return text[:end].rstrip(_JOINERS)


def excerpt(text: str, most: int) -> str:
    """Return text of at most `most` characters, cut between words; where there are none, never before a vowel sign."""
    if len(text) <= most:
        return text
    space = text.rfind(" ", most // 2, most)
    end = space if space > 0 else most - 1
    while end > 1 and (unicodedata.category(text[end])[0] == "M" or "\N{ZERO WIDTH JOINER}" in text[end - 1 : end + 1]):
        end -= 1
    return f"{text[:end].rstrip(' ,;:–-،؛')}…"
