"""Finds the files of content/, and tells which of them may be others than they were.

A file is refused if it is not a regular file, too large, named as some system refuses it, or reached by a link that
leads out of content/.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.errors import Location, MachineError, Problem, nearest
from sitegen.output.files import FileTable, Signature, signature

MAX_BYTES: Final = 4 * 1024 * 1024
"""The largest text file read, in bytes: a very long book; a larger one is a picture or an archive by mistake."""

SITE_FILE: Final = "site.yaml"
"""Relative to content/: the settings, which are no asset that an article may publish."""
_NEAR_MARKDOWN: Final = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".md.txt")
TEXTS: Final = ("articles", "pages", "authors")
"""The folders below content/ whose Markdown files are read."""


class Scan(Struct, frozen=True):
    """How the files below content/ differ from a table of them; paths are relative to content/."""

    changed: dict[str, Signature]
    """Files that are not in the table, or may be others than they were, in the order of paths."""
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Of the files that cannot be taken."""


def is_text(path: str) -> bool:
    """Tell whether a file below content/ is read as an article, page or author."""
    return path.endswith(".md") and path.partition("/")[0] in TEXTS and "/" in path


def is_asset(path: str) -> bool:
    """Tell whether a file below content/ is one that articles may refer to and publish."""
    return path != SITE_FILE and not is_text(path) and not path.startswith("static/")


def find_sources(root: Path, table: FileTable | None = None, stamp: int = 0) -> Scan:
    """Walk ROOT/content and tell how it differs from `table`, which was written at `stamp` (nanoseconds).

    Files and folders whose names start with a dot are passed over, except in content/static/. A file of the table
    had no Problem in its name or kind, and is not examined again while the system says the same of it.
    Raises MachineError if a folder cannot be read.
    """
    walk = _Walk(root / "content", table or FileTable(), stamp)
    walk.compare()
    walk.enter("", "")
    return walk.result()


class _Walk:
    """A walk through content/: the files of the table are compared with it, all others are looked for."""

    def __init__(self, content: Path, table: FileTable, stamp: int) -> None:
        self._top, self._content = str(content), content.resolve()
        self._table, self._stamp = table, stamp
        self._doubtful: set[str] = set()
        self._met: set[str] = set()
        """The doubtful that are there."""
        self._changed: dict[str, Signature] = {}
        self._problems: list[Problem] = []

    def compare(self) -> None:
        """Find the files of the table that may be others than they were, or are no more."""
        paths = self._table.paths
        self._doubtful.update(paths[row] for row in self._table.differing(self._top, self._stamp))

    def result(self) -> Scan:
        changed = {path: self._changed[path] for path in sorted(self._changed)}
        removed = sorted(self._doubtful - self._met)
        return Scan(changed, tuple(removed), tuple(sorted(self._problems)))

    def enter(self, folder: str, prefix: str) -> None:
        """Look at every entry of a folder that is not known to be as it was."""
        try:
            names = os.listdir(f"{self._top}/{folder}")
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise MachineError(f"content/{prefix}: cannot be read: {error.strerror}") from error
        rows, doubtful = self._table.rows(), self._doubtful
        strange = [name for name in names if (path := prefix + name) not in rows or path in doubtful]
        if strange:
            wanted = set(strange)
            with os.scandir(f"{self._top}/{folder}") as entries:
                found = [entry for entry in entries if entry.name in wanted]
            for entry in found:
                self._examine(entry, prefix + entry.name, prefix)

    def _examine(self, entry: os.DirEntry[str], path: str, prefix: str) -> None:
        """Look at an entry that may be anything."""
        if entry.name.startswith(".") and not prefix.startswith("static/"):
            return
        where = Location(f"content/{path}")
        problem = _name_problem(path)
        if problem:
            self._problems.append(problem)
        if not path.isascii() and path != path.encode(errors="ignore").decode():
            return  # Not even its name can be read.
        if entry.is_symlink():
            problem = _link_problem(entry, where, self._content)
            if problem:
                self._problems.append(problem)
                return
        try:
            status = entry.stat()
        except FileNotFoundError:
            return  # Gone since the listing: the next build sees the folder as it then is.
        except OSError as error:
            raise MachineError(f"{where.path}: cannot be read: {error.strerror}") from error
        if stat.S_ISDIR(status.st_mode):
            if entry.name.endswith(".md") and not prefix.startswith("static"):
                hint = "Rename the folder, or move the article's file up"
                self._problems.append(Problem(where, "not-a-file", "a folder is named like an article", hint))
            else:
                self.enter(path, f"{path}/")
        elif stat.S_ISREG(status.st_mode):
            self._met.add(path)
            self._take(path, signature(status))
        else:
            self._problems.append(Problem(where, "not-a-file", "this is neither a file nor a folder", "Remove it"))

    def _is_trusted(self, path: str, found: Signature) -> bool:
        row = self._table.rows()[path]
        return found == self._table.of(row) and found[0] < self._stamp and found[1] < self._stamp

    def _take(self, path: str, found: Signature) -> None:
        """Note a file that is new or may have changed, with the Problems of its place and size."""
        if path in self._doubtful and self._is_trusted(path, found):
            return  # A link in the table, whose file is as it was.
        self._changed[path] = found
        folder = path.partition("/")[0] if "/" in path else ""
        if is_text(path):
            if found[2] > MAX_BYTES:
                self._problems.append(_too_large(path, found[2]))
                del self._changed[path]
        elif is_asset(path):
            self._problems += _near_markdown(path) if folder in TEXTS else _stray(path, folder)


def _name_problem(path: str) -> Problem | None:
    """Return the Problem of a file's name that is no text, or that some system or host refuses."""
    from sitegen.content.kinds import KEPT_NAMES, name_refusal  # Not needed while every name is known.

    name = path.rpartition("/")[2]
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
        return Problem(Location(f"content/{shown}"), "file-name", "the file's name is not UTF-8", "Rename the file")
    where = Location(f"content/{path if path.isprintable() else path.encode('unicode_escape').decode()}")
    why = name_refusal(name)
    if why:
        return Problem(where, "file-name", "the name cannot be published on every system", f"{why}. Rename it")
    if path.startswith("static/") and path.count("/") == 1 and name.casefold() in KEPT_NAMES:
        hint = "Take it out of content/static/"
        return Problem(where, "file-name", "the output folder keeps this name for the tools that publish it", hint)
    return None


def _link_problem(entry: os.DirEntry[str], where: Location, content: Path) -> Problem | None:
    target = Path(os.path.realpath(entry.path))
    if not target.exists():
        return Problem(where, "broken-link-file", "the symbolic link leads to nothing", "Remove it, or mend its target")
    if content != target and content not in target.parents:
        return Problem(where, "link-outside", "the symbolic link leads out of content/", "Put a copy of the file here")
    if target.is_dir():
        return Problem(
            where, "link-to-folder", "the symbolic link leads to a folder", "Link single files, or copy them"
        )
    return None


def _too_large(path: str, size_in_bytes: int) -> Problem:
    size, most = size_in_bytes / 1024 / 1024, MAX_BYTES // 1024 // 1024
    where = Location(f"content/{path}")
    return Problem(where, "file-too-large", f"the file has {size:.1f} MB; a text may have {most} MB", "Split it")


def _near_markdown(path: str) -> Iterator[Problem]:
    lowered = path.lower().rstrip()
    if lowered.endswith((".md", *_NEAR_MARKDOWN)) and not path.endswith(".md"):
        where = Location(f"content/{path}")
        yield Problem(where, "file-ending", "this file's ending is not `.md`, so it would be left out", "Rename it")


def _stray(path: str, folder: str) -> Iterator[Problem]:
    """A text in no folder that is read would be left out; README.md and other names in capitals are meant to be."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    if folder != "media" and f"{dot}{ending}" == ".md" and not stem.isupper():
        where = Location(f"content/{path}")
        message = "the file lies in no folder that is read, so it would be left out"
        hint = nearest(folder, ("articles", "pages", "authors")) or "articles"
        yield Problem(where, "stray-file", message, f"Move it to content/{hint}/")
