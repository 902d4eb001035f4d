"""Reads the files of a tree, in several processes, and holds each against the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from sitegen.inspection.feed import read_feed
from sitegen.inspection.haystack import Haystack
from sitegen.inspection.look import Look
from sitegen.inspection.page import Reader
from sitegen.inspection.registry import Check, all_checks
from sitegen.inspection.trace import Needle, Trace
from sitegen.workers import Start, cut, default_workers, ordered_map

Seen = list[tuple[str, Trace]]
"""The id of a check, and what it saw."""

_BATCH: Final = 150
"""Files that a worker is handed at a time: enough that the hand-over costs nothing."""
_WORTH_A_POOL: Final = 400
"""Files above which a pool of processes is quicker than this one."""
_PAGES: Final = (".html", ".htm")
_FEEDS: Final = (".xml", ".json", ".rss", ".atom")
_TEXTS: Final = (*_PAGES, *_FEEDS, ".css", ".js", ".svg", ".txt", ".webmanifest")


class Survey(Struct, frozen=True):
    """What every process needs."""

    look: Look
    checks: tuple[str, ...]
    """The ids of those that are asked for."""
    needles: tuple[tuple[str, Needle], ...]
    """What no file may say, each with the id of the check that looks for it."""


def survey(asked: Survey, workers: int | None, method: Start | None) -> Iterator[tuple[str, Trace]]:
    """Yield what the checks see in the files of the tree, in the order of paths."""
    paths = [path for path in asked.look.tree.files if path.lower().endswith(_TEXTS)]
    count = workers or (default_workers() if len(paths) > _WORTH_A_POOL else 1)
    for seen in ordered_map(_start, asked, cut(paths, _BATCH), workers=count, method=method):
        yield from seen


def _start(asked: Survey) -> Callable[[list[str]], Seen]:
    surveyor = _Surveyor(asked)

    def look_at(paths: list[str]) -> Seen:
        return [each for path in paths for each in surveyor.look_at(path)]

    return look_at


class _Surveyor:
    """One process's part."""

    def __init__(self, asked: Survey) -> None:
        self._look = asked.look
        self._reader = Reader(asked.look.tree)
        self._haystack = Haystack(asked.needles)
        self._copies: set[tuple[int, int]] = set()
        """Feeds that were read: most have a copy under another address."""
        checks = [all_checks()[name] for name in asked.checks]
        self._of_pages = [check for check in checks if check.on_page]
        self._of_feeds = [check for check in checks if check.on_feed]

    def look_at(self, path: str) -> Iterator[tuple[str, Trace]]:
        content = self._look.tree.read(path)
        lowered = path.lower()
        if lowered.endswith(_PAGES):
            page = self._reader.read(path, content)
            for check in self._of_pages:
                yield from _named(check, check.on_page(page, self._look)) if check.on_page else ()
        elif lowered.endswith(_FEEDS):
            yield from self._feed(path, content)
        for check_id, needle in self._haystack.search(content):
            yield check_id, Trace(path, needle.message, needle.hint, value=needle.text, cause=needle.location)

    def _feed(self, path: str, content: bytes) -> Iterator[tuple[str, Trace]]:
        mark = hash(content), len(content)
        if mark in self._copies:
            return
        self._copies.add(mark)
        feed = read_feed(path, content)
        if feed is not None:
            for check in self._of_feeds:
                yield from _named(check, check.on_feed(feed, self._look)) if check.on_feed else ()


def _named(check: Check, traces: Iterable[Trace]) -> Iterator[tuple[str, Trace]]:
    return ((check.id, trace) for trace in traces)
