"""One build at a time for one output folder: the second waits for the first. And one preview for one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock that `file` stands for, waiting as long as another process holds it.

    The system frees it however that process ends. Raises OSError if the file cannot be made.
    """
    if fcntl is None:
        from filelock import FileLock  # Slower to import than a build without a change takes.

        with FileLock(file):
            yield
        return
    with file.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def locked_at_once(file: Path) -> Iterator[bool]:
    """Hold the lock that `file` stands for, if no other process holds it; yield whether it does.

    Raises OSError if the file cannot be made.
    """
    if fcntl is None:
        from filelock import FileLock, Timeout

        lock = FileLock(file, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()
        return
    with file.open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_held = False
        else:
            is_held = True
        yield is_held
