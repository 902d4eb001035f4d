"""Source files -> records in the library: the work of a worker process, a batch of files at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import parse_article, parse_author, parse_page, read_body
from sitegen.content.library import PackWriter, Place, Record
from sitegen.content.markdown.body import Body
from sitegen.digests import content_digest, plain_digest
from sitegen.errors import MachineError, Problem, StateDamagedError

_PARSERS: Final[dict[str, Callable[[bytes, str, Config], tuple[Record | None, tuple[Problem, ...]]]]] = {
    "articles": parse_article,
    "pages": parse_page,
    "authors": parse_author,
}


class Context(Struct, frozen=True):
    """What all the files have in common."""

    root: Path
    config: Config
    folder: Path
    """Where packs are written."""
    pack: str
    """The pack to append to, if this process is the only one."""


class Item(NamedTuple):
    """A file to read."""

    path: str
    """Below content/."""
    digest: bytes
    """Of its bytes when it was parsed last; empty if it was not."""


class Parsed(NamedTuple):
    """What became of a file. It has a place if it was parsed without a Problem."""

    path: str
    digest: bytes
    """Empty if the file has gone since it was found."""
    place: Place | None
    problems: tuple[Problem, ...]
    body: Body | None
    """Of a file with Problems, so that its links are checked too."""


def start(context: Context) -> Callable[[list[Item]], list[Parsed]]:
    """Return what parses a batch of files into a pack of this process's own."""
    name = context.pack or f"pack-{os.getpid():x}-{time.time_ns():x}"

    def parse_batch(batch: list[Item]) -> list[Parsed]:
        try:
            with PackWriter(context.folder, name) as writer:
                return [_parse(item, context, writer) for item in batch]
        except IsADirectoryError as error:
            raise StateDamagedError(str(error)) from error
        except OSError as error:
            raise MachineError(f"{context.folder}: cannot be written: {error.strerror}") from error

    return parse_batch


def settings_digest(config: Config) -> bytes:
    """Return a digest of the settings on which records and the index depend."""
    sections = [(section.id, section.title, section.parent) for section in config.sections]
    desks = [(desk.id, desk.title) for desk in config.desks]
    values: list[Any] = [str(config.zone), sections, desks, config.trusted_html, config.search, config.language]
    return plain_digest(values)


def _parse(item: Item, context: Context, writer: PackWriter) -> Parsed:
    try:
        raw = (context.root / "content" / item.path).read_bytes()
    except FileNotFoundError:
        return Parsed(item.path, b"", None, (), None)
    except OSError as error:
        raise MachineError(f"content/{item.path}: cannot be read: {error.strerror}") from error
    digest = content_digest(raw)
    if digest == item.digest:
        return Parsed(item.path, digest, None, (), None)
    folder = item.path.partition("/")[0]
    record, problems = _PARSERS[folder](raw, item.path, context.config)
    if record is not None and not problems:
        return Parsed(item.path, digest, writer.add(record), (), None)
    body = read_body(raw, item.path, context.config) if folder != "authors" else None
    rest = msgspec.structs.replace(body, parts=(), text="", prose="") if body else None
    return Parsed(item.path, digest, None, problems, rest)
