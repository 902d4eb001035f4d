"""How far a long build is, on a terminal. A build that ends within a second shows nothing."""

from __future__ import annotations

import sys
import time
from typing import Any, Final

_PATIENCE: Final = 1.0
"""Seconds before anything is shown."""


class Progress:
    """A bar that appears once a build takes long. It runs no thread, so that processes can be forked beside it."""

    def __init__(self, *, shown: bool, started: float) -> None:
        """`started` is when the build began, by time.perf_counter."""
        self._shown = shown and sys.stderr.isatty()
        self._started = started
        self._bar: Any = None
        self._task: Any = None
        self._name, self._total, self._done = "", 0, 0

    def begin(self, name: str, total: int) -> None:
        """Start on `total` things; `name` says what is done with them."""
        self._name, self._total, self._done = name, total, 0
        if self._bar is not None:
            self._bar.reset(self._task, description=name, total=total)

    def advance(self, count: int) -> None:
        """Note that so many more are done."""
        self._done += count
        if not self._shown or time.perf_counter() - self._started < _PATIENCE:
            return
        if self._bar is None:
            self._bar, self._task = _bar(self._name, self._total)
        self._bar.update(self._task, completed=self._done)
        self._bar.refresh()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(name: str, total: int) -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    bar.start()
    return bar, bar.add_task(name, total=total)
