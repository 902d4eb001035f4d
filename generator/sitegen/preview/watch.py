"""Watches what a site is made of, and tells which files were saved: content, themes, and the folders above them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch
from watchfiles.main import FileChange

from sitegen.errors import MachineError
from sitegen.theme.folders import PACKAGED, display_path

_STEP: Final = 15
"""Milliseconds of quiet that end a save: the parts of one come closer together."""
_DEBOUNCE: Final = 120
"""Milliseconds after which changes are told although more are coming."""
_FOLDERS: Final = ("content", "themes")
"""Below ROOT."""

Tell = Callable[[frozenset[str]], None]
"""Takes the paths of changed files, as an editor knows them."""


class Watch:
    """A watch over the site in `root`, which has to be there; its folders may come and go."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self._root, self._tell = root, tell
        self._ended = asyncio.Event()
        self._again = asyncio.Event()
        self.is_ready = asyncio.Event()
        """Whether all that is saved from now on is told."""

    async def run(self) -> None:
        """Tell of changes until `end` is called. Raises MachineError if the system refuses to watch."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch_top())
                tasks.create_task(self._watch_folders())
        except* (OSError, RuntimeError) as errors:  # The latter is what watchfiles makes of most of the system's.
            reason = errors.exceptions[0]
            hint = "Raise fs.inotify.max_user_watches, or set WATCHFILES_FORCE_POLLING=true"
            raise MachineError(f"{self._root}: cannot be watched: {reason}. {hint}") from reason

    def end(self) -> None:
        self._ended.set()
        self._again.set()

    async def _watch_top(self) -> None:
        """Begin anew when one of the folders comes or goes: what was watched is then another, or none."""
        top = awatch(
            self._root, watch_filter=self._is_top, step=_STEP, debounce=_DEBOUNCE, stop_event=self._ended,
            recursive=False,
        )  # fmt: skip
        async for changes in top:
            self._again.set()
            self._tell(self._names(changes))

    async def _watch_folders(self) -> None:
        while not self._ended.is_set():
            self._again = asyncio.Event()
            folders = [folder for folder in (*(self._root / name for name in _FOLDERS), *PACKAGED) if folder.is_dir()]
            changed = awatch(
                *folders, watch_filter=self._matters, step=_STEP, debounce=_DEBOUNCE, stop_event=self._again,
                ignore_permission_denied=True,
            )  # fmt: skip
            first = asyncio.ensure_future(anext(changed, None))
            await asyncio.sleep(0)  # It watches before it waits.
            if self.is_ready.is_set():
                self._tell(frozenset(_FOLDERS))  # What was saved before it watched.
            self.is_ready.set()
            found = await first
            while found is not None:
                if names := self._names(found):
                    self._tell(names)
                found = await anext(changed, None)

    def _is_top(self, change: Change, path: str) -> bool:
        return change is not Change.modified and Path(path).name in _FOLDERS

    def _matters(self, change: Change, path: str) -> bool:
        """Tell whether a build may look at a file: it passes over hidden ones, except those that are published."""
        name = self._name(path)
        return "/." not in name or name.startswith("content/static/")

    def _names(self, changes: set[FileChange]) -> frozenset[str]:
        """Return the files that changed, without those that came and went: many programs save by way of such."""
        came = {path for change, path in changes if change is Change.added}
        return frozenset(self._name(path) for _, path in changes if path not in came or os.path.lexists(path))

    def _name(self, path: str) -> str:
        return display_path(self._root, Path(path))
