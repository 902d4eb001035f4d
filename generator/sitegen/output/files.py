"""A table of files and of what the file system said of each: the quickest way to know that nothing has changed.

A file is taken for unchanged only under git's racy rule: its times, size and inode are those of the table, and its
times are older than the table itself. Anything else has to be looked at byte by byte.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

Signature = tuple[int, int, int, int]
"""Modification and change time in nanoseconds, size in bytes, inode."""

UNKNOWN: Signature = (0, 0, -1, 0)
"""What no file has."""


def signature(status: os.stat_result) -> Signature:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


_FEW: Final = 25
"""Paths that are looked for one by one before a map of all is made."""


class FileTable:
    """Paths and their signatures, by row. A row keeps its number; one whose path is empty is free."""

    def __init__(self, paths: Iterable[str] = (), signatures: bytes = b"") -> None:
        self.paths: list[str] = list(paths)
        self._numbers = array("q")
        self._numbers.frombytes(signatures)
        if len(self._numbers) != 4 * len(self.paths):
            raise ValueError("the table's columns differ in length")
        self._rows: dict[str, int] | None = None
        self._asked = 0

    def __getstate__(self) -> tuple[list[str], bytes]:
        return self.paths, self.signatures()

    def __setstate__(self, state: tuple[list[str], bytes]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def __len__(self) -> int:
        return len(self.paths)

    def signatures(self) -> bytes:
        """Return the column of signatures, to be stored."""
        return self._numbers.tobytes()

    def rows(self) -> dict[str, int]:
        """Return the row of every path."""
        if self._rows is None:
            self._rows = {path: row for row, path in enumerate(self.paths) if path}
        return self._rows

    def of(self, row: int) -> Signature:
        return tuple(self._numbers[4 * row : 4 * row + 4])  # type: ignore[return-value]

    def row(self, path: str) -> int | None:
        """Return the row of a path, or None. A few are found sooner without making the map of all."""
        if self._rows is None and self._asked < _FEW and len(self.paths) > _FEW:
            self._asked += 1
            try:
                return self.paths.index(path)
            except ValueError:
                return None
        return self.rows().get(path)

    def put(self, path: str, known: Signature) -> int:
        """Store the signature of a path, in its row or a new one; return the row."""
        row = self.row(path)
        if row is None:
            row = len(self.paths)
            if self._rows is not None:
                self._rows[path] = row
            self.paths.append(path)
            self._numbers.extend(known)
        else:
            self._numbers[4 * row : 4 * row + 4] = array("q", known)
        return row

    def remove(self, path: str) -> int:
        """Free the row of a path; return it."""
        row = self.rows().pop(path)
        self.paths[row] = ""
        self._numbers[4 * row : 4 * row + 4] = array("q", UNKNOWN)
        return row

    def newest(self) -> int:
        """Return the latest time of any file in the table, in nanoseconds; 0 if it is empty."""
        return max(max(self._numbers[0::4], default=0), max(self._numbers[1::4], default=0))

    def differing(self, folder: str, stamp: int, first: int = 0, last: int | None = None) -> list[int]:
        """Return the rows from `first` up to `last` whose files in `folder` may be others than the table's.

        `stamp` is when the table was written, in nanoseconds on the file system's clock. Symbolic links are looked at
        themselves, not followed.
        """
        return list(self._differing(folder, stamp, first, len(self.paths) if last is None else last))

    def _differing(self, folder: str, stamp: int, first: int, last: int) -> Iterator[int]:
        numbers = self._numbers[4 * first : 4 * last]
        modified, changed, sizes, inodes = (numbers[column::4] for column in range(4))
        if max(max(modified, default=0), max(changed, default=0)) >= stamp:
            # Too young to be trusted: what no file has is expected of them.
            young = [row for row in range(len(modified)) if modified[row] >= stamp or changed[row] >= stamp]
            for row in young:
                sizes[row] = -1
        lstat, row = os.lstat, first - 1
        prefix = f"{folder}/"
        for path, mtime, ctime, size, inode in zip(
            self.paths[first:last], modified, changed, sizes, inodes, strict=True
        ):
            row += 1
            try:
                status = lstat(prefix + path)
            except OSError:  # It is gone, or cannot be reached: whoever looks closer will say why.
                if path:
                    yield row
                continue
            if (
                status.st_mtime_ns != mtime
                or status.st_ctime_ns != ctime
                or status.st_size != size
                or status.st_ino != inode
            ) and path:
                yield row
