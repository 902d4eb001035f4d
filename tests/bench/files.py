"""Counts the files of a folder and those that changed, and says what the machine itself takes for as many."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path


@dataclass(frozen=True)
class Amount:
    """Files, and the bytes in them."""

    files: int
    bytes: int


def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every file below a folder."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from entries(Path(entry.path))
            else:
                yield entry


def amount(folder: Path, since: int = 0) -> Amount:
    """Return how much is in a folder that was written at `since` (nanoseconds, from `now`) or after it."""
    sizes = [found.st_size for entry in entries(folder) if (found := entry.stat()).st_ctime_ns >= since]
    return Amount(len(sizes), sum(sizes))


def now(folder: Path) -> int:
    """Return the moment on the clock of the file system that holds `folder`, later than all its files'."""
    time.sleep(0.02)
    mark = folder / ".moment"
    mark.touch()
    moment = mark.stat().st_ctime_ns
    mark.unlink()
    return moment


def digests(folder: Path, known: Mapping[str, bytes], since: int) -> dict[str, bytes]:
    """Return the digest of every file's bytes by path; what was not written at `since` or after keeps its `known` one.

    The time of a file's change is the system's, and cannot be set back: what was not written has its old bytes.
    """
    found: dict[str, bytes] = {}
    for entry in entries(folder):
        kept = known.get(entry.path) if entry.stat().st_ctime_ns < since else None
        found[entry.path] = kept or blake2b(Path(entry.path).read_bytes(), digest_size=16).digest()
    return found


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[int, int]:
    """Return how many files are new or have other bytes than before, and how many are gone."""
    written = sum(before.get(path) != digest for path, digest in after.items())
    return written, len(before.keys() - after.keys())


def time_to_stat(*folders: Path) -> float:
    """Return the seconds that a plain loop takes to list every file of the folders and to ask for its status."""
    started = time.perf_counter()
    for folder in folders:
        for entry in entries(folder):
            entry.stat()
    return time.perf_counter() - started


def time_to_read(folder: Path) -> float:
    """Return the seconds that a plain loop takes to read every file of a folder."""
    started = time.perf_counter()
    for entry in entries(folder):
        Path(entry.path).read_bytes()
    return time.perf_counter() - started


def time_to_write(folder: Path, target: Path) -> float:
    """Return the seconds that a plain loop takes to write as many files, of the same paths and sizes, elsewhere."""
    sizes = [(os.path.relpath(entry.path, folder), entry.stat().st_size) for entry in entries(folder)]
    content = memoryview(b"x" * max(size for _, size in sizes))
    started = time.perf_counter()
    made: set[str] = set()
    for path, size in sizes:
        above = os.path.dirname(path)  # noqa: PTH120
        if above not in made:
            (target / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        (target / path).write_bytes(content[:size])
    return time.perf_counter() - started
