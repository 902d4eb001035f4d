"""Puts the files of a build in place, together: all are staged first, so that a failure leaves the last good site.

The output folder belongs to sitegen, which marks it: what the build did not plan is removed, a `.git` at its top
excepted. Files to be published as they are belong into content/static/.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.errors import MachineError, UsageError

MARK: Final = ".sitegen"
"""The file that says that a folder is made by sitegen; a folder of that name is another site's state."""
STAGING: Final = ".sitegen.staging"
"""Where new files wait. It is inside the output folder: a rename never crosses file systems, mounts or permissions."""
_KEPT: Final = ".git"
_OURS: Final = frozenset({_KEPT, STAGING})
"""Folders at the top of the output that are no part of the site."""
_AS_EFFECTIVE: Final = os.access in os.supports_effective_ids
_MARK_TEXT: Final = b"sitegen made this folder and may remove anything in it.\n"


class Published(Struct, frozen=True):
    """What a build did to the output folder: the paths of files, and a number."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def check_output(output: Path, root: Path) -> None:
    """Raise UsageError unless `output` is a folder that sitegen may fill: absent, empty, or marked as its own."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError(f"{output} is not a folder. Choose another --output")
    real = output.resolve()
    if real == root or real in root.parents or any(_within(real, root / name) for name in ("content", "themes")):
        raise UsageError(f"{output}: the output cannot be a folder of the site's sources. Choose another --output")
    try:
        entries = set(os.listdir(output)) if output.is_dir() else set()
    except OSError as error:
        raise MachineError(f"{output}: cannot be read: {error.strerror}") from error
    if not (output / MARK).is_file() and not entries <= {*_OURS, ".DS_Store"}:
        hint = "Choose an empty folder with --output, or empty this one yourself"
        raise UsageError(f"{output} holds files that sitegen did not make, and would remove. {hint}")


def publish(files: Iterable[tuple[str, bytes]], output: Path) -> Published:
    """Make `output` hold exactly `files`, given as path and bytes.

    A file whose bytes are right already is left alone. All others are staged and renamed into place after the last of
    them was made; an exception from `files` leaves the output as it was. Raises MachineError if the disk is full or
    refuses.
    """
    staging = output / STAGING
    is_new = not output.exists()
    try:
        try:
            existing = {} if is_new else _scan(output)
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir(parents=True)
            planned, changed = _stage(files, output, existing, staging)
            removed = sorted(existing.keys() - planned - {MARK})
            _check_writable(output, (*changed, *removed))
            _sweep(output, removed)
            for number, path in enumerate(changed):
                _put(staging / str(number), output / path)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            if is_new:
                with suppress(OSError):
                    output.rmdir()  # Succeeds where the build failed, and nothing was put in.
    except OSError as error:
        where = error.filename or output
        raise MachineError(f"{where}: cannot be written: {error.strerror or error}") from error
    written = tuple(path for path in changed if path != MARK)
    return Published(written, tuple(removed), len(planned) - len(written))


def _scan(output: Path) -> dict[str, int]:
    """Return the size in bytes of every file in the output; -1 for what is no regular file (a link, say)."""
    sizes: dict[str, int] = {}
    for folder, folders, names in os.walk(output, onerror=_raise):
        if folder == str(output):
            folders[:] = [name for name in folders if name not in _OURS]
        here = Path(folder)
        for file in (*(here / name for name in names), *(here / name for name in folders)):
            if file.is_dir() and not file.is_symlink():
                continue
            status = file.lstat()
            sizes[file.relative_to(output).as_posix()] = status.st_size if stat.S_ISREG(status.st_mode) else -1
    sizes.pop(_KEPT, None)
    return sizes


def _stage(
    files: Iterable[tuple[str, bytes]], output: Path, existing: dict[str, int], staging: Path
) -> tuple[set[str], list[str]]:
    """Write what differs from the output into `staging`, under numbers; return all paths and those that differ."""
    planned: set[str] = set()
    changed: list[str] = []
    for path, content in chain([(MARK, _MARK_TEXT)], files):
        if path != MARK:
            planned.add(path)
        if existing.get(path) == len(content) and (output / path).read_bytes() == content:
            continue
        (staging / str(len(changed))).write_bytes(content)
        changed.append(path)
    return planned, changed


def _check_writable(output: Path, paths: Iterable[str]) -> None:
    """Raise PermissionError, before anything is changed, if a folder refuses what is to be put in or removed."""
    for folder in sorted({(output / path).parent for path in paths}):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK, effective_ids=_AS_EFFECTIVE):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _sweep(output: Path, removed: Iterable[str]) -> None:
    """Remove files, and every folder left empty."""
    for path in removed:
        (output / path).unlink()
    for folder, folders, names in os.walk(output, topdown=False):
        here = Path(folder)
        if here == output or here.relative_to(output).parts[0] in _OURS or names:
            continue
        if all(not (here / name).exists() for name in folders):
            here.rmdir()


def _put(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)


def _raise(error: OSError) -> None:
    """A folder that cannot be listed may hold what must go: it is never passed over."""
    raise error


def _within(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
