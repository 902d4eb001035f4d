"""New files, all or none: never over an existing one, and never a half-written one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sitegen.errors import MachineError


def create_files(files: Mapping[Path, bytes]) -> Path | None:
    """Create each file with its bytes, and the folders it needs.

    Returns None, or the first path that exists already; none of the files is then written. Raises MachineError, with
    none of the files written, if the machine cannot do it.
    """
    whole: dict[Path, Path] = {}
    named: list[Path] = []
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            whole[path] = path.with_name(f".{secrets.token_hex(8)}.tmp")
            _write_new(whole[path], content)
        for path in files:
            if not _name(whole[path], path):
                _remove(named)
                return path
            named.append(path)
    except OSError as error:
        _remove(named)
        raise MachineError(f"{path}: cannot be written: {error.strerror}") from error
    except BaseException:
        _remove(named)
        raise
    finally:
        _remove(whole.values())
    return None


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(whole: Path, path: Path) -> bool:
    """Give a complete file its name; return False if the name is taken. A link, unlike a renaming, never replaces."""
    try:
        os.link(whole, path)
    except FileExistsError:
        return False
    except OSError:
        return _copy(whole, path)
    return True


def _copy(whole: Path, path: Path) -> bool:
    """Do as _name does on a file system without links (FAT, some network shares)."""
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(whole.read_bytes())
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _remove([path])
        raise
    return True


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
