"""Text -> slug, script by script."""

from __future__ import annotations

import pytest

from sitegen.site.slugs import MAX_BYTES, is_reserved, slugify

SLUGS = {
    "Latin letters in ASCII": {
        "Envoys of two powers meet in Istanbul": "envoys-of-two-powers-meet-in-istanbul",
        "  Café — Zürich & Kraków  ": "cafe-zurich-krakow",
        "Straße, Œuvre, Ærø, Łódź, Đà Nẵng": "strasse-oeuvre-aero-lodz-da-nang",
        "İstanbul'da ılık ŞİİR": "istanbulda-ilik-siir",
        "Þórshöfn & Ĳmuiden": "thorshofn-ijmuiden",
        "ﬁve ﬂags": "five-flags",
        "Ｆｕｌｌ　ｗｉｄｔｈ": "full-width",
    },
    "marks apart from their letters": {
        "Cafe\u0301": "cafe",
        "a\u0338b": "ab",
        "\u0301": "",
    },
    "apostrophes": {
        "It's 5 o'clock": "its-5-oclock",
        "It’s the editors’ `choice`": "its-the-editors-choice",
        "Ukrai\u02bcna": "ukraina",
    },
    "numbers and signs": {
        "₹12 lakh: 6.25% (2025/26)": "12-lakh-6-25-2025-26",
        "x² + y²": "x²-y²",
        "C++ & C#": "c-c",
        "AT&T_2.0": "at-t-2-0",
        "½ price": "½-price",
        "3,000 m": "3-000-m",
    },
    "Bengali": {
        "কলকাতার ট্রাম: বিদায়ের আগে": "কলকাতার-ট্রাম-বিদায়ের-আগে",
        "রক্ষা। ক্‍ষ": "রক্ষা-ক্‍ষ",
        "২৭ ফেব্রুয়ারি ২০২৫": "২৭-ফেব্রুয়ারি-২০২৫",
    },
    "Hindi": {
        "दिल्ली में “बड़ी” बैठक!": "दिल्ली-में-बड़ी-बैठक",
        "स्त्री-शक्ति।": "स्त्री-शक्ति",
    },
    "other scripts": {
        "வணக்கம் உலகம்": "வணக்கம்-உலகம்",
        "أخبار العالم، اليوم": "أخبار-العالم-اليوم",
        "می‌خواهم": "می‌خواهم",
        "世界新闻：今日": "世界新闻-今日",
        "서울 뉴스": "서울-뉴스",
        "Новости Дня": "новости-дня",
        "ΝΈΑ ΤΗΣ ΗΜΈΡΑΣ": "νέα-της-ημέρας",
    },
    "scripts together": {
        "ISRO-র চাঁদ 🌙 mission": "isro-র-চাঁদ-mission",
        "G20 शिखर सम्मेलन": "g20-शिखर-सम्मेलन",
    },
    "what is no word": {
        "": "",
        "?!": "",
        "🎉🎉": "",
        "---": "",
        "../../etc/passwd": "etc-passwd",
        "%2e%2e": "2e-2e",
        "a\u200bb\u00a0c\u2028d": "a-b-c-d",
        "a\x00b\tc": "a-b-c",
        "\u202egnp.exe": "gnp-exe",
        "\u200d\u200c": "",
        "ক\u200d": "ক",
    },
}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param(text, slug, id=f"{group} {number}")
        for group, slugs in SLUGS.items()
        for number, (text, slug) in enumerate(slugs.items(), 1)
    ],
)
def test_the_slug_of_a_text(text: str, slug: str) -> None:
    """Latin letters become ASCII, other scripts stay whole, all else is a hyphen between words."""
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("envoys " * 20, "-".join(["envoys"] * 11)),
        ("a" * 100, "a" * 80),
        ("a" * 30 + " " + "b" * 100, "a" * 30 + "-" + "b" * 49),
        ("a" * 50 + " " + "b" * 100, "a" * 50),
        ("a" * 80 + " b", "a" * 80),
        ("é" * 100, "e" * 80),
        ("字" * 40, "字" * 26),
        ("কি" * 20, "কি" * 13),
        ("ক্ষা" * 10, "ক্ষা" * 6),
        ("स्त्री" * 10, "स्त्री" * 4),
        ("ক্‍ষ" * 10, "ক্‍ষ" * 6),
    ],
)
def test_a_long_text_is_cut_where_a_reader_would_cut_it(text: str, slug: str) -> None:
    """80 bytes at most: at a hyphen if that keeps more than half, else between letters, never within a syllable."""
    assert slugify(text) == slug
    assert len(slug.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "CON",
        "Prn",
        "aux",
        "nul",
        "com1",
        "com9",
        "lpt1",
        "LPT9",
        "con.txt",
        "aux.tar.gz",
        "nul .txt",
        "a.",
        "a ",
    ],
)
def test_names_that_windows_refuses(name: str) -> None:
    """Devices, whatever their case and ending, and names that end in a dot or a space."""
    assert is_reserved(name)


@pytest.mark.parametrize(
    "name", ["console", "com", "com0", "com10", "lpt", "nullable", "my-con", ".con", "auxiliary", ""]
)
def test_names_that_only_look_like_them(name: str) -> None:
    """Longer names, and devices that there are not, are free."""
    assert not is_reserved(name)
