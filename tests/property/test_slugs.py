"""Slugs under chance: whatever the text, its slug is short, composed, a safe name, and its own slug."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.site.slugs import MAX_BYTES, slugify

BLOCKS = (
    *((0x20, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x600, 0x6FF), (0x900, 0x97F)),
    *((0x980, 0x9FF), (0xB80, 0xBFF), (0x1E00, 0x1EFF), (0x200B, 0x200F), (0x4E00, 0x4FFF), (0xAC00, 0xADFF)),
    (0x1F600, 0x1F64F),
)
"""Latin, its marks, Greek, Devanagari, Bengali, Tamil, Latin again, what is invisible, Chinese, Korean, emoji."""
LETTERS = st.sampled_from(BLOCKS).flatmap(lambda ends: st.integers(*ends)).map(chr)
TEXTS = st.one_of(st.lists(LETTERS, max_size=60).map("".join), st.text(max_size=120))
SYLLABLES = st.sampled_from(["ক", "ক্ষা", "র্তৃ", "ন্দ্র", "লি", "ক্‍ষ", "कि", "र्म", "स्त्री", "ङ्क्ष", "தி", "ஶ்ரீ", "ی", "字"])

check = settings(deadline=None, derandomize=True, max_examples=200)


@check
@given(TEXTS)
@example("a-\u0301b")
@example("ক ⫝̸ খ")
@example("η'\u0301")
def test_a_slug_is_its_own_slug(text: str) -> None:
    """What slugify gives, it gives again: so a slug that an editor copies is accepted."""
    assert slugify(slugify(text)) == slugify(text)


@check
@given(TEXTS)
def test_a_slug_is_a_short_safe_name(text: str) -> None:
    """At most 80 bytes; letters, digits, signs and single hyphens between words; no slash, no dot, no capital."""
    slug = slugify(text)
    assert len(slug.encode()) <= MAX_BYTES
    assert not re.search(r"[\s/\\.?#%:\x00-\x1f]|--|^-|-$", slug)
    assert slug == slug.lower()
    assert not re.search("[À-ɏ]", slug), "Latin letters are written in ASCII"


@check
@given(TEXTS)
def test_a_slug_is_composed_however_its_text_was_typed(text: str) -> None:
    """NFC, and the same for letters with their marks apart, as some systems give them."""
    slug = slugify(text)
    assert unicodedata.is_normalized("NFC", slug)
    assert slugify(unicodedata.normalize("NFD", text)) == slug


@check
@given(st.lists(SYLLABLES, min_size=1, max_size=60))
def test_a_long_word_is_cut_between_syllables(syllables: list[str]) -> None:
    """A word of a script with vowel signs and conjuncts is cut at the end of a syllable, as late as possible."""
    slug, whole = slugify("".join(syllables)), slugify("".join(syllables[:4]))
    ends = ["".join(syllables[:count]).rstrip("\u200c\u200d") for count in range(len(syllables) + 1)]
    assert slug in ends
    if slug == ends[-1]:
        assert len(ends[-1].encode()) <= MAX_BYTES
    else:
        assert len(slug.encode()) > MAX_BYTES - max(len(syllable.encode()) for syllable in syllables) * 2
        assert slug.startswith(whole) or len(whole.encode()) > len(slug.encode())
