"""A preview from its first build on: builds at every save and every moment at which the site changes by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from sitegen.build import BuildReport
from sitegen.errors import ChangedMeanwhileError, ContentError
from sitegen.output.writer import MARK
from sitegen.preview.builder import Builder
from sitegen.preview.building import Base, Built, Failed, Job, Styles, is_sheet
from sitegen.preview.notices import notice
from sitegen.preview.reload import Stage

_LONGEST_SLEEP: Final = 30.0
"""Seconds between looks at the clock while a moment is waited for: a machine may have slept meanwhile."""

_MOST_TORN: Final = 20
"""Builds in a row that saves may tear before it is said: a file may be changing for ever."""

Tell = Callable[[frozenset[str], Built | Failed, str | None, float], None]
"""Takes what was changed, what came of it, the base path if it is known, and how many seconds it took."""


class Preview:
    """One site as it is previewed; it is what the application shows (app.PreviewedSite)."""

    def __init__(self, job: Job, tell: Tell) -> None:
        self.folder = job.output
        self.base: str | None = None
        self.stage = Stage()
        self._job, self._tell = job, tell
        self._builder = Builder(job)
        self._changed: frozenset[str] = frozenset()
        """Since the last build began."""
        self._unseen: frozenset[str] = frozenset()
        """Since the last build that succeeded."""
        self._wanted = asyncio.Event()
        self._report: BuildReport | None = None
        self._next: datetime | None = None
        """When the site changes by itself; None where it does not, or what it would be has problems."""
        self._torn = 0
        """How many builds in a row a save has torn."""
        self._is_in_doubt = True
        """Whether the folder may hold another site than was last reported."""

    def notice(self, file: str) -> str:
        """Return what the banner on a page says; nothing for no banner."""
        return notice(self._report, file, datetime.now(UTC)) if self._job.drafts and self._report else ""

    def want(self, changed: frozenset[str]) -> None:
        """Ask for a build, because of paths that were changed."""
        self._changed |= changed
        self._wanted.set()

    async def run(self) -> None:
        """Build now, and whenever it is asked for or the site changes by itself; it never ends of its own."""
        await self._build(frozenset())
        while True:
            await self._until_wanted()
            self._wanted.clear()
            changed, self._changed = self._changed, frozenset()
            await self._build(changed)

    def end(self) -> None:
        """End the process that builds."""
        self._builder.end()

    async def _until_wanted(self) -> None:
        while not self._wanted.is_set():
            left = (self._next - datetime.now(UTC)).total_seconds() if self._next else _LONGEST_SLEEP
            if left < 0:
                return
            try:
                await asyncio.wait_for(self._wanted.wait(), min(left + 0.01, _LONGEST_SLEEP))
            except TimeoutError:
                continue

    async def _build(self, changed: frozenset[str]) -> None:
        started = time.perf_counter()
        self._unseen |= changed
        base = self.base

        def hear(message: Base | Styles) -> None:
            nonlocal base
            if isinstance(message, Base):
                base = message.path
            else:
                self.stage.restyle(message.sheets)

        outcome = await self._builder.build(changed, hear)
        if isinstance(outcome, Built):
            self._show(outcome, base)
        elif isinstance(outcome.error, ChangedMeanwhileError) and self._torn < _MOST_TORN:
            self._torn += 1  # A save met the build: what is there now is what counts.
            self.want(changed)
            return
        else:
            self._fail(outcome, base)
        self._torn = 0
        self._tell(changed, outcome, self.base, time.perf_counter() - started)

    def _show(self, built: Built, base: str | None) -> None:
        """Show the site that was built; open pages may have taken all that is new of it already."""
        report = built.report
        is_seen = built.is_styled and all(map(is_sheet, self._unseen))
        differs = bool(report.written or report.removed) and not is_seen
        must_load = differs or base != self.base or self._is_in_doubt
        self.base, self._report, self._next = base, report, report.next_change
        self._unseen, self._is_in_doubt = frozenset(), False
        self.stage.fail(None)
        if must_load:
            self.stage.renew()

    def _fail(self, outcome: Failed, base: str | None) -> None:
        """Show what is wrong over the last good site, if there is one."""
        if self.base is None and (self.folder / MARK).is_file():
            self.base = base
            self.stage.renew()
        self._next = None
        self._is_in_doubt |= not isinstance(outcome.error, ContentError | ChangedMeanwhileError)
        self.stage.fail(outcome.shown)
