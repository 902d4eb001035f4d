"""Which outputs are not what the last build left: edited, gone, or never its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.output.files import FileTable, signature
from sitegen.output.writer import MARK, STAGING
from sitegen.site.urls import folders_above
from sitegen.workers import Start

_WORTH_A_PROCESS: Final = 4000
"""Files above which a second process is quicker to start than they are to look at."""
_MOST_SHARES: Final = 200
"""Few enough to be numbered by a byte."""
TOP: Final = "."
"""How the output folder itself stands in the table of folders."""


class Stale(Struct, frozen=True):
    """What is not as it was left."""

    files: tuple[int, ...] = ()
    """Rows of outputs that may be other than they were."""
    folders: tuple[int, ...] = ()
    """Rows of folders in which something was added or removed."""

    def __bool__(self) -> bool:
        return bool(self.files or self.folders)


def is_as_left(output: Path, folders: FileTable) -> bool:
    """Tell whether the output folder itself is what the last build left, so far as one look at it tells."""
    row = folders.row(TOP)
    try:
        return row is not None and signature(os.lstat(output)) == folders.of(row)
    except OSError:
        return False


class Shares:
    """The rows of the tables in shares that processes take from one pipe, each as it has time for another."""

    def __init__(self, output: Path, files: FileTable, folders: FileTable, stamp: int) -> None:
        """`stamp` is when the tables were written, in nanoseconds on the file system's clock."""
        self._output, self._files, self._folders, self._stamp = output, files, folders, stamp
        size = max(1, -(-(len(files) + len(folders)) // _MOST_SHARES))
        self._shares = [
            (table, first, min(first + size, len(table)))
            for table in (files, folders)
            for first in range(0, len(table), size)
        ]
        self._taking, giving = os.pipe()
        os.write(giving, bytes(range(len(self._shares))))
        os.close(giving)

    def look(self) -> Stale:
        """Look at shares until none is left; return what was found in those taken here."""
        files: list[int] = []
        folders: list[int] = []
        top = str(self._output)
        while number := os.read(self._taking, 1):
            table, first, last = self._shares[number[0]]
            found = files if table is self._files else folders
            found += table.differing(top, self._stamp, first, last)
        return Stale(tuple(files), tuple(folders))

    def whole(self, *parts: Stale) -> Stale:
        """Return what was found in all shares together."""
        folders = tuple(row for part in parts for row in part.folders)
        files = {row for part in parts for row in part.files}
        files.update(_below_links(self._output, self._files, self._folders, folders))
        return Stale(tuple(sorted(files)), folders)

    def close(self) -> None:
        os.close(self._taking)


@contextmanager
def find_stale(
    output: Path, files: FileTable, folders: FileTable, stamp: int, *, workers: int, start: Start | None
) -> Iterator[Callable[[], Stale]]:
    """Look at every file and folder of the output beside what the caller does; it calls what is yielded for the result.

    `stamp` is when the tables were written, in nanoseconds on the file system's clock.
    """
    shares = Shares(output, files, folders, stamp)
    alone = workers < 2 or len(files) < _WORTH_A_PROCESS or start == "spawn" or not hasattr(os, "fork")
    try:
        if alone:
            yield lambda: shares.whole(shares.look())
            return
        with _helper(shares) as helped:

            def result() -> Stale:
                own = shares.look()
                other = helped()
                if other is None:  # The helper has come to grief: its shares are lost.
                    again = Shares(output, files, folders, stamp)
                    own, other = again.look(), Stale()
                    again.close()
                return shares.whole(own, other)

            yield result
    finally:
        shares.close()


@contextmanager
def _helper(shares: Shares) -> Iterator[Callable[[], Stale | None]]:
    """Let a copy of this process look at shares; yield what waits for its result, None if it failed."""
    import msgspec

    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as back:
                back.write(msgspec.msgpack.encode(shares.look()))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        try:

            def result() -> Stale | None:
                try:
                    return msgspec.msgpack.decode(pipe.read(), type=Stale)
                except msgspec.DecodeError:
                    return None

            yield result
        finally:
            pipe.close()
            os.waitpid(process, 0)


def _below_links(output: Path, files: FileTable, folders: FileTable, changed: Iterable[int]) -> Iterator[int]:
    """Yield the rows of files below what is a link now: it leads to files that are none of the output's."""
    links = tuple(f"{folders.paths[row]}/" for row in changed if (output / folders.paths[row]).is_symlink())
    if links:
        yield from (row for path, row in files.rows().items() if path.startswith(links))


def strays(output: Path, files: Collection[str], folders: FileTable, rows: Collection[int]) -> list[str]:
    """Return the paths of what stands in some folders of the output, and is none of `files` nor a folder of theirs.

    A folder in a file's place is none of them, and a file in a folder's. Folders stand behind what is in them. Raises
    OSError.
    """
    looked_at = {"" if folders.paths[row] == TOP else folders.paths[row] for row in rows}
    needed = {above for path in files for above in folders_above(path)}
    known: dict[str, set[str]] = {folder: set() for folder in looked_at}
    for path in (*files, *(f"{folder}/" for folder in needed)):
        above, _, name = path.removesuffix("/").rpartition("/")
        if above in known:
            known[above].add(name + "/" if path.endswith("/") else name)
    found: list[str] = []
    for folder in sorted(looked_at):
        if any((output / above).is_symlink() for above in (folder, *folders_above(folder)) if above):
            continue  # The link itself is a stray of the folder that it stands in.
        try:
            entries = sorted(os.scandir(output / folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        ours = {MARK, ".git", ".git/", f"{STAGING}/"} if not folder else set()
        for entry in entries:
            name = f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name
            if name not in known[folder] and name not in ours:
                found += _all_below(output, f"{folder}/{entry.name}" if folder else entry.name)
    return found


def _all_below(output: Path, path: str) -> Iterator[str]:
    here = output / path
    if here.is_dir() and not here.is_symlink():
        for name in sorted(os.listdir(here)):
            yield from _all_below(output, f"{path}/{name}")
    yield path
