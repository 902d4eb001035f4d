"""Points in time as editors type them. It knows nothing of YAML, so that a build without a change imports none."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.errors import UsageError, shorten

MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_YEARS: Final = range(1000, 9999)


class Moment(Struct, frozen=True, order=True, array_like=True):
    """A point in time as an editor gives it."""

    instant: datetime
    """Aware, in the site's time zone unless an offset was typed; midnight where only a day was typed."""
    day_only: bool = False

    @property
    def iso(self) -> str:
        """The moment as ISO 8601 has it: a day alone, or a time with its offset."""
        return self.instant.date().isoformat() if self.day_only else self.instant.isoformat()


def moment_of(as_of: datetime | str, zone: ZoneInfo) -> datetime:
    """Return the moment of a build, which may be given as it was typed. Raises UsageError if it names none."""
    if isinstance(as_of, datetime):
        return as_of
    moment = parse_moment(as_of, zone)
    if isinstance(moment, str):
        raise UsageError(f"--as-of: {moment}")
    return moment.instant


def parse_moment(text: str, zone: ZoneInfo) -> Moment | str:
    """Return the Moment that `text` names, or, in an editor's words, why it names none."""
    found = MOMENT.fullmatch(text.strip())
    if not found:
        return f"`{shorten(text, 40)}` is not a date; write it as `2025-02-27` or `2025-02-27 09:30`"
    year, month, day, hour, minute, second, offset = found.groups()
    if int(year) not in _YEARS:
        return f"the year {year} is out of range"
    try:
        instant = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        zoned = instant.replace(tzinfo=_offset(offset) if offset else zone)
    except ValueError:
        return (
            f"there is no such moment as `{shorten(text, 40)}`: {_impossible(int(year), int(month), int(day), offset)}"
        )
    # The day is the site's: an instant given at another offset is moved to the site's own clock.
    return Moment(zoned.astimezone(zone) if offset else zoned, hour is None)


def _impossible(year: int, month: int, day: int, offset: str | None) -> str:
    """Return what is wrong with a moment that there is not."""
    if not 1 <= month <= 12:
        return "a year has 12 months, and the month comes before the day"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"that month has {days} days"
    return "a day ends at 23:59:59" + (", and offsets from UTC at 14:00" if offset else "")


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError("the offset from UTC is out of range")
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def clock(seconds: int) -> str:
    """Return a length of time as people write it: `2:05`, `1:02:03`."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
