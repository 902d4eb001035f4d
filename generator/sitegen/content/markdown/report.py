"""Where a Markdown rule says what is wrong: finds the line and column of a token's text in the file."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.errors import Location, Problem

_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]: *<?([^\s>]+)")
"""The line that gives a reference its address: `[name]: address`."""


class Report:
    """The Problems of one body. Rules reach it as `state.env["report"]`."""

    def __init__(self, path: str, text: str, lines_before: int, columns_before: int = 0) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.lines_before, self.columns_before = lines_before, columns_before
        self.problems: list[Problem] = []
        self._next: dict[tuple[int, str], tuple[int, int]] = {}
        """Where to look on for a text that was found before."""
        self._definitions: dict[str, Location] | None = None

    def add(self, where: Location, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(where, code, message, hint))

    def locate(self, block: Token | None, *wanted: str) -> Location:
        """Return the place of the first of the wanted texts that stands within the lines of a block token.

        If none does, it is the place of the block itself. Without a block all lines are searched. Equal texts in one
        block are found one after the other.
        """
        found = next(filter(None, (self.find(block, text) for text in wanted)), None)
        return found or self.start(block)

    def find(self, block: Token | None, text: str) -> Location | None:
        """Return the place of a text within the lines of a block token, or None; equal texts one after the other."""
        first, last = (block.map or [0, 1]) if block is not None else (0, len(self.lines))
        number, column = self._next.get((first, text), (first, 0))
        while text and number < min(last, len(self.lines)):
            found = self.lines[number].find(text, column)
            if found >= 0:
                self._next[first, text] = number, found + 1
                return self.location(number, found)
            number, column = number + 1, 0
        self._next[first, text] = len(self.lines), 0
        return None

    def find_unescaped(self, block: Token | None, text: str) -> Location | None:
        """Return the place of a text that begins with a bracket and has no backslash before it, or None."""
        found = self.find(block, text)
        while found and self._character(found.line, found.column - 1) == "\\":
            found = self.find(block, text)
        return found

    def start(self, block: Token | None) -> Location:
        """Return the place of the first character of a block."""
        first = (block.map or [0])[0] if block is not None else 0
        line = self.lines[first] if first < len(self.lines) else ""
        return self.location(first, len(line) - len(line.lstrip()))

    def locate_address(self, block: Token | None, address: Token) -> Location:
        """Return the place of the address of a link or picture, given by its token."""
        target = str(address.attrs.get("href", address.attrs.get("src", "")))
        if address.info == "auto":
            return self.locate(block, target, unquote(target))
        if "label" in address.meta:
            return self._definition(unquote(target)) or self.start(block)
        for opening in ("](", "](<"):
            for text in dict.fromkeys((target, unquote(target))):
                found = self.find(block, opening + text) if text else None
                if found:
                    self._pass(block, "](", found)
                    return Location(found.path, found.line, found.column + len(opening))
        found = self.find(block, "](")  # Of a target that was typed otherwise: the next after the last one found.
        return Location(found.path, found.line, found.column + 2) if found else self.start(block)

    def _pass(self, block: Token | None, text: str, place: Location) -> None:
        """Look for `text` behind a place only."""
        first = (block.map or [0])[0] if block is not None else 0
        behind = place.line - self.lines_before - 1, place.column - self.columns_before
        self._next[first, text] = max(self._next.get((first, text), behind), behind)

    def location(self, number: int, column: int) -> Location:
        """Turn a line and column of the body, counted from 0, into a place of the file."""
        return Location(self.path, number + self.lines_before + 1, column + self.columns_before + 1)

    def _character(self, line: int, column: int) -> str:
        """Return the character at a place of the file; empty before the first of a line."""
        place = column - self.columns_before - 1
        return self.lines[line - self.lines_before - 1][place] if place >= 0 else ""

    def _definition(self, target: str) -> Location | None:
        if self._definitions is None:
            self._definitions = {}
            for number, line in enumerate(self.lines):
                found = _DEFINITION.match(line)
                if found:
                    self._definitions.setdefault(unquote(found.group(1)), self.location(number, found.start(1)))
        return self._definitions.get(target)


def report_of(env: MutableMapping[str, Any]) -> Report:
    report: Report = env["report"]
    return report
