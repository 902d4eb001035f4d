"""Puts a build's files in place, and notes in the tables of the state how they then stand: the last stage."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from sitegen.errors import MachineError
from sitegen.output.files import UNKNOWN, FileTable, signature
from sitegen.output.ledger import Ledger
from sitegen.output.make import Made
from sitegen.output.stale import TOP, Stale, strays
from sitegen.output.writer import publish, scan
from sitegen.site.urls import folders_above


def unplanned(
    output: Path, ledger: Ledger, folders: FileTable, stale: Stale, made: Sequence[Made], gone: Collection[str]
) -> list[str]:
    """Return the files and folders that must go from the output, folders behind what is in them.

    `gone` are the outputs of the last build that are planned no more. Where nothing is known of the last build, all
    that was not made must go. Raises OSError.
    """
    if len(folders):
        if not stale.folders:
            return list(gone)
        files = {*ledger.table.rows(), *(each.path for each in made)}.difference(gone)
        return list(dict.fromkeys([*gone, *strays(output, files, folders, stale.folders)]))
    there, all_folders = scan(output)
    planned = {each.path for each in made}
    needed = {folder for path in planned for folder in folders_above(path)}
    return [
        *(path for path in there if path not in planned),
        *(folder for folder in all_folders if folder not in needed),
    ]


def note(ledger: Ledger, made: Iterable[Made], gone: Iterable[str]) -> None:
    """Note in the ledger what was made, and what is planned no more."""
    for path in gone:
        ledger.remove(path)
    for each in made:
        known = each.signature or ledger.signature(each.path)
        ledger.put(each, known)


def put_in_place(
    output: Path, ledger: Ledger, made: Sequence[Made], removed: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Publish what was staged, and remove what must go; return the files written and removed, and note their times.

    Raises OSError.
    """
    staged = {each.path: each.staged for each in made if each.staged is not None}
    files = tuple(sorted(path for path in removed if not _is_folder(output / path)))
    for path in publish(output, staged, removed):
        ledger.table.put(path, signature(os.lstat(output / path)))
    return tuple(sorted(staged)), files


def note_folders(output: Path, ledger: Ledger, folders: FileTable, stale: Stale, touched: Iterable[str]) -> None:
    """Note how the folders of the output stand, as far as `touched` paths or earlier changes concern them."""
    if len(folders):
        names = {folder for path in touched for folder in folders_above(path)} | {
            folders.paths[row] for row in stale.folders
        }
    else:
        names = {folder for path in ledger.table.rows() for folder in folders_above(path)}
    top = f"{output}/"
    for name in sorted({TOP, *names}):
        try:
            status = os.lstat(top + name)
        except (FileNotFoundError, NotADirectoryError):
            status = None
        if status is not None and stat.S_ISDIR(status.st_mode):
            folders.put(name, signature(status))
        elif folders.row(name) is not None:
            folders.remove(name)


def check_all_is_there(made: Iterable[Made]) -> None:
    """Raise MachineError if a file could not be staged although its path is its own."""
    for each in made:
        if each.signature == UNKNOWN:
            raise MachineError(f"{each.path}: something stands in its way in the staging folder")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
