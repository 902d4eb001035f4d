"""Initials and excerpts, in scripts whose letters carry vowel signs, join, or stand without spaces."""

from __future__ import annotations

import pytest

from sitegen.pages.letters import excerpt, first_letter, initials

NON_JOINER = "\u200c"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Piyal Chatterjee", "PC"), ("ann", "A"), ("Ana de la Cruz", "AC"), ("কলকাতা ডেস্ক", "কডে"),
     ("\u201cQ\u201d", "\u201c"), ("& Co", "C"), ("🙂", "🙂"), ("3rd Desk", "3D")],
)  # fmt: skip
def test_initials_stand_in_for_a_photograph(name: str, expected: str) -> None:
    """Of the first word and the last that begin with a letter or a digit."""
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Short.", 10, "Short."),
        ("Ten signs.", 10, "Ten signs."),
        ("Two words here", 10, "Two words…"),
        ("Two words, here", 12, "Two words…"),
        ("Unbreakable", 6, "Unbre…"),
        ("新 很长很长很长很长", 6, "新 很长很…"),
        ("ঢা কলকাতাকলকাতা", 7, "ঢা কল…"),
        ("👩\u200d👩\u200d👧\u200d👦 family of four", 4, "👩…"),
    ],
)
def test_an_excerpt_ends_between_words(text: str, most: int, expected: str) -> None:
    """In a script without spaces it ends between letters, never before a vowel sign or inside an emoji."""
    assert excerpt(text, most) == expected
    assert len(excerpt(text, most)) <= most


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("मुख्य संवाददाता", "hi", "मुसं"),
        ("प्रधान संपादक", "hi", "प्रसं"),
        ("ক্রীড়া প্রতিবেদক", "bn", "ক্রীপ্র"),
        ("مراسل الشؤون السياسية", "ar", f"م{NON_JOINER}س"),
        ("مراسل الرياضة", "ar-EG", f"م{NON_JOINER}ر"),
        ("محررة", "ar", "م"),
        ("مُحررة العلوم", "ar", f"مُ{NON_JOINER}ع"),
        ("الف", "ar", "ا"),
        ("الطاف حسین", "ur", f"ا{NON_JOINER}ح"),
        ("רון לוי", "he", "רל"),
    ],
)
def test_initials_in_other_scripts(name: str, language: str, expected: str) -> None:
    """With their vowel signs and conjoined consonants; Arabic ones do not join, nor stand for the article."""
    assert initials(name, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("खेल", "खे"), ("विज्ञान", "वि"), ("क्षेत्र", "क्षे"), ("स्त्री", "स्त्री"), ("অর্থনীতি", "অ"), ("العالم", "ا"),
        ("E\u0301t\u00e9", "E\u0301"), ("World", "W"), ("क् ख", "क्"), ("👩\u200d👧 two", "👩\u200d👧"), ("", ""),
    ],
)  # fmt: skip
def test_a_letter_has_all_that_is_written_onto_it(text: str, expected: str) -> None:
    """Where a section's initial stands for a picture."""
    assert first_letter(text) == expected


def test_arabic_s_article_is_no_initial() -> None:
    """Half of a newsroom's sections would have the same, a mere stroke."""
    assert [first_letter(name, "ar") for name in ("الرياضة", "الاقتصاد", "أسواق", "طاقة")] == ["ر", "ا", "أ", "ط"]
    assert first_letter("البرز", "fa") == "ا"


def test_an_excerpt_ends_in_no_comma() -> None:
    """Whatever the script's comma is."""
    assert excerpt("كلمة أولى، ثم ثانية", 12) == "كلمة أولى…"
