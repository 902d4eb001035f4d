"""The one table that validates: fields, the kinds of value they take, and how a YAML node becomes a value.

Front matter, author files and site.yaml are each a Record of Fields. Reading a Record reports every Problem in it and
goes on; the same Records give the JSON Schemas and the reference tables (schema.py). Kinds of text with a grammar of
their own (moments, paths, languages) stand in kinds.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, suggest

JsonSchema = dict[str, Any]

NO_MARK: Final = yaml.Mark("", 0, 0, 0, None, 0)
"""The place of a node that stands in no file."""


class Reading:
    """One file being read: its document, what its values may refer to, and the Problems found so far."""

    def __init__(
        self,
        document: Document,
        *,
        zone: ZoneInfo | None = None,
        terms: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.document = document
        self.zone = zone
        """The site's time zone, for moments without an offset."""
        self.terms = terms or {}
        """For each kind of term: its names as they may be typed (titles and ids) -> its id."""
        self.problems: list[Problem] = []
        self.places: dict[str, Location] = {}
        """Where each value stands, by its dotted field name; list items as `tags.0`."""

    def report(self, node: yaml.Node | Location, code: str, message: str, hint: str = "") -> None:
        where = node if isinstance(node, Location) else self.document.locate(node)
        self.problems.append(Problem(where, code, message, hint))


class Kind:
    """A kind of value. `read` returns the value, or None after reporting why there is none."""

    label: str = "text"
    """How the reference tables name it."""

    def read(self, node: yaml.Node, name: str, reading: Reading) -> Any:
        raise NotImplementedError

    def schema(self) -> JsonSchema:
        raise NotImplementedError


class Scalar(Kind):
    """A value typed as one text; subclasses give it a meaning in `parse`."""

    def read(self, node: yaml.Node, name: str, reading: Reading) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            what = "a list" if isinstance(node, yaml.SequenceNode) else "a map of names and values"
            hint = "If the brackets belong to the text, put it in double quotes"
            reading.report(node, "wrong-type", f"`{name}` must be {self.label}, not {what}", hint)
            return None
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
            return None
        text = str(node.value).strip()
        if not node.style and text in ("null", "Null", "NULL", "~"):
            hint = "Delete the line to leave it out, or put the word in double quotes"
            reading.report(node, "yaml-null", f"`{text}` means `nothing` in YAML, so `{name}` has no value", hint)
            return None
        return self.parse(text, node, name, reading)

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> Any:
        raise NotImplementedError

    def refuse(self, node: yaml.Node, name: str, reading: Reading, text: str, hint: str = "") -> None:
        reading.report(node, "wrong-value", f"`{name}` must be {self.label}, not `{shorten(text)}`", hint)


class Text(Scalar):
    """Text, exactly as typed: `no`, `12:30` and `0777` are those letters. Runs of white space become one space."""

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str:
        return " ".join(text.split())

    def schema(self) -> JsonSchema:
        return {"type": ["string", "number", "boolean"]}


class Boolean(Scalar):
    label = "true or false"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> bool | None:
        meant = {"true": True, "false": False}.get(text.lower())
        if meant is None or node.style:
            likely = "true" if text.lower() in ("yes", "on", "y", "1", "true") else "false"
            self.refuse(node, name, reading, text, f"Write `{name}: {likely}`")
            return None
        return meant

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


class Integer(Scalar):
    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.label = f"a whole number from {least} to {most}"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> int | None:
        # int() reads 1_000 and Arabic-Indic digits, YAML reads 0777 as octal: only plain decimals are unmistakable.
        plain = text.isascii() and text.isdigit() and (text == "0" or not text.startswith("0")) and len(text) < 16
        if not plain or not self.least <= int(text) <= self.most:
            self.refuse(node, name, reading, text)
            return None
        return int(text)

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Choice(Scalar):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.label = "one of " + ", ".join(words)

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if text not in self.words:
            self.refuse(node, name, reading, text, suggest(text, self.words))
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


class Term(Scalar):
    """The title or id of a section or desk that site.yaml lists; the value is its id."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.label = f"a {kind} of site.yaml, by title or id"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        known = reading.terms.get(self.kind, {})
        folded = " ".join(text.split()).casefold()
        for typed, id_ in known.items():
            if typed.casefold() == folded:
                return id_
        titles = [typed for typed, id_ in known.items() if typed != id_] or list(known)
        hint = suggest(text, titles) or f"List it under `{self.kind}s` in content/site.yaml"
        reading.report(node, f"unknown-{self.kind}", f"the site has no {self.kind} `{shorten(text)}`", hint)
        return None

    def schema(self) -> JsonSchema:
        return {"type": "string"}


class ListOf(Kind):
    """A list of one kind; where `single` is set, a value on its own is a list of one."""

    def __init__(self, item: Kind, *, single: bool = False) -> None:
        self.item, self.single = item, single
        self.label = _list_label(item.label) if not single else f"{item.label} or a list of them"

    def read(self, node: yaml.Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            if self.single:
                value = self.item.read(node, name, reading)
                reading.places[f"{name}.0"] = reading.document.locate(node)
                return None if value is None else (value,)
            hint = f"Write `{name}: [one, two]`, or a line `- one` for each"
            reading.report(node, "wrong-type", f"`{name}` must be a list", hint)
            return None
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
            return None
        values = []
        for number, child in enumerate(node.value):
            reading.places[f"{name}.{number}"] = reading.document.locate(child)
            if is_empty(child, reading.document):
                reading.report(child, "empty-item", f"an item of `{name}` is empty", "Delete it or fill it in")
                continue
            value = self.item.read(child, f"{name}.{number}", reading)
            if value is not None:
                values.append(value)
        return tuple(values)

    def schema(self) -> JsonSchema:
        several = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [self.item.schema(), several]} if self.single else several


class Field:
    """One named value of a Record."""

    def __init__(
        self, name: str, kind: Kind, meaning: str, *, required: bool = False, default: Any = None, example: str = ""
    ) -> None:
        self.name, self.kind, self.meaning = name, kind, meaning
        self.required, self.default, self.example = required, default, example


class Record(Kind):
    """A map with known names. Reading gives a dict with a value, or the default, for every field."""

    label = "map"

    def __init__(self, *fields: Field, title: str = "", free: str = "", shorthand: str = "") -> None:
        self.fields: Final = {field.name: field for field in fields}
        self.title = title
        self.free = free
        """A prefix of names that are anybody's: their values are kept as typed, under `extra`."""
        self.shorthand = shorthand
        """The field that a bare text stands for, if a bare text may stand for the whole map."""
        self.label = f"{self.fields[shorthand].kind.label} or map" if shorthand else "map"

    def read(self, node: yaml.Node, name: str, reading: Reading) -> dict[str, Any] | None:
        if self.shorthand and isinstance(node, yaml.ScalarNode):
            value = self.fields[self.shorthand].kind.read(node, name, reading)
            return None if value is None else self._defaults() | {self.shorthand: value}
        if not isinstance(node, yaml.MappingNode):
            names = ", ".join(f"`{field}`" for field in list(self.fields)[:4])
            title = f"`{name}`" if name else self.title
            reading.report(node, "wrong-type", f"{title} must be a map of names and values", f"Its names: {names}")
            return None
        before = len(reading.problems)
        values = self._defaults()
        given = self._read_values(node, name, reading, values)
        for field in self.fields.values():
            if field.required and field.name not in given:
                what = f"`{join(name, field.name)}`"
                where = reading.document.locate(node)
                example = f"Add a line `{field.name}: {field.example}`" if field.example else ""
                reading.report(where, "missing-field", f"{what} is missing", example)
        return values if name == "" or len(reading.problems) == before else None

    def _defaults(self) -> dict[str, Any]:
        values = {field.name: field.default for field in self.fields.values()}
        return values | {"extra": {}} if self.free else values

    def _read_values(self, node: yaml.MappingNode, name: str, reading: Reading, values: dict[str, Any]) -> set[str]:
        """Read each pair into `values`; return the names that were typed, readable or not."""
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
        typed: dict[str, Location] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                reading.report(key, "wrong-type", "a name must be a single word")
                continue
            text, where = str(key.value), reading.document.locate(key)
            if text in typed:
                message = f"`{text}` stands here for the second time; the first is on line {typed[text].line}"
                reading.report(key, "duplicate-key", message, "Delete one of them")
                continue
            typed[text] = where
            reading.places[join(name, text)] = reading.document.locate(child)
            field = self.fields.get(text)
            if field is not None:
                if is_empty(child, reading.document):
                    if field.required:
                        reading.report(
                            key, "missing-field", f"`{text}` has no value", f"Write `{text}: {field.example}`"
                        )
                    continue
                value = field.kind.read(child, join(name, text), reading)
                if value is not None:
                    values[text] = value
            elif self.free and text.startswith(self.free):
                values["extra"][text] = plain(child, reading)
            else:
                reading.report(key, "unknown-field", f"there is no field `{shorten(text)}`", suggest(text, self.fields))
        return set(typed)

    def schema(self) -> JsonSchema:
        schema: JsonSchema = {
            "type": "object",
            "properties": {
                field.name: field.kind.schema() | {"description": field.meaning} for field in self.fields.values()
            },
            "required": [field.name for field in self.fields.values() if field.required],
            "additionalProperties": False,
        }
        if self.free:
            schema["patternProperties"] = {f"^{self.free}": {}}
        if self.shorthand:
            return {"anyOf": [self.fields[self.shorthand].kind.schema(), schema]}
        return schema


def plain(node: yaml.Node, reading: Reading) -> Any:
    """Return a free value as plain lists, dicts and texts; `true` and `false` as booleans."""
    trap = reading.document.trap(node)
    if trap:
        reading.problems.append(trap)
        return None
    if isinstance(node, yaml.SequenceNode):
        return [plain(child, reading) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(child, reading) for key, child in node.value}
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("true", "false"):
        return node.value == "true"
    return str(node.value)


def is_empty(node: yaml.Node, document: Document) -> bool:
    """Tell whether nothing, or an empty text, was typed; a mark that YAML took for its own is something typed."""
    if not isinstance(node, yaml.ScalarNode) or node.value.strip():
        return False
    return document.text[node.start_mark.index : node.start_mark.index + 1] not in ("!", "&", "*", "|", ">")


def join(name: str, field: str) -> str:
    return f"{name}.{field}" if name else field


def _list_label(item: str) -> str:
    plural = {"text": "texts", "map": "maps", "text or map": "texts or maps"}.get(item)
    return f"list of {plural}" if plural else f"list; each item {item}"


def shorten(text: str, most: int = 60) -> str:
    """Return text fit for a one-line message: printable, at most `most` characters."""
    line = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def read_record(record: Record, reading: Reading, root: yaml.Node | None) -> dict[str, Any]:
    """Read a whole document as `record`; an absent root counts as an empty map."""
    if root is None:
        root = yaml.MappingNode("tag:yaml.org,2002:map", [], NO_MARK)
    values = record.read(root, "", reading)
    return values if values is not None else record._defaults()
