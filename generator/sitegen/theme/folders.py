"""Where themes are, and whether anything in them has changed: all that a build without a change needs of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent
PACKAGED: Final = (_PACKAGE / "themes", _PACKAGE.parent.parent / "themes")
"""Where themes that come with sitegen are: in an installed package, or in a checkout."""


def find_folder(root: Path, name: str) -> Path | None:
    """Return the folder of a theme: one of ROOT/themes before one of the same name that is packaged."""
    for base in (root / "themes", *PACKAGED):
        if (base / name / "theme.yaml").is_file():
            return (base / name).resolve()
    return None


def display_path(root: Path, path: Path) -> str:
    """Return a theme file's path as an editor knows it."""
    for base in (root, *PACKAGED):
        if path.is_relative_to(base):
            inner = path.relative_to(base).as_posix()
            return inner if base == root else f"themes/{inner}"
    return path.as_posix()


def digest_folders(folders: Iterable[Path]) -> bytes:
    """Return a digest of the path and the bytes of every file in the folders, in their order. Raises OSError."""
    hasher = blake2b(digest_size=16)
    for folder in folders:
        for name in sorted(_names(str(folder), "")):
            with open(f"{folder}/{name}", "rb", buffering=0) as file:
                content = file.read()
            hasher.update(f"{len(name)} {len(content)} {name}".encode(errors="surrogateescape"))
            hasher.update(content)
        hasher.update(b"/")
    return hasher.digest()


def _names(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue  # An editor's own, and no part of the theme.
            if entry.is_dir():
                yield from _names(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name
