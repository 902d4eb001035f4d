"""YAML text -> a tree of nodes that know their place, with YAML's traps caught by name.

The tree is PyYAML's own (its C parser); scalars keep the text that the editor typed, so that each field decides what
`no`, `12:30` or `0777` means. Nothing here knows which fields there are.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

from sitegen.errors import Location, Problem

MAX_DEPTH: Final = 40
"""Nesting that no settings need; PyYAML's C parser overflows its stack on some ten thousand levels."""

CONTROL_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What neither XML 1.0 nor HTML admits in text."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK_DEPTH = re.compile(rf"^[ ]*(?:[-?:] +){{{MAX_DEPTH}}}", re.MULTILINE)
_QUOTE_IT = 'Put the whole text in double quotes, and write \\" for a quotation mark inside it'


class Document:
    """One YAML text and the file that it stands in.

    `path` is the file as problems name it; `text` starts at the file's first line, so that marks count its lines.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def locate(self, node: yaml.Node) -> Location:
        return self.location(node.start_mark)

    def location(self, mark: yaml.Mark) -> Location:
        return Location(self.path, mark.line + 1, mark.column + 1)

    def line(self, number: int) -> str:
        """Return line `number`, counted from 0; empty past the end."""
        lines = self.text.split("\n", number + 1)
        return lines[number] if number < len(lines) else ""

    def compose(self) -> yaml.Node | Problem | None:
        """Return the root node, None for an empty text, or the Problem that keeps it from being read."""
        if self._nested_too_deeply():
            return Problem(Location(self.path), "yaml-depth", f"the settings are nested more than {MAX_DEPTH} deep")
        try:
            root: yaml.Node | None = yaml.compose(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            return self._explain(error)
        except yaml.YAMLError as error:
            return Problem(Location(self.path), "yaml-syntax", f"this is not YAML: {error}")
        return root

    def trap(self, node: yaml.Node) -> Problem | None:
        """Return the Problem of a value that YAML reads otherwise than its writer meant, or None."""
        where = self.locate(node)
        first = self.text[node.start_mark.index : node.start_mark.index + 1]
        if first == "&":
            return Problem(
                where, "unquoted-start", "a leading `&` makes YAML drop the first word as an anchor", _QUOTE_IT
            )
        if first == "*":
            return Problem(where, "yaml-alias", "YAML aliases (`*name`) are not read here", "Write the value out")
        if first == "!" or not node.tag.startswith("tag:yaml.org,2002:"):
            return Problem(where, "unquoted-start", "a leading `!` makes YAML read the first word as a tag", _QUOTE_IT)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar_trap(node, first, where)
        return None

    def _scalar_trap(self, node: yaml.ScalarNode, first: str, where: Location) -> Problem | None:
        if first in ("|", ">") and node.style in ("|", ">") and not node.value:
            return Problem(where, "unquoted-start", f"a leading `{first}` makes YAML expect a block of text", _QUOTE_IT)
        found = CONTROL_CHARACTER.search(node.value)
        if found:
            return control_character(where, found.group())
        if node.style:
            return None
        end = node.end_mark.index
        line_end = self.text.find("\n", end)
        rest = self.text[end : line_end if line_end >= 0 else len(self.text)]
        swallowed = re.match(r"[ \t]+#\S|[ \t]#", rest)
        if swallowed:
            return Problem(
                self.location(node.end_mark),
                "swallowed-comment",
                f"YAML takes `{rest.strip()}` for a comment and drops it",
                "Put the whole text in double quotes, or the comment on a line of its own",
            )
        return None

    def _nested_too_deeply(self) -> bool:
        if _BLOCK_DEPTH.search(self.text):
            return True
        if self.text.count("[") + self.text.count("{") < MAX_DEPTH:
            return False
        depth = 0
        for bracket in re.findall(r"[\[\]{}]", self.text):
            depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
            if depth >= MAX_DEPTH:
                return True
        return False

    def _explain(self, error: yaml.MarkedYAMLError) -> Problem:
        """Name the trap behind a syntax error, in an editor's words."""
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return Problem(Location(self.path), "yaml-syntax", str(error.problem))
        where, problem = self.location(mark), error.problem or ""
        character = self.line(mark.line)[mark.column : mark.column + 1]
        start = self._value_start(mark)
        if problem.startswith("mapping values are not allowed"):
            if re.match(r"\s*[\w-]+:\S", self.line(mark.line - 1)) and start is None:
                return self._missing_space(mark.line - 1)
            return Problem(where, "unquoted-colon", "a colon followed by a space starts a new value", _QUOTE_IT)
        if problem.startswith("found character that cannot start any token"):
            if character == "\t":
                return Problem(where, "yaml-tab", "a tab stands where YAML wants spaces", "Use spaces to indent")
            return Problem(where, "unquoted-start", f"a value cannot start with `{character}` in YAML", _QUOTE_IT)
        if "undefined alias" in problem:
            return Problem(where, "unquoted-start", "a leading `*` makes YAML look for an alias", _QUOTE_IT)
        if problem.startswith(("block sequence entries", "mapping keys are not allowed")):
            return Problem(where, "unquoted-start", f"a value cannot start with `{character} `", _QUOTE_IT)
        if "unexpected end of stream" in problem and error.context_mark is not None:
            opened = self.location(error.context_mark)
            return Problem(opened, "unclosed-quote", "this quotation mark is never closed", _QUOTE_IT)
        if "unknown escape character" in problem:
            hint = "Write \\\\ for a backslash, or use single quotes"
            return Problem(
                where, "unknown-escape", "a backslash in double quotes starts an escape that YAML does not know", hint
            )
        if start in ('"', "'"):
            return Problem(where, "text-after-quote", "text goes on after the closing quotation mark", _QUOTE_IT)
        if start in ("[", "{"):
            return Problem(where, "unquoted-start", f"a leading `{start}` makes YAML expect a list or a map", _QUOTE_IT)
        if start in ("&", "!", "|", ">"):
            return Problem(where, "unquoted-start", f"a value cannot start with `{start}` in YAML", _QUOTE_IT)
        if "could not find expected ':'" in problem and error.context_mark is not None:
            return self._missing_space(error.context_mark.line)
        hint = "Each line is `name: value`; the lines of a list start with `- ` and have the same indentation"
        return Problem(where, "yaml-syntax", f"this line is not YAML ({problem})", hint)

    def _missing_space(self, number: int) -> Problem:
        line = self.line(number)
        joined = re.match(r"\s*[\w-]+:(?=\S)", line)
        if joined:
            where = Location(self.path, number + 1, joined.end() + 1)
            return Problem(where, "missing-space", "a space is missing after the colon", "Write `name: value`")
        where = Location(self.path, number + 1, len(line) - len(line.lstrip()) + 1)
        return Problem(where, "missing-colon", "this line has no colon", "Each line is `name: value`")

    def _value_start(self, mark: yaml.Mark) -> str | None:
        """Return the first character of the value on the line of `mark`, if the line is `name: value` or `- value`."""
        found = re.match(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?(\S)", self.line(mark.line)[: mark.column])
        return found.group(1) if found else None


def control_character(where: Location, character: str) -> Problem:
    """The Problem of a character that no page or feed may hold."""
    return Problem(
        where,
        "control-character",
        f"the invisible control character U+{ord(character):04X} stands here",
        "Delete it; it often comes with text pasted from another program",
    )
