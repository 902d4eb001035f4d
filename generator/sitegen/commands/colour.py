"""Colours for people at a terminal, and for nobody else: not in files and pipes, nor where NO_COLOR asks for none."""

from __future__ import annotations

import os
from typing import Final, TextIO

from sitegen.errors import Problem, printable

_END: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_LEVELS: Final = {"error": "\x1b[31m", "warning": "\x1b[33m"}
"""Red and yellow, as ECMA-48 has them: the terminal says which shades these are."""


def is_coloured(stream: TextIO) -> bool:
    """Tell whether `stream` is a terminal that shows colours, and its user wants them (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(problem: Problem, stream: TextIO) -> str:
    """Return a problem as it is printed on `stream`: its place in bold, its kind in the colour of its level."""
    text = str(problem)
    if not is_coloured(stream):
        return text
    place = printable(str(problem.location))
    kind, _, message = text.removeprefix(f"{place}: ").partition(f"{problem.code}: ")
    return f"{_BOLD}{place}{_END}: {_LEVELS[problem.LEVEL]}{kind}{problem.code}{_END}: {message}"
