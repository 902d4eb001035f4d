"""One build at a time for one output folder: the second waits for the first."""

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
