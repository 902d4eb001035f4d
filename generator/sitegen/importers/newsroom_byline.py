"""The byline line of newsroom copy: "News Mania Desk / Piyal Chatterjee / 27th February 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.config import Config, Desk
from sitegen.content.moments import parse_moment
from sitegen.errors import Location, Problem, shorten, suggest
from sitegen.importers.newsroom_labels import fold

FORM: Final = "Write it as `Desk / Author / 27th February 2025` on a line of its own, under the headline"

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME: Final = (
    r"(?:(?:,? (?:at )?|T)(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?P<second>:\d\d)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<zone>Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))?)?"
)
_DATE = re.compile(
    rf"(?:on )?(?:(?P<weekday>{'|'.join(_DAYS)}),? )?"
    r"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>[^\W\d_]{3,})\.?,? (?P<year>\d{4})"
    r"|(?P<month_first>[^\W\d_]{3,})\.? (?P<day_second>\d\d?)(?:st|nd|rd|th)?,? (?P<year_last>\d{4})"
    rf"|(?P<iso>\d{{4}}-\d\d?-\d\d?)){_TIME}",
    re.IGNORECASE,
)
_NUMBERS_ONLY = re.compile(r"\b\d\d?([/.-])\d\d?\1\d{4}\b")
_BY = re.compile(r"(?:(?:posted|written) )?by:? ", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:and\s+|&\s*)?(?!(?:jr|sr)\b)|\s+(?:and|&)\s+", re.IGNORECASE)
_ROLE = re.compile(r".*\b(?:correspondents?|reporters?|editors?|writers?|bureau|staff|team)", re.IGNORECASE)
_LONGEST: Final = 200
"""Characters of a byline line; a longer line is a paragraph."""


class Line(Struct, frozen=True):
    """A line of the copy that shows something."""

    number: int
    """Counted from 1."""
    raw: str
    text: str
    """Without invisible characters, with single spaces between words and none at the ends."""

    def locate(self, path: str, part: str = "") -> Location:
        """Return the place of `part`, some of the line's text; of its first character if it cannot be found."""
        words = part.split() or self.text.split()
        wanted = words[0] if words else ""
        column = self.raw.find(part) if part and part in self.raw else self.raw.find(wanted)
        return Location(path, self.number, max(column, 0) + 1)


class Byline(Struct, frozen=True):
    """What a byline line says."""

    desk: Desk | None
    authors: tuple[str, ...]
    date: str
    """As front matter has it: `2025-02-27` or `2025-02-27 09:30`."""


def parts_of(line: Line) -> list[str]:
    """Return what stands between the separators of a line; a `By` in front of a name is left out."""
    parts = (_BY.sub("", part.strip(), count=1) for part in re.split(r"[/|]", line.text))
    return [part for part in parts if part]


def find_byline(lines: Iterable[Line], config: Config) -> Line | None:
    """Return the line that is the byline, or else the one that was meant to be it, or None."""
    lines = [line for line in lines if len(line.text) <= _LONGEST]
    split = [(line, parts_of(line)) for line in lines]
    desks = {fold(name) for name in config.terms["desk"]}
    for line, parts in split:
        if len(parts) > 1 and any(map(_DATE.fullmatch, parts)):
            return line
    for line, parts in split:
        several = len(parts) > 1 and fold(parts[0]) != "home"
        if several and any(fold(part) in desks or _looks_like_desk(part) for part in parts):
            return line
        dated = parts and len(parts[-1]) <= 30 and re.search(r"\b\d{4}$", parts[-1])
        if several and (dated or _NUMBERS_ONLY.search(line.text)):
            return line
    return next((line for line, parts in split if parts and _DATE.fullmatch(parts[0]) and len(parts) == 1), None)


def is_dated_byline(line: Line, config: Config) -> bool:
    """Tell whether the line is beyond doubt a byline: it has a date and a desk of the site."""
    parts = parts_of(line) if len(line.text) <= _LONGEST else []
    desks = {fold(name) for name in config.terms["desk"]}
    return any(map(_DATE.fullmatch, parts)) and any(fold(part) in desks for part in parts)


def is_date(line: Line) -> bool:
    """Tell whether the line is a date and nothing else."""
    return _DATE.fullmatch(line.text) is not None


def read_byline(line: Line, path: str, config: Config) -> tuple[Byline, tuple[Problem, ...]]:
    """Return what the byline line says, with the Problems of it."""
    problems: list[Problem] = []
    if found := _NUMBERS_ONLY.search(line.text):
        where = line.locate(path, found.group())
        message = f"`{found.group()}` does not say which number is the month"
        return Byline(None, (), ""), (Problem(where, "ambiguous-date", message, "Write `27th February 2025`"),)
    parts = parts_of(line)
    dated = [part for part in parts if _DATE.fullmatch(part)] or [part for part in parts if re.search(r"\d", part)][-1:]
    day = ""
    if len(dated) == 1:
        day, problem = _read_date(dated[0], line.locate(path, dated[0]), config.zone)
        problems += [problem] if problem else []
    else:
        message = "the byline has two dates" if dated else "the byline has no date"
        where = line.locate(path, dated[1]) if dated else line.locate(path)
        problems.append(Problem(where, "wrong-byline" if dated else "missing-date", message, FORM))
    names = [part for part in parts if part not in dated]
    desk, authors = _read_names(names, line, path, config, problems)
    return Byline(desk, authors, day), tuple(problems)


def _read_names(
    names: list[str], line: Line, path: str, config: Config, problems: list[Problem]
) -> tuple[Desk | None, tuple[str, ...]]:
    """Sort the names into the desk and the authors; the first of several names is a desk if none other is."""
    known = {fold(name): desk for desk in config.desks for name in (desk.title, desk.id)}
    desks = [name for name in names if fold(name) in known]
    titles = [desk.title for desk in config.desks]
    near = [name for name in names if name not in desks and (_looks_like_desk(name) or _is_near(name, titles))]
    if not names:
        problems.append(Problem(line.locate(path), "missing-byline", "the byline names no desk and no author", FORM))
    if not desks and not near and len(names) > 1:
        near = names[:1]
    for name in near:
        hint = suggest(name, titles) or "List it under `desks` in content/site.yaml"
        problems.append(
            Problem(line.locate(path, name), "unknown-desk", f"the site has no desk `{shorten(name)}`", hint)
        )
    for name in desks[1:]:
        message = f"the byline names a second desk, `{shorten(name)}`"
        problems.append(Problem(line.locate(path, name), "wrong-byline", message, "An article has one desk; leave one"))
    authors = [author for name in names if name not in (*desks, *near) for author in _people(name)]
    return known[fold(desks[0])] if desks else None, tuple(dict.fromkeys(authors))


def _people(names: str) -> Iterator[str]:
    """Take `A, B and C` apart; `Science and Technology Correspondent` is one."""
    people = [name.strip() for name in _AND.split(names)]
    if _ROLE.fullmatch(people[-1]) and any(" " not in name for name in people[:-1]):
        yield names
    else:
        yield from filter(None, people)


def _looks_like_desk(name: str) -> bool:
    return fold(name).endswith((" desk", " bureau"))


def _is_near(name: str, titles: list[str]) -> bool:
    return bool(get_close_matches(fold(name), map(fold, titles), n=1, cutoff=0.85))


def _read_date(text: str, where: Location, zone: ZoneInfo) -> tuple[str, Problem | None]:
    """Return the date as front matter has it, or the Problem of it."""
    found = _DATE.fullmatch(text)
    if not found:
        message = f"`{shorten(text)}` is no date that can be read here"
        return "", Problem(
            where, "wrong-date", message, "Write `27th February 2025`, with `09:30` behind it if need be"
        )
    part = found.groupdict()
    day = part["iso"]
    if not day:
        word = str(part["month"] or part["month_first"])
        month = _month(word)
        if not month:
            return "", Problem(where, "wrong-date", f"there is no month `{shorten(word)}`", suggest(word, _MONTHS))
        day = f"{part['year'] or part['year_last']}-{month:02}-{int(part['day'] or part['day_second']):02}"
    typed = day + _clock(part)
    moment = parse_moment(typed, zone)
    if isinstance(moment, str):
        return "", Problem(where, "impossible-date", f"`{shorten(text)}`: {moment}", "Look it up in a calendar")
    weekday = _DAYS[date(*map(int, day.split("-"))).weekday()]
    if part["weekday"] and part["weekday"].title() != weekday:
        message = f"`{shorten(text)}` was a {weekday}"
        return "", Problem(where, "impossible-date", message, "Mend the date or the day of the week")
    name = part["zone"] or ""
    if name.isalpha() and name.upper() not in ("Z", moment.instant.tzname()):
        message = f"`{name}` is not the clock of the site, {zone.key}"
        return "", Problem(
            where, "unknown-zone", message, "Write the time of the site's own clock, or in UTC with a `Z`"
        )
    return typed, None


def _month(word: str) -> int:
    """Return the number of the month that `word` names or shortens to three letters or more; 0 if there is none."""
    return next((n for n, month in enumerate(_MONTHS, 1) if month.casefold().startswith(word.casefold())), 0)


def _clock(part: dict[str, str | None]) -> str:
    """Return the time of day as front matter has it, with a space before it; empty if there is none."""
    if not part["hour"]:
        return ""
    hour = int(part["hour"])
    if part["half"]:
        # 0 to 12 with a.m. or p.m.; anything else stays, to be refused as an impossible hour.
        hour = hour % 12 + (12 if part["half"] in "pP" else 0) if 1 <= hour <= 12 else 99
    zone = part["zone"] or ""
    offset = "" if zone.isalpha() and zone not in "Zz" else zone.upper()
    return f" {hour:02}:{part['minute']}{part['second'] or ''}{offset}"
