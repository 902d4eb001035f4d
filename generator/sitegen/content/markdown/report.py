"""Where a Markdown rule says what is wrong: finds the line and column of a token's text in the file."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.errors import Location, Problem


class Report:
    """The Problems of one body. Rules reach it as `state.env["report"]`."""

    def __init__(self, path: str, text: str, lines_before: int) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.lines_before = lines_before
        self.problems: list[Problem] = []
        self._used: dict[tuple[int, str], int] = {}

    def add(self, where: Location, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(where, code, message, hint))

    def locate(self, block: Token | None, text: str = "") -> Location:
        """Return the place of `text` within the lines of a block token; of the block itself if it is not there.

        Equal texts in one block are found one after the other.
        """
        first, last = (block.map or [0, 1]) if block is not None else (0, len(self.lines))
        for wanted in dict.fromkeys((text, unquote(text))):
            if not wanted:
                continue
            number, column = first, self._used.get((first, wanted), 0)
            while number < min(last, len(self.lines)):
                found = self.lines[number].find(wanted, column if number == first else 0)
                if found >= 0:
                    if number == first:
                        self._used[first, wanted] = found + 1
                    return self.location(number, found)
                number += 1
        line = self.lines[first] if first < len(self.lines) else ""
        return self.location(first, len(line) - len(line.lstrip()))

    def location(self, number: int, column: int) -> Location:
        """Turn a line and column of the body, counted from 0, into a place of the file."""
        return Location(self.path, number + self.lines_before + 1, column + 1)


def report_of(env: MutableMapping[str, Any]) -> Report:
    report: Report = env["report"]
    return report
