"""Puts the files of a build in place, together: all are staged first, so that a failure leaves the last good site.

The output folder belongs to sitegen, which marks it: what the build did not plan is removed, a `.git` at its top
excepted. Files to be published as they are belong into content/static/.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.digests import content_digest
from sitegen.errors import MachineError, UsageError
from sitegen.output.files import UNKNOWN, Signature, signature
from sitegen.site.urls import folders_above

MARK: Final = ".sitegen"
"""The file that says that a folder is made by sitegen; a folder of that name is another site's state."""
STAGING: Final = ".sitegen.staging"
"""Where new files wait. It is inside the output folder: a rename never crosses file systems, mounts or permissions."""
CHECKED: Final = ".sitegen/check"
"""Below the site's root: an output that nobody publishes, made to be looked over."""
PREVIEWS: Final = "preview"
"""The folder beside the states, in ROOT/.sitegen, that holds what previews build."""
_TREE: Final = "tree"
_SIDE: Final = "side"
"""Where files wait within it: see Staging."""
_KEPT: Final = ".git"
_OURS: Final = frozenset({_KEPT, STAGING})
"""Folders at the top of the output that are no part of the site."""
_AS_EFFECTIVE: Final = os.access in os.supports_effective_ids
_MARK_TEXT: Final = b"sitegen made this folder and may remove anything in it.\n"


def check_output(output: Path, root: Path) -> None:
    """Raise UsageError unless `output` is a folder that sitegen may fill: absent, empty, or marked as its own."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise UsageError(f"{output} is not a folder. Choose another --output")
    real = output.resolve()
    kept_apart = (root / name for name in ("content", "themes", ".sitegen"))
    is_apart = real == root / CHECKED or root / ".sitegen" / PREVIEWS in real.parents
    if real == root or real in root.parents or (not is_apart and any(_within(real, folder) for folder in kept_apart)):
        raise UsageError(f"{output}: the output cannot be a folder of the site's sources. Choose another --output")
    if (output / MARK).is_file():
        return
    try:
        entries = set(os.listdir(output)) if output.is_dir() else set()
    except OSError as error:
        raise MachineError(f"{output}: cannot be read: {error.strerror}") from error
    if not entries <= {*_OURS, ".DS_Store"}:
        hint = "Choose an empty folder with --output, or empty this one yourself"
        raise UsageError(f"{output} holds files that sitegen did not make, and would remove. {hint}")


@contextmanager
def staging_in(output: Path) -> Iterator[None]:
    """Keep an empty staging folder in `output`, which is made if it is not there, and is left as it was on failure.

    Raises MachineError if the disk is full or refuses.
    """
    staging = output / STAGING
    is_new = not output.exists()
    try:
        try:
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir(parents=True)
            _prepare(staging)
            yield
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            if is_new:
                with suppress(OSError):
                    output.rmdir()  # Succeeds where the build failed, and nothing was put in.
    except OSError as error:
        where = error.filename or output
        raise MachineError(f"{where}: cannot be written: {error.strerror or error}") from error


def restage(output: Path) -> None:
    """Empty the staging folder. Raises OSError."""
    shutil.rmtree(output / STAGING)
    (output / STAGING).mkdir()
    _prepare(output / STAGING)


def _prepare(staging: Path) -> None:
    (staging / _TREE).mkdir()
    (staging / _SIDE).mkdir()


def has_digest(file: Path, digest: bytes) -> bool:
    """Tell whether a file is there, is no link, and its bytes have this digest."""
    try:
        return stat.S_ISREG(file.lstat().st_mode) and content_digest(file.read_bytes()) == digest
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise MachineError(f"{file}: cannot be read: {error.strerror}") from error


class Staged(NamedTuple):
    """A file that waits."""

    signature: Signature
    """UNKNOWN where a file stands in the way of a folder, or a folder in that of a file: two pages claim one path."""
    name: str
    """Its name among the files that will take a place in folders which are there; empty for one in the tree."""


class Staging:
    """One process's part of the staging folder.

    Files of folders that are not there yet wait in a tree of their own, which moves as a whole. Others wait side by
    side: making and removing a folder for each would cost more than writing them.
    """

    def __init__(self, output: Path, part: str = "") -> None:
        """`part` tells the parts of one process from each other: what the names of its files begin with."""
        self._output, self._part, self._count = str(output), part, count()
        self._known: dict[str, bool] = {}
        """The folders of the output that were looked for, and whether they are there."""

    def put(self, path: str, content: bytes) -> Staged:
        """Write a file that will stand at `path`. Raises MachineError if the disk is full or refuses."""
        folder = path.rpartition("/")[0]
        name = f"{self._part}{os.getpid():x}-{next(self._count):x}" if self._is_there(folder) else ""
        waiting = f"{self._output}/{STAGING}/{_SIDE}/{name}" if name else f"{self._output}/{STAGING}/{_TREE}/{path}"
        try:
            return Staged(_write(waiting, content), name)
        except (NotADirectoryError, IsADirectoryError, FileExistsError):
            return Staged(UNKNOWN, name)
        except OSError as error:
            raise MachineError(f"{self._output}/{path}: cannot be written: {error.strerror}") from error

    def look_at(self, path: str, content: bytes) -> Signature | None:
        """Return the signature of the output's file at `path` if it holds `content`, else None. No link is followed.

        Raises MachineError if it cannot be read.
        """
        if not self._is_there(path.rpartition("/")[0]):
            return None
        file = Path(f"{self._output}/{path}")
        try:
            status = file.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_size == len(content) and file.read_bytes() == content:
                return signature(status)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            raise MachineError(f"{file}: cannot be read: {error.strerror}") from error
        return None

    def _is_there(self, folder: str) -> bool:
        """Tell whether a folder of the output is there, and is not reached by a link."""
        known = self._known.get(folder)
        if known is None:
            path = f"{self._output}/{folder}"
            above = not folder or self._is_there(folder.rpartition("/")[0])
            known = above and os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114
            self._known[folder] = known
        return known


def _write(file: str, content: bytes) -> Signature:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        handle = os.open(file, flags, 0o666)
    except FileNotFoundError:
        _make_folder(file.rpartition("/")[0])
        handle = os.open(file, flags, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return signature(os.fstat(handle))
    finally:
        os.close(handle)


def _make_folder(folder: str) -> None:
    """Make a folder, and those above it that are missing; most often only the last one is."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - once a page
    except FileNotFoundError:
        _make_folder(folder.rpartition("/")[0])
        _make_folder(folder)
    except FileExistsError:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise


def scan(output: Path) -> tuple[list[str], list[str]]:
    """Return the paths of all files in the output, and of all folders, each folder behind those in it.

    What is no folder is a file: a link to one, too. Raises OSError: a folder that cannot be listed may hold what
    must go, and is never passed over.
    """
    files: list[str] = []
    folders: list[str] = []
    _scan(f"{output}/", "", files, folders)
    return files, folders


def _scan(top: str, prefix: str, files: list[str], folders: list[str]) -> None:
    with os.scandir(top + prefix) as entries:
        for entry in entries:
            if not prefix and (entry.name in _OURS or entry.name == MARK):
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                _scan(top, f"{path}/", files, folders)
                folders.append(path)
            else:
                files.append(path)


def publish(output: Path, staged: Mapping[str, str], removed: Iterable[str]) -> set[str]:
    """Put the staged files into place, and remove files, and folders that are empty then.

    `staged` gives each path its name, as `Staging.put` returned it; `removed` names files and folders, folders behind
    what is in them. Returns the staged paths that took a place in folders which were there already: a rename has
    changed the times of these. Raises OSError, before anything is changed if a folder refuses.
    """
    gone = sorted(removed, reverse=True)
    _check_writable(output, (*staged, *gone))
    # Links first: what would be removed below them is none of the output's.
    for path in sorted(gone, key=lambda path: not (output / path).is_symlink()):
        _remove(output, path)
    if staged:
        mark = output / MARK
        if not mark.is_file():
            mark.write_bytes(_MARK_TEXT)
    moved: set[str] = set()
    _merge(f"{output}/{STAGING}/{_TREE}/", f"{output}/", "", moved)
    side = f"{output}/{STAGING}/{_SIDE}/"
    for path, name in staged.items():
        if name:
            _put(side + name, f"{output}/{path}")
            moved.add(path)
    return moved


def _put(waiting: str, target: str) -> None:
    try:
        os.replace(waiting, target)  # noqa: PTH105 - a hundred thousand of them must be quick
    except FileNotFoundError:
        _make_folder(target.rpartition("/")[0])  # It was left empty, and so was removed.
        os.replace(waiting, target)  # noqa: PTH105


def _check_writable(output: Path, paths: Iterable[str]) -> None:
    """Raise PermissionError, before anything is changed, if a folder refuses what is to be put in or removed."""
    asked = {path.rpartition("/")[0] for path in paths}
    missing = {folder for folder in asked if not os.path.lexists(f"{output}/{folder}")}
    asked |= {above for folder in missing for above in (*folders_above(folder), "")}
    for folder in sorted(asked):
        here = f"{output}/{folder}"
        is_folder = os.path.isdir(here)  # noqa: PTH112 - a hundred thousand of them must be quick
        if is_folder and not os.access(here, os.W_OK | os.X_OK, effective_ids=_AS_EFFECTIVE):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), here)


def _remove(output: Path, path: str) -> None:
    """Remove a file or an empty folder, and the folders above that are empty then."""
    target = output / path
    try:
        if target.is_dir() and not target.is_symlink():
            target.rmdir()
        else:
            target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        pass  # Somebody was quicker.
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
        return
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            break  # It holds something yet.


def _merge(source: str, target: str, prefix: str, moved: set[str]) -> None:
    """Move what is in one folder into another; a folder that is not there yet moves as a whole."""
    with os.scandir(source + prefix) as entries:
        names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in names:
        path = prefix + name
        if is_folder and os.path.isdir(target + path) and not os.path.islink(target + path):  # noqa: PTH112, PTH114
            _merge(source, target, f"{path}/", moved)
            continue
        if not is_folder:
            moved.add(path)
        os.replace(source + path, target + path)  # noqa: PTH105 - a hundred thousand of them must be quick


def _within(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
