"""What the overlay in the browser says of a failed build: every problem, with the lines of the source around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sitegen.errors import ContentError, Problem, SitegenError, printable
from sitegen.preview.files import open_file
from sitegen.theme.folders import PACKAGED

_AROUND: Final = 2
"""Lines shown before and after the one with the problem."""
_WIDEST: Final = 160
"""Characters of a line that are shown."""
_MOST: Final = 100
"""Problems that are shown; a reader who has mended these builds again."""
_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a file that is opened for an excerpt, as of one that is read for a build."""

Shown = dict[str, Any]
"""As the client reads it: plain values, to be sent as JSON."""


def shown(root: Path, error: SitegenError) -> Shown:
    """Return what the overlay says of an error of the site in `root`."""
    if not isinstance(error, ContentError):
        return {"title": str(error), "problems": [], "more": 0}
    count = len(error.problems)
    return {
        "title": f"{count} {'problem' if count == 1 else 'problems'}",
        "problems": [_problem(root, problem) for problem in error.problems[:_MOST]],
        "more": max(0, count - _MOST),
    }


def _problem(root: Path, problem: Problem) -> Shown:
    where = problem.location
    return {
        "path": printable(where.path), "line": where.line, "column": where.column, "code": problem.code,
        "message": printable(problem.message), "hint": printable(problem.hint),
        "excerpt": excerpt(root, where.path, where.line, where.column),
    }  # fmt: skip


def excerpt(root: Path, path: str, line: int, column: int) -> list[Shown]:
    """Return the lines of a source around a place; none if it is no text file or has no such line.

    Each has its `number` and `text`; the one with the problem also `at`, the place of its column in the text, from 0.
    """
    lines = _lines(root, path)
    if not 1 <= line <= len(lines):
        return []
    around = range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1)
    return [_excerpt_line(number, lines[number - 1], column if number == line else 0) for number in around]


def _excerpt_line(number: int, text: str, column: int) -> Shown:
    """Return a line as far as it is shown; `column` counts from 1, and is 0 in a line without the problem."""
    first = max(0, min(column - _WIDEST // 2, len(text) - _WIDEST)) if column else 0
    cut = text[first : first + _WIDEST]
    whole = f"{'…' if first else ''}{printable(cut)}{'…' if first + _WIDEST < len(text) else ''}"
    line: Shown = {"number": number, "text": whole}
    if column:
        line["at"] = min(column - 1, len(text)) - first + (1 if first else 0)
    return line


def _lines(root: Path, path: str) -> list[str]:
    for base in (root, *(folder.parent for folder in PACKAGED)):
        opened = open_file(base, path)
        if opened is None:
            continue
        with opened[0] as file:
            text = file.read(_LARGEST) if opened[1].st_size <= _LARGEST else b""
        return [] if b"\0" in text else text.decode(errors="replace").splitlines()
    return []
