"""The updates of live coverage: entries of front matter, each with a time, a title and a text of its own.

Their texts become a part of the story's one Body, behind the story itself and the newest first, so that links are
checked, pictures made and words counted as everywhere; SEPARATOR, which no author can type, stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

from msgspec import Struct

from sitegen.content.fields import Field, Reading, Record, Text
from sitegen.content.kinds import MomentKind
from sitegen.content.markdown.body import Body
from sitegen.content.moments import Moment
from sitegen.content.prose import Markdown
from sitegen.errors import Location, Problem, shorten

SEPARATOR: Final = "\x1e"
"""U+001E, the record separator: a control character, which a source may not hold."""
_FOOTNOTE: Final = re.compile(r"fn(?:ref)?\d")
UPDATE: Final = Record(
    Field("time", MomentKind(), "when it was written, with the time of day", required=True, example="2025-02-27 09:30"),
    Field("title", Text(), "its headline", required=True, example="The session opens"),
    Field("text", Markdown(), "what happened, in Markdown", required=True, example="The Speaker took the chair."),
)


class Update(Struct, frozen=True, array_like=True):
    """An entry of live coverage; its HTML is a part of the article's body."""

    number: int
    """Its place in the file, from 0."""
    time: Moment
    title: str
    anchor: str
    """Its id on the page, made of its time: `update-20250227-0930`."""
    text: str
    """Plain."""


def text_of(html: str, number: int) -> str:
    """Return what an article's HTML holds of its newest update (1), of the next (2), and so on; for 0, all of it."""
    return html.split(SEPARATOR)[number] if number else html


def read_updates(
    values: Sequence[dict[str, Any] | None], body: Body, reading: Reading, *, trusted: bool, searched: bool
) -> tuple[tuple[Update, ...], Body, list[Problem]]:
    """Return the updates of an article, the newest first, its whole Body, and the Problems found in them."""
    problems: list[Problem] = []
    found: list[tuple[Update, Body]] = []
    taken = set(body.anchors)
    for number, value in enumerate(values):
        if value is None:
            continue  # What was typed is reported already.
        place = reading.places[f"updates.{number}.time"]
        if value["time"].day_only:
            hint = "Add the time of day: `2025-02-27 09:30`"
            problems.append(Problem(place, "wrong-value", "an update needs a time of day, not a day alone", hint))
            continue
        text, mistakes = value["text"].parse(trusted=trusted, searched=searched)
        update = Update(number, value["time"], value["title"], _anchor(value["time"]), text.text)
        problems += [*mistakes, *_taken_twice(update, text, taken, place, value["text"].start)]
        found.append((update, text))
    # Two times of one zone compare by the clock on the wall, which goes back an hour when summer time ends.
    found.sort(key=lambda pair: pair[0].time.instant.timestamp(), reverse=True)
    updates = tuple(update for update, _ in found)
    return updates, _joined(body, updates, [text for _, text in found]), problems


def _anchor(time: Moment) -> str:
    seconds = f"{time.instant:%S}" if time.instant.second else ""
    return f"update-{time.instant:%Y%m%d-%H%M}{seconds}"


def _taken_twice(update: Update, text: Body, taken: set[str], place: Location, start: Location) -> Iterator[Problem]:
    """Report a time or an anchor that another update, or the story's text, has already."""
    if update.anchor in taken:
        message = "another update has this time, and the time is the address of an update"
        yield Problem(place, "duplicate-anchor", message, "Add the seconds to one of them: `09:30:20`")
    twice = sorted(taken.intersection(text.anchors))
    taken.update((update.anchor, *text.anchors))
    if twice and _FOOTNOTE.match(twice[0]):
        message = "only one text of an article can have footnotes: the story or one of its updates"
        yield Problem(start, "duplicate-anchor", message, "Write the note into the text")
    elif twice:
        message = f"the anchor `{shorten(twice[0])}` stands elsewhere in the article too"
        yield Problem(start, "duplicate-anchor", message, "Give the heading another text")


def _joined(body: Body, updates: Sequence[Update], texts: Sequence[Body]) -> Body:
    """Return the Body of a story and of its updates."""
    if not texts:
        return body
    parts = list(body.parts)
    for text in texts:
        parts[-1] += SEPARATOR + text.parts[0]
        parts += text.parts[1:]
    whole = (body, *texts)
    digest = blake2b("\0".join(each.digest for each in whole).encode(), digest_size=16).hexdigest()
    told = ((update.title, text.prose) for update, text in zip(updates, texts, strict=True) if text.prose)
    prose = (body.prose, *(line for pair in told for line in pair))
    anchors = {update.anchor for update in updates}.union(*(each.anchors for each in whole))
    return Body(
        digest=digest,
        parts=tuple(parts),
        references=tuple(reference for each in whole for reference in each.references),
        anchors=tuple(sorted(anchors)),
        excerpt=next(filter(None, (each.excerpt for each in whole)), ""),
        text=" ".join(filter(None, (each.text for each in whole))),
        words=sum(each.words for each in whole),
        frames=tuple(sorted({frame for each in whole for frame in each.frames})),
        hosts=tuple(sorted({host for each in whole for host in each.hosts})),
        prose="\n".join(line for line in prose if line),
    )
