"""PyYAML's syntax errors in an editor's words, placed where the mistake was made, not where the parser gave up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import yaml
from msgspec import Struct

from sitegen.errors import Location, Problem

QUOTE_IT: Final = 'Put the whole text in double quotes, and write \\" for a quotation mark inside it'
_LINES: Final = "Each line is `name: value`; the lines of a list start with `- ` and have the same indentation"
_NAME_VALUE: Final = "Each line is `name: value`"
_COMMENT: Final = (
    "Put the whole text in double quotes; a comment stands on a line of its own, or after two spaces and `# `"
)
_FAR: Final = 20
"""Lines between a mistake and the place where the parser notices it."""
_KEY: Final = r"\s*(?:- +)*[\w-]+"


class Fault(Struct, frozen=True):
    """Where the parser gave up, and what it says of it."""

    path: str
    lines: list[str]
    problem: str
    line: int
    """Counted from 0, as `column` is."""
    column: int
    opened_line: int
    """Where that which could not be read began; the line and column of the fault if the parser does not say."""
    opened_column: int

    @property
    def typed(self) -> str:
        """The whole line."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.typed[self.column : self.column + 1]

    @property
    def opening(self) -> str:
        """The character with which that which could not be read began."""
        line = self.lines[self.opened_line] if self.opened_line < len(self.lines) else ""
        return line[self.opened_column : self.opened_column + 1]

    def problem_at(self, line: int, column: int, code: str, message: str, hint: str) -> Problem:
        return Problem(Location(self.path, line + 1, column + 1), code, message, hint)

    def here(self, code: str, message: str, hint: str) -> Problem:
        return self.problem_at(self.line, self.column, code, message, hint)

    def at_opening(self, code: str, message: str, hint: str) -> Problem:
        return self.problem_at(self.opened_line, self.opened_column, code, message, hint)


def explain(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the Problem behind a syntax error in `text`."""
    problem, mark = error.problem or "", error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Location(path), "yaml-syntax", f"this is not YAML ({problem})")
    opened, lines = error.context_mark or mark, text.split("\n")
    line, column = min((mark.line, mark.column), (len(lines) - 1, len(lines[-1])))
    fault = Fault(path, lines, problem, line, column, opened.line, opened.column)
    for rule in _RULES:
        found = rule(fault)
        if found:
            return found
    return fault.here("yaml-syntax", f"this line is not YAML ({problem})", _LINES)


def swallowed_comment(path: str, line: int, column: int, comment: str) -> Problem:
    """The Problem of text that YAML drops as a comment; line and column are counted from 0."""
    message = f"YAML takes `{comment.strip()}` for a comment and drops it"
    return Problem(Location(path, line + 1, column + 1), "swallowed-comment", message, _COMMENT)


def _tab(fault: Fault) -> Problem | None:
    if "tab character" not in fault.problem and fault.character != "\t":
        return None
    column = max(fault.typed.find("\t"), 0)
    return fault.problem_at(
        fault.line, column, "yaml-tab", "a tab stands where YAML wants spaces", "Use spaces to indent"
    )


def _second_document(fault: Fault) -> Problem | None:
    if fault.problem.startswith("but found another document"):
        return fault.here(
            "second-document", "a second document starts here, and only one is read", "Take the `---` away"
        )
    if "<document start>" not in fault.problem:
        return None
    for line, typed in _upwards(fault, fault.line):
        if typed.startswith("%"):
            return fault.problem_at(line, 0, "unquoted-start", "a line cannot start with `%` in YAML", _NAME_VALUE)
        if typed.startswith("..."):
            message = "`...` ends the settings, and what follows it would be lost"
            return fault.problem_at(line, 0, "second-document", message, "Delete the line")
    return None


def _first_character(fault: Fault) -> Problem | None:
    """A character that means something to YAML stands first in a value."""
    problem = fault.problem
    if problem.startswith(("found character that cannot start any token", "found unknown directive name")):
        opening = "a backtick" if fault.opening == "`" else f"`{fault.opening}`"
        return fault.at_opening("unquoted-start", f"a value cannot start with {opening} in YAML", QUOTE_IT)
    if "undefined alias" in problem:
        if re.match(r"\s*<<\s*:", fault.typed):
            return fault.here("yaml-alias", "YAML merge keys (`<<`) are not read here", "Write the values out")
        return fault.here("unquoted-start", "a leading `*` makes YAML look for an alias", QUOTE_IT)
    if problem.startswith("block sequence entries"):
        hint = "Start a list on the next line, one item a line; or put the whole text in double quotes"
        return fault.here("unquoted-start", "a value cannot start with `- ` on the line of its name", hint)
    if problem.startswith("mapping keys are not allowed"):
        return fault.here("unquoted-start", f"a value cannot start with `{fault.character} `", QUOTE_IT)
    if problem.startswith("did not find expected node content"):
        if fault.character == "," and not re.fullmatch(rf"{_KEY}\s*:\s+", fault.typed[: fault.column]):
            hint = "Delete the comma, or put a text that holds it in double quotes"
            return fault.here("empty-item", "nothing stands before this comma", hint)
        if fault.character in (",", "]", "}"):
            return fault.here("unquoted-start", f"a value cannot start with `{fault.character}` in YAML", QUOTE_IT)
    if fault.opening in ("&", "*", "!", "|", ">"):
        return fault.at_opening("unquoted-start", f"a value cannot start with `{fault.opening}` in YAML", QUOTE_IT)
    return None


def _colon(fault: Fault) -> Problem | None:
    if fault.problem.startswith("found unexpected ':'"):
        return fault.here("unquoted-colon", "a colon that ends a text is taken for the end of a name", QUOTE_IT)
    if not fault.problem.startswith("mapping values are not allowed"):
        return None
    if re.fullmatch(rf"{_KEY}\s*", fault.typed[: fault.column]):
        # The colon is that of a name, so the value of a line above did not end where its writer meant it to.
        line, above = next(_upwards(fault, fault.line - 1), (0, ""))
        if _indent(above) == _indent(fault.typed):
            return _not_a_pair(fault, line)
        message = "this line is indented otherwise than the line above it"
        hint = "Start it in the column in which the names above start"
        return fault.problem_at(fault.line, _indent(fault.typed), "indentation", message, hint)
    return fault.here("unquoted-colon", "a colon followed by a space starts a new value", QUOTE_IT)


def _quote(fault: Fault) -> Problem | None:
    problem = fault.problem
    if "unexpected end of stream" in problem:
        return fault.at_opening("unclosed-quote", "this quotation mark is never closed", QUOTE_IT)
    if "escape" in problem or "hexdecimal" in problem:
        column = max(fault.typed.rfind("\\", 0, fault.column + 1), 0)
        message = "a backslash in double quotes starts an escape, and YAML does not know this one"
        hint = "Write \\\\ for a backslash, or use single quotes"
        return fault.problem_at(fault.line, column, "unknown-escape", message, hint)
    return None


def _swallowed_bracket(fault: Fault) -> Problem | None:
    """A list or map never ends, since the bracket that closes it stands after a `#`."""
    if not fault.problem.startswith(("did not find expected ','", "did not find expected node content")):
        return None
    for line, typed in _upwards(fault, fault.line):
        found = re.search(r"[ \t](#.*)", typed)
        if found and re.search(r"[\[{]", typed[: found.start()]) and re.search(r"[\]}]", found.group(1)):
            return swallowed_comment(fault.path, line, found.start(1), found.group(1))
        if fault.line - line > _FAR:
            break
    return None


def _open_at_end(fault: Fault) -> Problem | None:
    """The text ends behind a bracket, so that the parser names the end alone."""
    if fault.character or not fault.problem.startswith("did not find expected node content"):
        return None
    for line, typed in _upwards(fault, fault.line):
        column = max(typed.rfind("["), typed.rfind("{"))
        if column > max(typed.rfind("]"), typed.rfind("}")):
            return _unclosed(fault, line, column, typed[column])
        if fault.line - line > _FAR:
            break
    return None


def _unclosed(fault: Fault, line: int, column: int, opening: str) -> Problem:
    closing = "]" if opening == "[" else "}"
    hint = f"Close it with `{closing}`; if it belongs to a text, put the whole text in double quotes"
    return fault.problem_at(line, column, "unclosed-bracket", f"this `{opening}` is never closed", hint)


def _brackets(fault: Fault) -> Problem | None:
    """A list in square brackets or a map in braces went wrong."""
    if not fault.problem.startswith("did not find expected ','") or fault.opening not in ("[", "{"):
        return None
    if fault.line > fault.opened_line or not fault.character:
        return _unclosed(fault, fault.opened_line, fault.opened_column, fault.opening)
    closing = "]" if fault.opening == "[" else "}"
    if fault.character == ":":
        return fault.here("unquoted-colon", "a colon followed by a space starts a new value", QUOTE_IT)
    message = f"a comma or the closing `{closing}` is missing before this"
    return fault.here("missing-comma", message, "Put a text that holds brackets or quotation marks in double quotes")


def _end_of_value(fault: Fault) -> Problem | None:
    """Something goes on after a value that had ended, or a line does not stand under those above it."""
    if not fault.problem.startswith(("did not find expected key", "did not find expected '-' indicator")):
        return None
    before = fault.typed[: fault.column]
    value = re.match(rf"{_KEY}\s*:\s+(\S)", before) or re.match(r"\s*(?:-\s+)+(\S)", before)
    if value is None:
        message = "this line does not stand under the lines that it belongs to"
        return fault.problem_at(fault.line, _indent(fault.typed), "indentation", message, _LINES)
    start = value.group(1)
    if start in ("[", "{"):
        message = f"a leading `{start}` makes YAML expect a list or a map"
        return fault.problem_at(fault.line, value.start(1), "unquoted-start", message, QUOTE_IT)
    if start not in ("'", '"'):
        message = f"a value cannot start with `{start}` in YAML"
        return fault.problem_at(fault.line, value.start(1), "unquoted-start", message, QUOTE_IT)
    if value.end(1) == fault.column:
        # What reads as the end of a text is the beginning of the next: the mark that opened it stands further up.
        for line, typed in _upwards(fault, fault.line - 1):
            opened = re.match(rf"{_KEY}\s*:\s+({start})", typed)
            if opened:
                message = "this quotation mark is never closed"
                return fault.problem_at(line, opened.start(1), "unclosed-quote", message, QUOTE_IT)
    return fault.here("text-after-quote", "text goes on after the closing quotation mark", QUOTE_IT)


def _no_colon(fault: Fault) -> Problem | None:
    if "could not find expected ':'" not in fault.problem:
        return None
    if fault.opening in ("[", "{"):
        return fault.at_opening("unquoted-start", f"a line cannot start with `{fault.opening}` here", _LINES)
    return _not_a_pair(fault, fault.opened_line)


def _not_a_pair(fault: Fault, line: int) -> Problem:
    """Say why a line is no `name: value`."""
    typed = fault.lines[line]
    joined = re.match(rf"{_KEY}\s*:(?=[^ \t])", typed)
    if joined:
        what = "an invisible no-break space stands" if typed[joined.end()].isspace() else "a space is missing"
        message = f"{what} after the colon"
        return fault.problem_at(line, joined.end(), "missing-space", message, "Write `name: value`, with a plain space")
    item = re.match(r"\s*-(?=[^\s-])", typed)
    if item:
        message = "a space is missing after the hyphen of a list's item"
        return fault.problem_at(line, item.end(), "missing-space", message, "Write `- item`")
    wide = re.match(rf"{_KEY}\s*([：﹕︓])", typed)
    if wide:
        message = f"`{wide.group(1)}` is not the plain colon that YAML reads"
        return fault.problem_at(line, wide.start(1), "missing-colon", message, "Write `:` and a space")
    return fault.problem_at(line, _indent(typed), "missing-colon", "this line has no colon", _NAME_VALUE)


def _indent(typed: str) -> int:
    return len(typed) - len(typed.lstrip())


def _upwards(fault: Fault, line: int) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each line from `line` up that is neither blank nor a comment."""
    for number in range(min(line, len(fault.lines) - 1), -1, -1):
        typed = fault.lines[number]
        if typed.strip() and not typed.lstrip().startswith("#"):
            yield number, typed


_RULES: Final[tuple[Callable[[Fault], Problem | None], ...]] = (
    _tab, _second_document, _quote, _colon, _swallowed_bracket, _open_at_end, _brackets, _end_of_value,
    _first_character, _no_colon,
)  # fmt: skip
