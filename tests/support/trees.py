"""What stands in a folder, byte for byte: how two folders differ, and a folder put back as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

Tree = dict[str, bytes]
"""Paths with forward slashes. A file is its bytes; a folder, its path ending in a slash, is empty; a symbolic link, its
path ending in `@`, is what it leads to."""

_AROUND = 40
"""Bytes shown on each side of a difference."""


def look(folder: Path, *, without: tuple[str, ...] = ()) -> Tree:
    """Return all that stands under `folder`, but for the paths `without` and what they hold. Links are not followed."""
    tree: Tree = {}
    for here, folders, names in os.walk(folder):
        for name in sorted((*folders, *names)):
            file = Path(here, name)
            path = file.relative_to(folder).as_posix()
            if path in without:
                continue
            if file.is_symlink():
                tree[f"{path}@"] = os.fsencode(os.readlink(file))  # noqa: PTH115 - as it is written, not as a path
            elif name in folders:
                tree[f"{path}/"] = b""
            else:
                tree[path] = file.read_bytes()
        folders[:] = [name for name in folders if Path(here, name).relative_to(folder).as_posix() not in without]
    return tree


def differences(expected: Mapping[str, bytes], actual: Mapping[str, bytes]) -> list[str]:
    """Return, a line each, how `actual` differs from `expected`; empty if it does not."""
    return [
        f"{path}: {_difference(expected.get(path), actual.get(path))}"
        for path in sorted({*expected, *actual})
        if expected.get(path) != actual.get(path)
    ]


def put_tree(folder: Path, tree: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly the files and folders of `tree`; a file that is right already is not touched."""
    found = look(folder)
    for path in sorted(found.keys() - tree.keys(), reverse=True):
        target = folder / path.rstrip("@/")
        if path.endswith("/"):
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)
    for path in sorted(tree.keys() - {path for path in found if found[path] == tree.get(path)}):
        target = folder / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(tree[path])


def _difference(expected: bytes | None, actual: bytes | None) -> str:
    if actual is None:
        return "is missing"
    if expected is None:
        return "should not be there"
    shorter = min(len(expected), len(actual))
    at = next((at for at in range(shorter) if expected[at] != actual[at]), shorter)
    shown = slice(max(0, at - _AROUND), at + _AROUND)
    return f"from byte {at}, should be {expected[shown]!r} and is {actual[shown]!r}"
