"""The one table that validates: fields, the kinds of value they take, and how a YAML node becomes a value.

Front matter, author files and site.yaml are each a Record of Fields. Reading a Record reports every Problem in it and
goes on; the same Records give the JSON Schemas and the reference tables (schema.py). Kinds of text with a grammar of
their own (moments, paths, languages) stand in kinds.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, list_known, nearest, shorten, suggest

JsonSchema = dict[str, Any]

_LIKENESS: Final = 0.65
"""How alike a mistyped name and a field must be, from 0 to 1."""
_BOOLEANS: Final = {"true": ("yes", "on", "y", "1", "true"), "false": ("no", "off", "n", "0", "false")}
"""What people write for a boolean."""
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
        self.start = Location(document.path)
        """Where the first field stands."""

    def report(self, node: yaml.Node | Location, code: str, message: str, hint: str = "") -> None:
        where = node if isinstance(node, Location) else self.document.locate(node)
        self.problems.append(Problem(where, code, message, hint))


class Kind(ABC):
    """A kind of value. `read` returns the value, or None after reporting why there is none."""

    label: str = "text"
    """How the reference tables name it."""

    @abstractmethod
    def read(self, node: yaml.Node, name: str, reading: Reading) -> Any: ...

    @abstractmethod
    def schema(self) -> JsonSchema: ...


class Scalar(Kind):
    """A value typed as one text; subclasses give it a meaning in `parse`."""

    def read(self, node: yaml.Node, name: str, reading: Reading) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            what = "a list" if isinstance(node, yaml.SequenceNode) else "a map of names and values"
            brackets = isinstance(self, Text) and isinstance(node, yaml.CollectionNode) and node.flow_style
            hint = "If the brackets belong to the text, put it in double quotes" if brackets else ""
            reading.report(node, "wrong-type", f"{spoken(name)} must be {self.label}, not {what}", hint)
            return None
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
            return None
        return None if report_null(node, name, reading) else self.parse(str(node.value).strip(), node, name, reading)

    @abstractmethod
    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> Any: ...

    def refuse(self, node: yaml.Node, name: str, reading: Reading, text: str, hint: str = "") -> None:
        reading.report(node, "wrong-value", f"{spoken(name)} must be {self.label}, not `{shorten(text)}`", hint)


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
            likely = next((word for word, others in _BOOLEANS.items() if text.lower() in others), None)
            last = name.rpartition(".")[2]
            hint = f"Write `{last}: {likely}`" if likely else f"Write `{last}: true` or `{last}: false`"
            self.refuse(node, name, reading, f'"{text}"' if node.style else text, hint)
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
            self.refuse(node, name, reading, text, suggest(text, self.words, cutoff=_LIKENESS, most=0))
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
        given = " ".join(text.split())
        if given in known:
            return known[given]
        folded = given.casefold()
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
    """A list of one kind; where `single` is set, a value on its own is a list of one.

    An item that cannot be read is None, so that the others keep their numbers.
    """

    def __init__(self, item: Kind, *, single: bool = False) -> None:
        self.item, self.single = item, single
        self.label = _list_label(item.label) if not single else f"{item.label} or a list of them"

    def read(self, node: yaml.Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            if isinstance(node, yaml.ScalarNode) and report_null(node, name, reading):
                return None
            if self.single:
                value = self.item.read(node, name, reading)
                reading.places[f"{name}.0"] = reading.document.locate(node)
                return None if value is None else (value,)
            reading.report(node, "wrong-type", f"{spoken(name)} must be a list", self._example(node, name))
            return None
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
            return None
        values: list[Any] = []
        for number, child in enumerate(node.value):
            reading.places[f"{name}.{number}"] = reading.document.locate(child)
            if is_empty(child, reading.document):
                reading.report(child, "empty-item", f"an item of {spoken(name)} is empty", "Delete it or fill it in")
                values.append(None)
            else:
                values.append(self.item.read(child, f"{name}.{number}", reading))
        return tuple(values)

    def _example(self, node: yaml.Node, name: str) -> str:
        """Return how the list would look; a text that was typed becomes its only item."""
        if isinstance(self.item, Record) and not self.item.shorthand:
            return "Begin each item on a line of its own, with `- ` before its first name"
        typed = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        simple = len(typed) <= 40 and typed.isprintable() and not set(typed) & set(",[]{}:#\"'")
        only, last = typed if simple else "", name.rpartition(".")[2]
        return f"Write `{last}: [{only or 'one, two'}]`, or a line `- {only or 'one'}` for each"

    def schema(self) -> JsonSchema:
        several = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [self.item.schema(), several]} if self.single else several


class Unread(Kind):
    """A value of a kind that is known only later: its node, as it stands."""

    def __init__(self, label: str) -> None:
        self.label = label

    def read(self, node: yaml.Node, name: str, reading: Reading) -> yaml.Node:
        return node

    def schema(self) -> JsonSchema:
        return {}


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
            title = spoken(name) if name else self.title
            trap = reading.document.trap(node)
            if trap:
                reading.problems.append(trap)
            else:
                reading.report(node, "wrong-type", f"{title} must be a map of names and values", f"Its names: {names}")
            return None
        before = len(reading.problems)
        values = self._defaults()
        given = self._read_values(node, name, reading, values)
        # Where every name is unknown, the map is a mistake as a whole, told once.
        wanted = self.fields.values() if not given or given & self.fields.keys() else ()
        for field in wanted:
            if field.required and field.name not in given:
                line = "" if node.flow_style else "a line "
                hint = f"Add {line}`{field.name}: {field.example}`" if field.example else ""
                where = reading.document.locate(node)
                reading.report(where, "missing-field", f"{spoken(join(name, field.name))} is missing", hint)
        return values if name == "" or len(reading.problems) == before else None

    def _defaults(self) -> dict[str, Any]:
        values = {field.name: field.default for field in self.fields.values()}
        return values | {"extra": {}} if self.free else values

    def _read_values(self, node: yaml.MappingNode, name: str, reading: Reading, values: dict[str, Any]) -> set[str]:
        """Read each pair into `values`; return the names that were typed, rightly or not, readable or not."""
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
        given: set[str] = set()
        for text, key, child in pairs(node, reading):
            given.add(text)
            reading.places[join(name, text)] = reading.document.locate(child)
            field = self.fields.get(text)
            if field is not None:
                if is_empty(child, reading.document):
                    if field.required:
                        hint = f"Write `{text}: {field.example}`"
                        reading.report(key, "missing-field", f"{spoken(join(name, text))} has no value", hint)
                    continue
                value = field.kind.read(child, join(name, text), reading)
                if value is not None:
                    values[text] = value
            elif self.free and text.startswith(self.free):
                values["extra"][text] = plain(child, reading)
            else:
                given.add(self._report_unknown(text, key, name, reading))
        return given

    def _report_unknown(self, text: str, key: yaml.Node, name: str, reading: Reading) -> str:
        """Report an unknown name; return the field that it seems to mean, so that it is not reported as missing too."""
        meant = nearest(text, self.fields, cutoff=_LIKENESS)
        hint = f"Did you mean `{meant}`?" if meant else list_known(self.fields)
        if not hint and self.free:
            hint = f"Names of your own start with `{self.free}`"
        reading.report(key, "unknown-field", f"there is no field `{shorten(text)}`", hint)
        if meant:
            reading.places.setdefault(join(name, meant), reading.document.locate(key))
        return meant or text

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
        return {text: plain(child, reading) for text, _, child in pairs(node, reading)}
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("true", "false"):
        return node.value == "true"
    return str(node.value)


def open_map(
    node: yaml.Node, name: str, reading: Reading, what: str, hint: str
) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]] | None:
    """Return the `pairs` of a map whose names are free, or None after reporting that it is none.

    `what` says what it is a map of, `hint` how one is written.
    """
    trap = reading.document.trap(node)
    if trap:
        reading.problems.append(trap)
    elif isinstance(node, yaml.MappingNode):
        return pairs(node, reading)
    elif not isinstance(node, yaml.ScalarNode) or not report_null(node, name, reading):
        reading.report(node, "wrong-type", f"{spoken(name)} must be a map of {what}", hint)
    return None


def pairs(node: yaml.MappingNode, reading: Reading) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
    """Yield each name of a map, as text and as node, with its value; report names that cannot be, or stand twice."""
    lines: dict[str, int] = {}
    for key, child in node.value:
        trap = reading.document.trap(key)
        if trap:
            reading.problems.append(trap)
        elif not isinstance(key, yaml.ScalarNode):
            reading.report(key, "wrong-type", "a name must be a single word", "Take the brackets away")
        elif key.value in lines:
            message = f"`{shorten(key.value)}` stands here for the second time; the first is on line {lines[key.value]}"
            reading.report(key, "duplicate-key", message, "Delete one of them")
        else:
            lines[key.value] = reading.document.locate(key).line
            yield str(key.value), key, child


def report_null(node: yaml.ScalarNode, name: str, reading: Reading) -> bool:
    """Report YAML's words for nothing; tell whether the node is one of them."""
    if node.style or node.value not in ("null", "Null", "NULL", "~"):
        return False
    hint = "Delete it to leave it out, or put it in double quotes if it is the text that you mean"
    message = f"`{node.value}` means `nothing` in YAML, so {spoken(name)} has no value"
    reading.report(node, "yaml-null", message, hint)
    return True


def is_empty(node: yaml.Node, document: Document) -> bool:
    """Tell whether nothing, or an empty text, was typed; a mark that YAML took for its own is something typed."""
    if not isinstance(node, yaml.ScalarNode) or node.value.strip():
        return False
    first = document.text[node.start_mark.index : node.start_mark.index + 1]
    return first not in ("!", "&", "*", "|", ">") and not document.swallowed(node)


def join(name: str, field: str) -> str:
    return f"{name}.{field}" if name else field


def spoken(name: str) -> str:
    """Return a dotted name as an editor would say it: `tags.0` is "item 1 of `tags`"."""
    words, inner = "", ""
    for part in name.split("."):
        if part.isdigit():
            words, inner = f"item {int(part) + 1} of {f'`{inner}`' if inner else words}", ""
        else:
            inner = join(inner, part)
    if not words:
        return f"`{inner}`"
    return f"`{inner}` in {words}" if inner else words


def _list_label(item: str) -> str:
    plural = {"text": "texts", "map": "maps", "text or map": "texts or maps"}.get(item)
    return f"list of {plural}" if plural else f"list; each item {item}"


def read_record(record: Record, reading: Reading, root: yaml.Node | None) -> dict[str, Any]:
    """Read a whole document as `record`; an absent root counts as an empty map."""
    if root is None:
        root = yaml.MappingNode("tag:yaml.org,2002:map", [], NO_MARK)
    reading.start = reading.document.locate(root)
    values = record.read(root, "", reading)
    return values if values is not None else record._defaults()
