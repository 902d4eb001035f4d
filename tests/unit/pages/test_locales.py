"""Digits, and names of locales, from CLDR alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel import Locale, localedata

from sitegen.pages.locales import numerals, open_graph_locale


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "2025"),
        ("en-IN", "2025"),
        ("hi", "2025"),
        ("ar", "2025"),
        ("ar-EG", "٢٠٢٥"),
        ("ar-MA", "2025"),
        ("bn", "২০২৫"),
        ("bn-IN", "২০২৫"),
        ("mr", "२०२५"),
        ("fa", "۲۰۲۵"),
        ("ur", "2025"),
        ("my", "၂၀၂၅"),
        ("zz", "2025"),
        ("no such", "2025"),
    ],
)
def test_numbers_have_the_digits_of_the_language(language: str, expected: str) -> None:
    """Those that CLDR names as its default, and Latin ones where it knows no such language."""
    assert numerals(2025, language) == expected
    assert numerals("page 2025", language) == f"page {expected}"


def test_every_numbering_system_of_cldr_has_its_digits() -> None:
    """No language whose dates have digits of its own is left with a mixture."""
    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        written = numerals("0123456789", name.replace("_", "-"))
        assert (written == "0123456789") == (locale.default_numbering_system == "latn"), name
        assert [int(digit) for digit in written] == list(range(10))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ""),
        ("en-GB", "en_GB"),
        ("hi", "hi_IN"),
        ("bn", "bn_BD"),
        ("bn-IN", "bn_IN"),
        ("ar", "ar_EG"),
        ("ar-SA", "ar_SA"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("sr-Latn", "sr_RS"),
        ("zz", ""),
    ],
)
def test_open_graph_wants_a_territory(language: str, expected: str) -> None:
    """CLDR's likely one where the tag names none; plain English is Open Graph's default."""
    assert open_graph_locale(language) == expected


def test_english_needs_no_babel() -> None:
    """It would be a third of the time in which a small site is built."""
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from sitegen.pages.dates import day_view, month_name\n"
        "from sitegen.pages.locales import numerals, open_graph_locale\n"
        "day = date(2025, 2, 27)\n"
        "day_view(day, 'en-GB'), month_name(day, 'en'), numerals(2, 'en-IN'), open_graph_locale('en')\n"
        "sys.exit('babel' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
