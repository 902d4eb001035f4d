"""A source file's bytes -> an Article, PlainPage or Author: pure, one file at a time, nothing known of other files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from sitegen.config import Config, Social
from sitegen.content.fields import Reading, Record, read_record
from sitegen.content.front_matter import ARTICLE, AUTHOR, PAGE, SOUND_TYPES, split
from sitegen.content.markdown.body import Body, parse_body
from sitegen.content.markdown.marks import unbroken
from sitegen.content.moments import Moment
from sitegen.content.source import decode
from sitegen.content.updates import Update, read_updates
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, shorten
from sitegen.site.slugs import is_reserved, slugify


class Picture(Struct, frozen=True, array_like=True):
    """An image of the front matter, not yet looked for."""

    src: str
    alt: str
    caption: str
    credit: str
    focus: tuple[int, int] | None
    """The point that no crop may lose, in hundredths of its width and height from the upper left corner."""
    location: Location


class Audio(Struct, frozen=True, array_like=True):
    """An audio file of the front matter, not yet looked for."""

    src: str
    seconds: int
    type: str
    """Media type; empty where the ending of a file that is none has to be told first."""
    length: int
    """Bytes, as typed; 0 if nothing was."""
    location: Location


class Correction(Struct, frozen=True, array_like=True):
    day: date
    text: str


class Sourced(Struct, frozen=True, kw_only=True, array_like=True):
    """What was read from one file."""

    source: str
    """Relative to content/, with forward slashes."""
    places: dict[str, tuple[int, int]]
    """Where each value of the front matter stands: line and column."""

    def place(self, name: str) -> Location:
        """Return where the value of a field stands; the file's first line for a field that it does not have."""
        return Location(f"content/{self.source}", *self.places.get(name, (1, 1)))

    @property
    def location(self) -> Location:
        return Location(f"content/{self.source}")


class Article(Sourced, frozen=True, kw_only=True, array_like=True):
    """One article as its file gives it; the fields are those of its front matter, see ARTICLE."""

    title: str
    date: Moment
    section: str
    """A section's id."""
    desk: str | None
    """A desk's id."""
    authors: tuple[str, ...]
    """Names."""
    updated: Moment | None
    """The last change that matters to a reader; an update of live coverage is one."""
    slug: str
    url: str | None
    id: str | None
    subtitle: str
    summary: str
    tags: tuple[str, ...]
    image: Picture | None
    audio: Audio | None
    status: str
    embargo: Moment | None
    expires: Moment | None
    kind: str
    dateline: str
    breaking: Moment | bool
    """Whether it is breaking news, or the moment until which it is."""
    featured: bool
    highlights: tuple[str, ...]
    updates: tuple[Update, ...]
    """The newest first."""
    corrections: tuple[Correction, ...]
    related: tuple[str, ...]
    translates: str | None
    """The source of the original, as typed."""
    aliases: tuple[str, ...]
    comments: bool
    lang: str | None
    canonical: str | None
    credit: str
    extra: dict[str, Any]
    body: Body


class PlainPage(Sourced, frozen=True, kw_only=True, array_like=True):
    """A page outside the flow of news: about, contact, policies."""

    title: str
    summary: str
    url: str | None
    order: int
    status: str
    aliases: tuple[str, ...]
    lang: str | None
    extra: dict[str, Any]
    body: Body


class Author(Sourced, frozen=True, kw_only=True, array_like=True):
    """An author's details."""

    name: str
    role: str
    slug: str
    image: Picture | None
    links: tuple[Social, ...]
    biography: str
    """Plain text."""
    extra: dict[str, Any]


def parse_article(raw: bytes, source: str, config: Config) -> tuple[Article | None, tuple[Problem, ...]]:
    """Return the Article in `raw`, the bytes of content/`source`, or None with its Problems."""
    reading, values, body, problems = _read(raw, source, ARTICLE, config)
    if values is None or body is None:
        return None, problems
    named = bool(values["desk"] or values["author"] or {"desk", "author"} & reading.places.keys())
    updates, body, mistakes = read_updates(
        values["updates"], body, reading, trusted=config.trusted_html, searched=config.search
    )
    found = unbroken([*problems, *mistakes], body.anchors) if updates else [*problems, *mistakes]
    if values["updates"] and values["kind"] != "live":
        hint = "Set `kind: live`, or write them into the text"
        found.append(Problem(reading.places["updates"], "not-live", "only live coverage has `updates`", hint))
    if not named:
        hint = "Give it a `desk` or an `author`"
        found.append(Problem(reading.start, "missing-byline", "the article has no byline", hint))
    where = Location(f"content/{source}", reading.document.text.count("\n") + 1)
    if values["status"] == "published" and _is_empty(body) and all(problem.location < where for problem in problems):
        found.append(Problem(where, "empty-body", "the article has no text", "Write it, or set `status: draft`"))
    slug = values["slug"] or slugify(values["title"] or "")
    if values["title"] and (not slug or is_reserved(slug)):
        message = "no address can be made from this title"
        found.append(Problem(reading.places["title"], "empty-slug", message, "Add a line `slug: some-words`"))
    found.extend(_name_problems(values["author"], "author", reading))
    found.extend(_name_problems(values["tags"], "tags", reading))
    found.extend(_audio_problems(values["audio"], reading))
    starts = [moment.instant for moment in (values["date"], values["embargo"]) if moment]
    if starts and values["expires"] and values["expires"].instant <= max(starts):
        message = "the article expires before it is out, so no reader would ever see it"
        hint = "`expires` comes after `date` and `embargo`; to take an article down, set `status: withdrawn`"
        found.append(Problem(reading.places["expires"], "never-out", message, hint))
    if found:
        return None, tuple(found)
    return Article(
        source=source,
        title=values["title"],
        date=values["date"],
        section=values["section"],
        desk=values["desk"],
        authors=tuple(dict.fromkeys(values["author"])),
        updated=max(filter(None, (values["updated"], *(update.time for update in updates[:1]))), default=None),
        slug=slug,
        url=values["url"],
        id=values["id"],
        subtitle=values["subtitle"],
        summary=values["summary"] or body.excerpt,
        tags=tuple(dict.fromkeys(values["tags"])),
        image=_picture(values["image"], reading),
        audio=_audio(values["audio"], reading),
        status=values["status"],
        embargo=values["embargo"],
        expires=values["expires"],
        kind=values["kind"],
        dateline=values["dateline"],
        breaking=values["breaking"],
        featured=values["featured"],
        highlights=values["highlights"],
        updates=updates,
        corrections=tuple(Correction(item["date"], item["text"]) for item in values["corrections"]),
        related=values["related"],
        translates=values["translates"],
        aliases=values["aliases"],
        comments=values["comments"],
        lang=values["lang"],
        canonical=values["canonical"],
        credit=values["source"],
        extra=values["extra"],
        body=body,
        places={name: (place.line, place.column) for name, place in reading.places.items()},
    ), ()


def parse_page(raw: bytes, source: str, config: Config) -> tuple[PlainPage | None, tuple[Problem, ...]]:
    """Return the PlainPage in `raw`, the bytes of content/`source`, or None with its Problems."""
    reading, values, body, problems = _read(raw, source, PAGE, config)
    if values is None or body is None or problems:
        return None, problems
    return PlainPage(
        source=source,
        title=values["title"],
        summary=values["summary"] or body.excerpt,
        url=values["url"],
        order=values["order"],
        status=values["status"],
        aliases=values["aliases"],
        lang=values["lang"],
        extra=values["extra"],
        body=body,
        places={name: (place.line, place.column) for name, place in reading.places.items()},
    ), ()


def parse_author(raw: bytes, source: str, config: Config) -> tuple[Author | None, tuple[Problem, ...]]:
    """Return the Author in `raw`, the bytes of content/`source`, or None with its Problems.

    The body is the biography.
    """
    reading, values, body, problems = _read(raw, source, AUTHOR, config)
    if values is None or body is None or problems:
        return None, problems
    slug = values["slug"] or slugify(values["name"])
    if not slug or is_reserved(slug):
        message = "no address can be made from this name"
        return None, (Problem(reading.places["name"], "empty-slug", message, "Add a line `slug: some-words`"),)
    return Author(
        source=source,
        name=values["name"],
        role=values["role"],
        slug=slug,
        image=_picture(values["image"], reading),
        links=tuple(Social(**link) for link in values["links"]),
        biography=body.text,
        extra=values["extra"],
        places={name: (place.line, place.column) for name, place in reading.places.items()},
    ), ()


def read_body(raw: bytes, source: str, config: Config) -> Body | None:
    """Return the body of a file that has Problems, so that its links are checked too; None if it has none."""
    text, _ = decode(raw, f"content/{source}")
    parts = split(text, f"content/{source}")
    if isinstance(parts, Problem):
        return None
    _, body, lines = parts
    return parse_body(body, f"content/{source}", lines, trusted=config.trusted_html)[0]


def _read(
    raw: bytes, source: str, record: Record, config: Config
) -> tuple[Reading, dict[str, Any] | None, Body | None, tuple[Problem, ...]]:
    """Read the front matter as `record` and the body as Markdown; the values are None where there are none to check."""
    path = f"content/{source}"
    text, problems = decode(raw, path)
    parts = split(text, path) if not problems or text else problems[0]
    if isinstance(parts, Problem):
        return Reading(Document(path, "")), None, None, problems or (parts,)
    head, body_text, lines = parts
    document = Document(path, head)
    reading = Reading(document, zone=config.zone, terms=config.terms)
    body, body_problems = parse_body(body_text, path, lines, trusted=config.trusted_html, searched=config.search)
    if any(problem.location.line <= lines for problem in problems):
        # YAML refuses control characters with a message of its own; theirs is said already.
        return reading, None, None, (*problems, *body_problems)
    node = document.compose()
    if isinstance(node, Problem):
        return reading, None, None, (*problems, node, *body_problems)
    values = read_record(record, reading, node)
    return reading, values, body, (*problems, *reading.problems, *body_problems)


def _is_empty(body: Body) -> bool:
    return not body.words and not body.references and not re.search("<(?:img|pre)", body.parts[0])


def _picture(values: dict[str, Any] | None, reading: Reading) -> Picture | None:
    return Picture(**values, location=reading.places["image.src"]) if values else None


def _audio(values: dict[str, Any] | None, reading: Reading) -> Audio | None:
    if not values:
        return None
    kind = values["type"] or _sound_type(values["src"])
    return Audio(values["src"], values["duration"], kind, values["length"] or 0, reading.places["audio.src"])


def _sound_type(src: str) -> str:
    """Return the media type that the ending of an address tells; empty if it tells none."""
    return SOUND_TYPES.get(PurePosixPath(unquote(src.partition("?")[0].partition("#")[0])).suffix.lower(), "")


def _audio_problems(values: dict[str, Any] | None, reading: Reading) -> Iterator[Problem]:
    """What is on another host cannot be looked at: its type must be known from what was typed."""
    if values and values["src"].startswith("https://") and not (values["type"] or _sound_type(values["src"])):
        message = f"the ending of `{shorten(values['src'])}` does not tell what kind of audio it is"
        yield Problem(reading.places["audio.src"], "missing-field", message, "Add a line `type: audio/mpeg`")
    if values and values["length"] is not None and not values["src"].startswith("https://"):
        message = "`length` in `audio` is for files on other hosts: this one is measured"
        yield Problem(reading.places["audio.length"], "wrong-value", message, "Delete it")


def _name_problems(names: tuple[str | None, ...], field: str, reading: Reading) -> Iterator[Problem]:
    """Names become addresses too: an author or tag needs a letter or digit, and no name that Windows refuses."""
    for number, name in enumerate(names):
        slug = slugify(name) if name is not None else ""
        if name is not None and (not slug or is_reserved(slug)):
            hint = "Spell it out: Windows refuses files of that name" if slug else "Spell it out, in letters or digits"
            message = f"no address can be made from `{shorten(name)}`"
            yield Problem(reading.places[f"{field}.{number}"], "empty-slug", message, hint)
