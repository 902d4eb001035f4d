"""Moments written out for readers, in the site's language and time zone; nothing of the machine's locale or clock."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from sitegen.content.moments import Moment
from sitegen.pages.views import DateView

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_view(moment: Moment, language: str) -> DateView:
    """Return a moment as a page shows it."""
    instant = moment.instant
    if moment.day_only:
        return _view(instant.date(), language, instant.date().isoformat(), "")
    return _view(instant.date(), language, instant.isoformat(), f"{instant:%H:%M}")


def day_view(day: date, language: str) -> DateView:
    return _view(day, language, day.isoformat(), "")


def month_name(day: date, language: str) -> str:
    """Return `February 2025`."""
    if _is_english(language):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return _babel(day, language, "month")


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`, ... `11th`, ... `21st`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@lru_cache(maxsize=65536)
def _view(day: date, language: str, iso: str, time: str) -> DateView:
    if _is_english(language):
        month_and_year = f"{_MONTHS[day.month - 1]} {day.year}"
        return DateView(
            iso=iso, day=f"{day.day} {month_and_year}", ordinal=f"{ordinal(day.day)} {month_and_year}", time=time
        )
    written = _babel(day, language, "long")
    return DateView(iso=iso, day=written, ordinal=written, time=time)


def _babel(day: date, language: str, form: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    if form == "long":
        return format_date(day, "long", locale=locale)
    return format_skeleton("yMMMM", datetime(day.year, day.month, day.day), locale=locale)


def _is_english(language: str) -> bool:
    return language.split("-")[0].lower() == "en"
