"""What CLDR knows of a language, for dates, numbers and what says to others which language a page is in.

English asks for none of it: Babel takes longer to load than a small site to build.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_DIGITS: Final = {
    "adlm": "ADLAM",
    "arab": "ARABIC-INDIC",
    "arabext": "EXTENDED ARABIC-INDIC",
    "beng": "BENGALI",
    "cakm": "CHAKMA",
    "deva": "DEVANAGARI",
    "hmnp": "NYIAKENG PUACHUE HMONG",
    "mtei": "MEETEI MAYEK",
    "mymr": "MYANMAR",
    "nkoo": "NKO",
    "olck": "OL CHIKI",
    "tibt": "TIBETAN",
}
"""How Unicode names the digits of CLDR's numbering systems that are some language's default; all others are Latin."""


def is_english(language: str) -> bool:
    return language.split("-")[0].lower() == "en"


@lru_cache(maxsize=1024)
def locale_of(language: str) -> Locale | None:
    """Return Babel's locale for a BCP 47 tag, or None where CLDR has no such language."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def numerals(number: object, language: str) -> str:
    """Return a number, or a text with numbers in it, in the digits of the language: `২০২৫` in Bengali.

    Hindi and the Arabic of no one country have Latin digits as CLDR's default; that of Egypt (`ar-EG`) has its own.
    """
    digits = _digits(language)
    return str(number).translate(digits) if digits else str(number)


@lru_cache(maxsize=1024)
def _digits(language: str) -> dict[int, int]:
    """Return what takes the place of each Latin digit; nothing where they stay."""
    locale = None if is_english(language) else locale_of(language)
    name = _DIGITS.get(locale.default_numbering_system) if locale else None
    if name is None:
        return {}
    zero = ord(unicodedata.lookup(f"{name} DIGIT ZERO"))
    return {ord("0") + value: zero + value for value in range(10)}


@lru_cache(maxsize=1024)
def language_name(language: str) -> str:
    """Return what a language calls itself: `বাংলা` for `bn`; the tag where CLDR does not know."""
    locale = locale_of(language)
    return (locale.get_display_name(locale) if locale else None) or language


@lru_cache(maxsize=1024)
def open_graph_locale(language: str) -> str:
    """Return a BCP 47 tag as Open Graph wants it, with the territory that CLDR takes for likely: `hi_IN` for `hi`.

    Empty for plain English, which is Open Graph's default, and where no territory is known.
    """
    if language.lower() == "en":
        return ""
    from babel.core import get_global

    locale = locale_of(language)
    if locale is None:
        return ""
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = get_global("likely_subtags")
    tags = [f"{locale.language}_{locale.script}", locale.language] if locale.script else [locale.language]
    found = next((likely[tag] for tag in tags if tag in likely), "")
    territory = found.rpartition("_")[2]
    return f"{locale.language}_{territory}" if len(territory) in (2, 3) and territory.isupper() else ""
