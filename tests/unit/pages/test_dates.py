"""Dates in the site's language, from CLDR alone: nothing of the machine's locale or clock."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import config, moment

from sitegen.content.moments import Moment, parse_moment
from sitegen.pages.dates import date_view, day_view, month_name, ordinal


def shown(text: str, language: str = "en", zone: str = "Asia/Kolkata") -> tuple[str, str, str]:
    """Return a moment's machine-readable form, its day and its time."""
    found = parse_moment(text, config(timezone=zone).zone)
    assert isinstance(found, Moment)
    view = date_view(found, language)
    return view.iso, view.day, view.time


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st"), (111, "111th")],
)  # fmt: skip
def test_english_ordinals(number: int, expected: str) -> None:
    """The teens end in th."""
    assert ordinal(number) == expected


def test_a_day_is_shown_without_a_time_and_a_moment_with() -> None:
    """In a form that machines read: a date, or date, time and offset."""
    assert shown("2025-02-27") == ("2025-02-27", "27 February 2025", "")
    assert shown("2025-02-27 09:30") == ("2025-02-27T09:30:00+05:30", "27 February 2025", "09:30")
    assert shown("2025-02-27T20:00:00Z") == ("2025-02-28T01:30:00+05:30", "28 February 2025", "01:30")
    assert shown("2025-02-27T20:00:00Z", zone="America/New_York")[:2] == (
        "2025-02-27T15:00:00-05:00",
        "27 February 2025",
    )


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "27 February 2025", "February 2025"),
        ("en-IN", "27 February 2025", "February 2025"),
        ("pt-BR", "27 de fevereiro de 2025", "fevereiro de 2025"),
        ("de", "27. Februar 2025", "Februar 2025"),
        ("zh-Hant-TW", "2025年2月27日", "2025年2月"),
        ("hi", "27 फ़रवरी 2025", "फ़रवरी 2025"),
        ("bn", "২৭ ফেব্রুয়ারী, ২০২৫", "ফেব্রুয়ারী ২০২৫"),
        ("bn-IN", "২৭ ফেব্রুয়ারী, ২০২৫", "ফেব্রুয়ারী ২০২৫"),
        ("ar", "27 فبراير 2025", "فبراير 2025"),
        ("ar-EG", "٢٧ فبراير ٢٠٢٥", "فبراير ٢٠٢٥"),
        ("ar-SY", "٢٧ شباط ٢٠٢٥", "شباط ٢٠٢٥"),
        ("en-US", "27 February 2025", "February 2025"),
        ("zz", "27 February 2025", "February 2025"),
        ("sl-rozaj", "27. februar 2025", "februar 2025"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, day: str, month: str) -> None:
    """A language without data of its own is written as in British English, not refused."""
    view = day_view(moment("2025-02-27").date(), language)
    assert (view.day, month_name(moment("2025-02-27").date(), language)) == (day, month)
    assert view.ordinal == ("27th February 2025" if language.startswith("en") else day)


def test_only_what_readers_see_has_the_digits_of_the_language() -> None:
    """`datetime` attributes are for machines."""
    assert shown("2025-02-27 09:30", "bn") == ("2025-02-27T09:30:00+05:30", "২৭ ফেব্রুয়ারী, ২০২৫", "০৯:৩০")


@pytest.mark.parametrize("language", ["ar", "bn", "fa", "ur", "he", "ckb", "my"])
def test_every_script_has_its_dates(language: str) -> None:
    """Some text, with no English in it."""
    text = day_view(moment("2025-02-27").date(), language).day
    assert text
    assert "February" not in text
