"""What stands above the byline of newsroom copy: the section and the headline, among the page's menu and breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from sitegen.config import Config, Section
from sitegen.errors import Location, Problem, shorten, suggest
from sitegen.importers.newsroom_byline import Line, is_date
from sitegen.importers.newsroom_labels import fold, is_label_above

_ARROW: Final = (
    r"\s*[/|>\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}]\s*"
)
_BREADCRUMB = re.compile(rf"(?:you are here:?\s*)?home(?:{_ARROW}(.*))?", re.IGNORECASE)
_FORM: Final = "Above the byline stand the section and the headline, each on a line of its own, and nothing else"


class Passage(Struct, frozen=True):
    """A piece of the story and where it starts."""

    text: str
    """One line, single spaces."""
    location: Location


class Head(Struct, frozen=True):
    """The section and the headline, or None for what was not found."""

    section: Section | None
    section_location: Location
    headline: Passage | None


def read_head(lines: Sequence[Line], path: str, config: Config, byline: Location) -> tuple[Head, tuple[Problem, ...]]:
    """Return what the lines above the byline, which stands at `byline`, say, and their Problems."""
    problems: list[Problem] = []
    mentions, names = _sort(_without_menu(lines, config), path, config)
    section, where = mentions[-1] if mentions else (None, byline)
    titles = [section.title for section in config.sections]
    if section is None and names and (len(names) > 1 or _is_near(names[0].text, titles)):
        where = names[0].locate(path)
        hint = suggest(names[0].text, titles) or "List it under `sections` in content/site.yaml"
        message = f"the site has no section `{shorten(names[0].text)}`"
        problems.append(Problem(where, "unknown-section", message, hint))
        del names[0]
    elif section is None:
        hint = suggest("", titles) or "Put a section's title on a line above the headline"
        where = names[0].locate(path) if names else byline
        problems.append(Problem(where, "missing-section", "no section stands above the headline", hint))
    else:
        other = next((s for s, _ in mentions if s.id not in (section.id, section.parent)), None)
        if other:
            message = f"both `{other.title}` and `{section.title}` stand above the headline"
            problems.append(Problem(where, "ambiguous-section", message, "Leave only the story's own section"))
    headline, extra = _join_headline(names, path, byline) if section else (_last(names, path), names[:-1])
    if headline is None:
        problems.append(Problem(byline, "missing-headline", "no headline stands above the byline", _FORM))
    for line in extra:
        if headline and not _repeats(line.text, headline.text):
            message = f"`{shorten(line.text)}` is neither the section nor the headline"
            problems.append(Problem(line.locate(path), "unexpected-line", message, _FORM))
    return Head(section, where, headline), tuple(problems)


def _without_menu(lines: Sequence[Line], config: Config) -> list[Line]:
    """Leave out the site's menu, where all of it stands there in its order."""
    titles = [fold(entry.title) for entry in config.menu]
    kept = [line for line in lines if len(titles) < 2 or fold(line.text) != " ".join(titles)]
    texts = [fold(line.text) for line in kept]
    starts = [n for n in range(len(kept)) if len(titles) > 1 and texts[n : n + len(titles)] == titles]
    return [line for n, line in enumerate(kept) if not any(start <= n < start + len(titles) for start in starts)]


def _sort(lines: Sequence[Line], path: str, config: Config) -> tuple[list[tuple[Section, Location]], list[Line]]:
    """Return the sections named, those below the last breadcrumb if there are any, and the lines that are no label."""
    known = {fold(name): section for section in config.sections for name in (section.title, section.id)}
    above: list[tuple[Section, Location]] = []
    mentions: list[tuple[Section, Location]] = []
    names: list[Line] = []
    for line in lines:
        breadcrumb = _BREADCRUMB.fullmatch(line.text)
        text = re.split(_ARROW, breadcrumb.group(1) or "")[0] if breadcrumb else line.text
        if breadcrumb and fold(line.text) not in known:
            above, mentions = mentions or above, []
        if fold(text) in known:
            mentions.append((known[fold(text)], line.locate(path, text)))
        elif not breadcrumb and not is_label_above(line.text, config) and not is_date(line):
            names.append(line)
    return mentions or above, names


def _join_headline(names: list[Line], path: str, byline: Location) -> tuple[Passage | None, list[Line]]:
    """Return the headline, from several lines if they are a block between empty lines, and the lines above it."""
    first = len(names) - 1
    while first > 0 and names[first - 1].number == names[first].number - 1 and names[-1].number < byline.line - 1:
        first -= 1
    block, extra = names[first:], names[:first]
    if len(block) > 1 and not _repeats(block[0].text, block[-1].text):
        return Passage(" ".join(line.text for line in block), block[0].locate(path)), extra
    return _last(names, path), names[:-1]


def _last(names: list[Line], path: str) -> Passage | None:
    return Passage(names[-1].text, names[-1].locate(path)) if names else None


def _repeats(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline, or its beginning with an ellipsis, as breadcrumbs have it."""
    folded = fold(text)
    cut = re.sub(r"\s*(?:\.\.\.|\N{HORIZONTAL ELLIPSIS})$", "", folded)
    return folded == fold(headline) or (cut != folded and cut != "" and fold(headline).startswith(cut))


def _is_near(text: str, titles: list[str]) -> bool:
    return bool(get_close_matches(fold(text), map(fold, titles), n=1, cutoff=0.75))
