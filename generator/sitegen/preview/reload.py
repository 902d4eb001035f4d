"""What open pages have to know of the site, and the streams that tell them (server-sent events, HTML standard 9.2).

A stream holds nothing but what it has told: it looks at the Stage whenever that changes. However many are open and
however slow their readers, nothing piles up, and a page that comes late or comes back misses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Final
from urllib.parse import unquote

import msgspec

from sitegen.preview.building import Sheet
from sitegen.preview.overlay import Shown

_HEARTBEAT: Final = 15.0
"""Seconds after which a stream that has nothing to tell says so, so that a dead one is noticed."""
_RETRY: Final = 500
"""Milliseconds after which a browser is to look for a server that has gone."""

_SHEETS: Final = 32
"""Style sheets that are kept for pages which were told of them, though there are newer ones already."""


class Stage:
    """The site as it now stands before its readers."""

    def __init__(self) -> None:
        self._run = f"{time.time_ns():x}"
        self._version = 0
        self._sheets: dict[str, Sheet] = {}
        """By the addresses that they had in pages which are open."""
        self._latest: deque[Sheet] = deque(maxlen=_SHEETS)
        self._failure: Shown | None = None
        self._failures = 0
        """How often `_failure` has changed."""
        self._restyled = 0
        """How often `_sheets` has changed."""
        self._changed = asyncio.Event()
        self.is_closed = False

    @property
    def built(self) -> str:
        """What a page says it is of; another run of the server has none of the same."""
        return f"{self._run}-{self._version}"

    @property
    def failure(self) -> Shown | None:
        return self._failure

    def renew(self) -> None:
        """Let all open pages load again."""
        self._version += 1
        self._sheets = {}
        self._wake()

    def restyle(self, sheets: Mapping[str, Sheet]) -> None:
        """Let all open pages take other style sheets, given by the addresses of those that they have or had."""
        news = {href: sheet for href, sheet in sheets.items() if self._sheets.get(href) != sheet}
        for href, sheet in news.items():
            taken = self._sheets.get(href)
            same = [href, *([taken.href] if taken else [])]
            same += [older for older, known in self._sheets.items() if known.href in same]
            self._sheets.update(dict.fromkeys(same, sheet))
            self._sheets.pop(sheet.href, None)  # It is what it was before.
            self._latest.appendleft(sheet)
        if news:
            self._restyled += 1
            self._wake()

    def sheet(self, path: str) -> Sheet | None:
        """Return the style sheet at a path, decoded, that open pages take though no page may be built with it yet."""
        return next((sheet for sheet in self._latest if unquote(sheet.href) == path), None)

    def fail(self, failure: Shown | None) -> None:
        """Let all open pages show a failure, or none any more."""
        if failure != self._failure:
            self._failure = failure
            self._failures += 1
            self._wake()

    def close(self) -> None:
        """End all streams."""
        self.is_closed = True
        self._wake()

    async def stream(self, built: str) -> AsyncIterator[str]:
        """Yield the events for a page that is of `built`, until the server ends."""
        yield f"retry: {_RETRY}\n\n"
        told_styles, told_failures = 0, -1
        while not self.is_closed:
            changed = self._changed
            if built != self.built:
                built = self.built
                yield _event("reload", built)
            if told_styles != self._restyled and self._sheets:
                yield _event("styles", {href: sheet[:2] for href, sheet in self._sheets.items()})
            told_styles = self._restyled
            if told_failures != self._failures:
                told_failures = self._failures
                yield _event("failure", self._failure)
            try:
                await asyncio.wait_for(changed.wait(), _HEARTBEAT)
            except TimeoutError:
                yield ":\n\n"

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _event(name: str, told: object) -> str:
    return f"event: {name}\ndata: {msgspec.json.encode(told).decode()}\n\n"
