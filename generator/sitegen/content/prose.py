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
    """Whether it stands in the file as it is, as in a block that `|` opens; else its places are not known closer."""

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
            return _block(str(node.value), where, reading.document.text.split("\n"))
        quote = 1 if node.style else 0
        typed = reading.document.text[node.start_mark.index + quote : node.end_mark.index - quote]
        if "\n" in typed or typed.strip() != text:  # YAML joins lines and reads escapes: places are others in the file.
            return Prose(text, where, False)
        indent = len(typed) - len(typed.lstrip())
        return Prose(text, Location(where.path, where.line, where.column + quote + indent), True)

    def schema(self) -> JsonSchema:
        return {"type": "string"}


def _block(value: str, where: Location, lines: list[str]) -> Prose:
    """Return what a `|` at a place opens; `lines` are those of the file, of which the first with text is looked for."""
    number = next(number for number in range(where.line, len(lines)) if lines[number].strip())
    kept = value.split("\n")
    while not kept[0].strip():
        del kept[0]
    # What an indented first line has beyond the block's own indentation, which `|2` gives, is the text's: code.
    indent = _indent(lines[number]) - _indent(kept[0])
    return Prose("\n".join(kept).rstrip(), Location(where.path, number + 1, indent + 1), True)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
