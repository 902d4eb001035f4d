"""Renditions that were made before, kept beside the state: to make one again takes a hundred times as long.

A rendition stands under a name that stands for all that its bytes are made from, behind a checksum: what is damaged
is made again. Several processes may put the same one in at once.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from sitegen.digests import SIZE, content_digest


class Store:
    """The folder of renditions of one site's output."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """Return the rendition of a name, or None if it is not there as it was put in."""
        try:
            raw = self._file(name).read_bytes()
        except OSError:
            return None
        content = raw[SIZE:]
        return content if content_digest(content) == raw[:SIZE] else None

    def put(self, name: str, content: bytes) -> None:
        """Keep a rendition, if the disk lets it: a build does not fail for what it could do without."""
        file = self._file(name)
        waiting = file.with_name(f"{file.name}.{os.getpid():x}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(content_digest(content) + content)
            waiting.replace(file)
        except OSError:
            with suppress(OSError):
                waiting.unlink()

    def borrow(self, other: Path) -> None:
        """Take over the renditions in the folder of another output of the site, as far as links can be made.

        The files are shared: none is ever written to where it stands.
        """
        for folder in _entries(other):
            for file in _entries(folder):
                mine = self._folder / folder.name / file.name
                with suppress(OSError):
                    mine.parent.mkdir(parents=True, exist_ok=True)
                    os.link(file, mine)

    def sweep(self, used: Collection[str]) -> None:
        """Remove every rendition whose name is none of `used`, as far as it can be removed."""
        for folder in _entries(self._folder):
            names = _entries(folder)
            for file in names:
                if f"{folder.name}{file.name}" not in used:
                    with suppress(OSError):
                        file.unlink()
            with suppress(OSError):
                folder.rmdir()  # Succeeds where it holds nothing more.

    def _file(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
