"""Text -> slug: the last part of an address, readable in every script and safe as a file name on every system."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAX_BYTES: Final = 80
"""Most bytes of UTF-8 in a slug; file systems allow 255, and Pages and feed readers handle short addresses best."""

_WINDOWS_NAMES: Final = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}

# Latin letters that Unicode does not decompose into a base letter and marks.
_LATIN: Final = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t",
    "ı": "i", "ŋ": "ng", "ĸ": "k", "ſ": "s", "ŉ": "n", "ə": "e", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y",
    "ɛ": "e", "ɔ": "o", "ɲ": "n", "ʋ": "v", "ǝ": "e", "ɣ": "g", "ƒ": "f", "ŀ": "l", "ĳ": "ij",
}  # fmt: skip
_APOSTROPHES: Final = frozenset("'’‘ʼ＇`´")
_VIRAMA: Final = 9
"""Unicode's combining class of the signs that join a consonant to the next."""
_JOINERS: Final = frozenset("\u200c\u200d")
_ASCII_APOSTROPHES = re.compile("['`]")
_NO_WORD = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Return the slug of `text`: NFC, lower case, at most MAX_BYTES bytes of UTF-8.

    Latin letters are written in ASCII; letters, vowel signs and digits of other scripts are kept whole; an apostrophe
    is dropped; all else becomes a single hyphen. Empty if nothing remains.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    if lowered.isascii():
        return _cut(_NO_WORD.sub("-", _ASCII_APOSTROPHES.sub("", lowered)).strip("-"))
    kept: list[str] = []
    latin = False
    for character in unicodedata.normalize("NFC", lowered):
        category = unicodedata.category(character)[0]
        if character.isascii():
            latin = True
            kept.append(character if character.isalnum() else "" if character in _APOSTROPHES else "-")
        elif character in _APOSTROPHES:
            kept.append("")  # Before the letters: one of them counts as a letter.
        elif category == "M":
            kept.append("" if latin or not kept or kept[-1] in ("", "-") else character)
        elif category in "LN" and unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH")):
            latin = True
            kept.append(_to_ascii(character))
        elif category in "LN":
            latin = False
            kept.append(character)
        elif character in _JOINERS and not latin and kept and kept[-1] not in ("", "-"):
            kept.append(character)
        else:
            kept.append("" if character in _JOINERS else "-")
    slug = re.sub(r"[\u200c\u200d]+(?=-|$)", "", unicodedata.normalize("NFC", "".join(kept)))
    return _cut(re.sub(r"-{2,}", "-", slug).strip("-"))


def is_reserved(name: str) -> bool:
    """Tell whether Windows refuses `name` as a file's or a folder's name, whatever its case or ending."""
    return name.split(".", 1)[0].strip().lower() in _WINDOWS_NAMES or name.endswith((".", " "))


def _within_syllable(before: str, after: str) -> bool:
    """Tell whether two characters are of one syllable: a sign on its letter, or letters joined by a virama."""
    joined = before in _JOINERS or unicodedata.combining(before) == _VIRAMA
    return joined or after in _JOINERS or unicodedata.category(after)[0] == "M"


def _to_ascii(letter: str) -> str:
    if letter in _LATIN:
        return _LATIN[letter]
    bases = "".join(c for c in unicodedata.normalize("NFKD", letter) if unicodedata.category(c)[0] != "M")
    ascii_letters = "".join(_LATIN.get(c, c) for c in bases)
    return ascii_letters if ascii_letters.isascii() and ascii_letters.isalnum() else "-"


def _cut(slug: str) -> str:
    """Cut at a hyphen if one stands in the second half, else between two syllables."""
    if len(slug.encode()) <= MAX_BYTES:
        return slug
    head = slug.encode()[:MAX_BYTES].decode(errors="ignore")
    following = slug[len(head)]
    if following != "-":
        hyphen = head.rfind("-")
        if hyphen > len(head) // 2:
            return head[:hyphen].strip("-")
        end = len(head)
        while end > 1 and _within_syllable(slug[end - 1], slug[end]):
            end -= 1
        head = slug[:end]
    return head.strip("-")
