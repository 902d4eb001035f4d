"""Moments written out for readers, in the site's language and time zone; nothing of the machine's locale or clock."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from sitegen.content.moments import Moment
from sitegen.pages.locales import is_english, locale_of, numerals
from sitegen.pages.views import DateView

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_view(moment: Moment, language: str, style: str = "long") -> DateView:
    """Return a moment as a page shows it; `style` is how lists show the day: long, medium or numeric."""
    instant = moment.instant
    return _view(instant.date(), language, moment.iso, "" if moment.day_only else f"{instant:%H:%M}", style)


def day_view(day: date, language: str) -> DateView:
    return _view(day, language, day.isoformat(), "", "long")


def month_name(day: date, language: str) -> str:
    """Return `February 2025`."""
    if is_english(language):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return _babel(day, language, "month")


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`, ... `11th`, ... `21st`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@lru_cache(maxsize=65536)
def _view(day: date, language: str, iso: str, time: str, style: str) -> DateView:
    if is_english(language):
        month, year = _MONTHS[day.month - 1], day.year
        styles = {"medium": f"{day.day} {month[:3]} {year}", "numeric": f"{day:%d/%m}/{year}"}
        written = styles.get(style, f"{day.day} {month} {year}")
        return DateView(iso=iso, day=written, ordinal=f"{ordinal(day.day)} {month} {year}", time=time)
    written, whole = _babel(day, language, style), _babel(day, language, "long")
    return DateView(iso=iso, day=written, ordinal=whole, time=numerals(time, language))


def _babel(day: date, language: str, form: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = locale_of(language) or "en_GB"
    if form in ("long", "medium"):
        written = format_date(day, form, locale=locale)
    else:
        skeleton = {"month": "yMMMM", "numeric": "yMd"}[form]
        written = format_skeleton(skeleton, datetime(day.year, day.month, day.day), locale=locale)
    return numerals(written, language)  # Babel leaves them Latin.
