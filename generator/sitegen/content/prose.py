"""Markdown that stands in the front matter: its text, and where in the file each of its characters is."""

from __future__ import annotations

import yaml
from msgspec import Struct, structs

from sitegen.content.fields import JsonSchema, Reading, Scalar
from sitegen.content.markdown.body import Body, parse_body
from sitegen.errors import Location, Problem


class Prose(Struct, frozen=True):
    """Markdown as a value of front matter."""

    text: str
    start: Location
    """Of its first character."""
    is_literal: bool
    """Whether its lines are those of the file, as in a block that `|` opens; else its places are not known closer."""

    def parse(self, *, trusted: bool, searched: bool) -> tuple[Body, list[Problem]]:
        """Parse it as a body is parsed: return the Body and the Problems found, at their places in the file."""
        indent = self.start.column - 1
        body, problems = parse_body(
            self.text, self.start.path, self.start.line - 1, trusted=trusted, searched=searched, columns_before=indent
        )
        if self.is_literal:
            return body, list(problems)
        references = tuple(structs.replace(reference, location=self.start) for reference in body.references)
        found = [structs.replace(problem, location=self.start) for problem in problems]
        return structs.replace(body, references=references), found


class Markdown(Scalar):
    """Markdown; a block that `|` opens keeps its paragraphs."""

    label = "Markdown text"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> Prose:
        where = reading.document.locate(node)
        if node.style == "|":
            lines = reading.document.text.split("\n")
            first = next(number for number in range(where.line, len(lines)) if lines[number].strip())
            indent = len(lines[first]) - len(lines[first].lstrip(" "))
            return Prose(text, Location(where.path, first + 1, indent + 1), True)
        if node.start_mark.line == node.end_mark.line:
            return Prose(text, Location(where.path, where.line, where.column + bool(node.style)), True)
        return Prose(text, where, False)

    def schema(self) -> JsonSchema:
        return {"type": "string"}
