"""How long a story takes to read: words are longer in one language than in another, and some do not part them."""

from __future__ import annotations

from typing import Final

_WORDS_A_MINUTE: Final = {
    "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "nl": 202, "pl": 166, "pt": 181,
    "ru": 184, "sl": 180, "sv": 199, "tr": 166,
    "ja": 357, "zh": 255,
    "bn": 180, "hi": 200, "mr": 180, "ta": 150, "te": 150, "ml": 140,
}  # fmt: skip
"""The first two lines are measured (Trauzettel-Klosinski and Dietz, 2012: IReST); of Japanese and Chinese it is
characters, which is what their words are counted in. The last line is an estimate, for want of a measurement: the
longer a language's words, the fewer."""
_ELSE: Final = 220
"""English, and every language of which nothing is known."""


def reading_minutes(words: int, language: str) -> int:
    """Return in how many whole minutes a reader of the language (BCP 47) gets through `words`, one at the least."""
    return max(1, round(words / _WORDS_A_MINUTE.get(language.partition("-")[0].lower(), _ELSE)))
