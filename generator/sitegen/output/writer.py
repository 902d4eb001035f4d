"""Puts the files of a build in place, together: all are staged first, so that a failure leaves the last good site.

The output folder belongs to sitegen, which marks it: what the build did not plan is removed, a `.git` at its top
excepted. Files to be published as they are belong into content/static/.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.errors import MachineError, UsageError

MARK: Final = ".sitegen"
"""The file that says that a folder is made by sitegen."""
_KEPT: Final = ".git"
_MARK_TEXT: Final = b"sitegen made this folder and may remove anything in it.\n"


class Published(Struct, frozen=True):
    """What a build did to the output folder: the paths of files, and a number."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def check_output(output: Path, root: Path) -> None:
    """Raise UsageError unless `output` is a folder that sitegen may fill: absent, empty, or marked as its own."""
    if output == root or output in root.parents or any(_within(output, root / name) for name in ("content", "themes")):
        raise UsageError(f"{output}: the output cannot be a folder of the site's sources. Choose another --output")
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError(f"{output} is not a folder. Choose another --output")
    try:
        entries = set(os.listdir(output)) if output.is_dir() else set()
    except OSError as error:
        raise MachineError(f"{output}: cannot be read: {error.strerror}") from error
    if entries and MARK not in entries and not entries <= {_KEPT, ".DS_Store"}:
        hint = "Choose an empty folder with --output, or empty this one yourself"
        raise UsageError(f"{output} holds files that sitegen did not make, and would remove. {hint}")


def publish(files: Iterable[tuple[str, bytes]], output: Path) -> Published:
    """Make `output` hold exactly `files`, given as path and bytes.

    A file whose bytes are right already is left alone. All others are staged beside the output folder and renamed
    into place after the last of them was made; an exception from `files` leaves the output as it was. Raises
    MachineError if the disk is full or refuses.
    """
    staging = output.parent / f".{output.name}.staging"
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            existing = _scan(output)
            planned, changed = _stage(files, output, existing, staging)
            removed = _sweep(output, existing, planned | {MARK})
            for number, path in enumerate(changed):
                _put(staging / str(number), output / path)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        where = error.filename or output
        raise MachineError(f"{where}: cannot be written: {error.strerror or error}") from error
    written = tuple(path for path in changed if path != MARK)
    return Published(written, removed, len(planned) - len(written))


def _scan(output: Path) -> dict[str, int]:
    """Return the size in bytes of every file in the output; -1 for what is no regular file (a link, say)."""
    sizes: dict[str, int] = {}
    for folder, folders, names in os.walk(output):
        if folder == str(output) and _KEPT in folders:
            folders.remove(_KEPT)
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
    for path, content in ((MARK, _MARK_TEXT), *files):
        if path != MARK:
            planned.add(path)
        if existing.get(path) == len(content) and (output / path).read_bytes() == content:
            continue
        (staging / str(len(changed))).write_bytes(content)
        changed.append(path)
    return planned, changed


def _sweep(output: Path, existing: Iterable[str], planned: set[str]) -> tuple[str, ...]:
    """Remove every file that is not planned, and every folder left empty; return the files' paths."""
    removed = sorted(path for path in existing if path not in planned)
    for path in removed:
        (output / path).unlink()
    for folder, folders, names in os.walk(output, topdown=False):
        here = Path(folder)
        if here == output or here.relative_to(output).parts[0] == _KEPT or names:
            continue
        if all(not (here / name).exists() for name in folders):
            here.rmdir()
    return tuple(removed)


def _put(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)


def _within(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
