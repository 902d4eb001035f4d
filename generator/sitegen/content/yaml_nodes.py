"""YAML text -> a tree of nodes that know their place, with YAML's traps caught by name.

The tree is PyYAML's own (its C parser); scalars keep the text that the editor typed, so that each field decides what
`no`, `12:30` or `0777` means. Nothing here knows which fields there are.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

from sitegen.content.yaml_errors import QUOTE_IT, explain, swallowed_comment
from sitegen.errors import Location, Problem

MAX_DEPTH: Final = 40
"""Nesting that no settings need; PyYAML's C parser overflows its stack on some ten thousand levels."""

CONTROL_CHARACTER: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""What neither XML 1.0 nor HTML admits in text."""

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar is a text to it, unless it has a tag of its own."""
_MAYBE_DEEP = re.compile(rf"^[-?: ]{{{MAX_DEPTH}}}", re.MULTILINE)
"""A line of a block structure that is nested deeper, since each level takes a column at the least."""
_SWALLOWED = re.compile(r"[ \t]+(#\S.*)|[ \t](#.*)")
"""Two spaces and `# ` start a comment that its writer meant; anything else may be a part of the text."""
_BLANKS: Final = (" ", "\t")
_JOINED_ITEM = re.compile(r"\n[ \t]*(?=-[ \t])")
_LINE_SEPARATOR = re.compile("[\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
"""Where YAML 1.1 ends a line, and no editor does."""


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

    def compose(self) -> yaml.Node | Problem | None:
        """Return the root node, None if there is nothing in the text, or the Problem that keeps it from being read."""
        try:
            problem = self._line_separator() or self._nested_too_deeply()
            if problem:
                return problem
            root: yaml.Node | None = yaml.compose(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            return explain(self.path, self.text, error)
        except yaml.YAMLError as error:
            return Problem(Location(self.path), "yaml-syntax", f"this is not YAML: {error}")
        if isinstance(root, yaml.ScalarNode) and not root.value and not root.style:
            return None
        return root

    def trap(self, node: yaml.Node) -> Problem | None:
        """Return the Problem of a value that YAML reads otherwise than its writer meant, or None."""
        first = self.text[node.start_mark.index : node.start_mark.index + 1]
        if first == "&":
            message = "a leading `&` makes YAML drop the first word as an anchor"
            return Problem(self.locate(node), "unquoted-start", message, QUOTE_IT)
        if first == "!" or not node.tag.startswith("tag:yaml.org,2002:"):
            message = "a leading `!` makes YAML read the first word as a tag"
            return Problem(self.locate(node), "unquoted-start", message, QUOTE_IT)
        return self._scalar_trap(node) if isinstance(node, yaml.ScalarNode) else None

    def swallowed(self, node: yaml.ScalarNode) -> Problem | None:
        """Return the Problem of a comment after an unquoted value, or in its place, that may be a part of it."""
        end = node.end_mark.index
        if node.style or self.text[end : end + 1] not in _BLANKS:
            return None
        line_end = self.text.find("\n", end)
        found = _SWALLOWED.match(self.text, end, line_end if line_end >= 0 else len(self.text))
        if not found:
            return None
        group = found.lastindex or 0
        column = node.end_mark.column + found.start(group) - end
        return swallowed_comment(self.path, node.end_mark.line, column, found.group(group))

    def _scalar_trap(self, node: yaml.ScalarNode) -> Problem | None:
        if node.style in ("|", ">") and not node.value.strip():
            message = f"a leading `{node.style}` makes YAML expect a block of text"
            return Problem(self.locate(node), "unquoted-start", message, QUOTE_IT)
        found = None if node.value.isprintable() else CONTROL_CHARACTER.search(node.value)
        if found:
            message = f"an escape in this text gives the control character U+{ord(found.group()):04X}"
            return Problem(
                self.locate(node), "control-character", message, "Write \\\\ for a backslash, or use single quotes"
            )
        if node.style:
            return None
        return self.swallowed(node) or self._joined_item(node)

    def _joined_item(self, node: yaml.ScalarNode) -> Problem | None:
        """An item of a list, indented otherwise than the item above it, is read as more of that item's text."""
        several = node.end_mark.line > node.start_mark.line
        found = _JOINED_ITEM.search(self.text, node.start_mark.index, node.end_mark.index) if several else None
        if not found:
            return None
        line = self.text.count("\n", 0, found.start()) + 2
        message = "YAML takes this line for more of the text above it, not for an item of the list"
        hint = "Start all items of a list in the same column; if it is a text, put the whole of it in double quotes"
        return Problem(Location(self.path, line, found.end() - found.start()), "indentation", message, hint)

    def _line_separator(self) -> Problem | None:
        found = _LINE_SEPARATOR.search(self.text)
        if not found:
            return None
        before = self.text[: found.start()]
        where = Location(self.path, before.count("\n") + 1, found.start() - before.rfind("\n"))
        message = f"the invisible character U+{ord(found.group()):04X} stands here, and YAML starts a line after it"
        return Problem(where, "line-separator", message, "Delete it; it comes with text pasted from another program")

    def _nested_too_deeply(self) -> Problem | None:
        """Look for what PyYAML's recursion could not bear, without recursion, where a quick look finds it possible."""
        if self.text.count("[") + self.text.count("{") < MAX_DEPTH and not _MAYBE_DEEP.search(self.text):
            return None
        try:
            where = self._too_deep(self.text)
        except yaml.MarkedYAMLError as error:
            if not error.problem_mark or "nesting" not in (error.problem or ""):
                raise
            # PyYAML's own limit, where it has one, is met by its scanner, which reads ahead of what it has told of.
            where = self._too_deep(self.text[: error.problem_mark.index]) or self.location(error.problem_mark)
        if where is None:
            return None
        return Problem(where, "yaml-depth", f"this is nested more than {MAX_DEPTH} deep", "No setting needs that")

    def _too_deep(self, text: str) -> Location | None:
        """Return where the first level below MAX_DEPTH starts."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH and event.start_mark:
                return Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        return None


def control_character(where: Location, character: str) -> Problem:
    """The Problem of a character that no page or feed may hold."""
    return Problem(
        where,
        "control-character",
        f"the invisible control character U+{ord(character):04X} stands here",
        "Delete it; it often comes with text pasted from another program",
    )
