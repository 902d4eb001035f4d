"""What a theme lets its sites choose: settings declared in theme.yaml, given other defaults by child themes, and set in
site.yaml. Each is read by the kinds that read all other options, so that its mistakes are told as well as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml
from msgspec import Struct

from sitegen.content.fields import (
    Boolean,
    Choice,
    Field,
    Integer,
    JsonSchema,
    Kind,
    ListOf,
    Reading,
    Record,
    Scalar,
    Term,
    Text,
    Unread,
    join,
    open_map,
    spoken,
)
from sitegen.content.kinds import MediaPath, WebAddress
from sitegen.errors import Location, Problem, shorten
from sitegen.theme.bundles import AssetName
from sitegen.theme.colours import Colour, SectionColours

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


class Setting(Struct, frozen=True):
    """One thing that a site may choose."""

    name: str
    type: str
    """One of TYPES."""
    kind: Kind
    """What reads its value."""
    about: str
    default: Any
    property: str
    """The custom property that a colour becomes; empty for what is no colour."""
    asset: str
    """The style sheet that the property is set in."""
    place: Location


READ_HERE: Final = {
    "home": ("blocks", ("A", "B", "C")),
    "lead": ("choice", tuple("0123456789")),
    "date_style": ("choice", ("long", "medium", "numeric")),
    "share": ("list", ("facebook", "x", "linkedin", "whatsapp", "telegram", "email")),
}
"""The settings that pages are planned by, with their type and the words that mean something there."""


class DeclaredChoice(Choice):
    """One of a theme's words, some of which may look like numbers."""

    def schema(self) -> JsonSchema:
        return {"enum": [*self.words, *(int(word) for word in self.words if word.isdigit())]}


class Selection(ListOf):
    """Some of a theme's words, each once, in the site's own order."""

    def __init__(self, *words: str) -> None:
        super().__init__(Choice(*words))
        self.label = "list, in order, of some of " + ", ".join(words)

    def read(self, node: yaml.Node, name: str, reading: Reading) -> tuple[str, ...] | None:
        words = super().read(node, name, reading)
        _report_twice(words or (), name, reading)
        return words


class Blocks(ListOf):
    """Sections in the order in which the home page shows them, each in a shape."""

    def __init__(self, *shapes: str) -> None:
        super().__init__(
            Record(
                Field("section", Term("section"), "a section, by title or id", required=True, example="World"),
                Field("shape", Choice(*shapes), "how its stories are laid out; the shapes take turns if absent"),
                shorthand="section",
            )
        )
        self.label = f"list of sections, or of maps with `section` and `shape` ({', '.join(shapes)})"

    def read(self, node: yaml.Node, name: str, reading: Reading) -> tuple[dict[str, Any], ...] | None:
        blocks = super().read(node, name, reading)
        _report_twice([block and block["section"] for block in blocks or ()], name, reading)
        return blocks


class _Property(Scalar):
    label = "the name of a custom property of CSS (`--accent`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if not re.fullmatch(r"--[a-z][a-z0-9-]*", text):
            self.refuse(node, name, reading, text)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^--[a-z][a-z0-9-]*$"}


PICTURE: Final = Record(
    Field("src", MediaPath(), "the picture's file", required=True, example="/media/x.jpg"),
    Field("alt", Text(), "what it shows, for those who do not see it", required=True, example="What it shows"),
    Field("url", WebAddress("https", "http"), "where it leads"),
)
PICTURE.label = "map of `src`, `alt` and, where it leads somewhere, `url`"
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "boolean": ("default",),
    "text": (),
    "address": (),
    "number": ("least", "most", "default"),
    "choice": ("choices", "default"),
    "list": ("choices",),
    "colour": ("property", "asset", "default"),
    "section-colours": ("property", "asset"),
    "picture": (),
    "blocks": ("choices",),
}
"""The types of settings, and what each must be declared with."""
_TAKES: Final = {
    "text": ("default",),
    "address": ("default",),
    "list": ("default",),
    "colour": ("text",),
    "section-colours": ("text",),
}
"""What it may be declared with besides."""
_EMPTY: Final = {"text": "", "address": "", "list": (), "section-colours": {}}
"""The value of a setting without a default, where that is not None."""
DECLARATION: Final = Record(
    Field("type", Choice(*_NEEDS), "what it takes", required=True, example="boolean"),
    Field("about", Text(), "what it does, in a line", required=True, example="what it does"),
    Field("default", Unread("a value of its type"), "its value unless a child theme or the site sets another"),
    Field("choices", ListOf(Text()), "the words of a choice or a list; the shapes of blocks"),
    Field("least", Integer(0, 1_000_000), "the smallest number"),
    Field("most", Integer(0, 1_000_000), "the largest number"),
    Field("property", _Property(), "the custom property that a colour is set in"),
    Field("asset", AssetName(), "the style sheet at whose end that is done"),
    Field("text", Colour(), "the colour of the text that stands on it, with which it must have contrast"),
)


class Settings(Kind):
    """The declarations of a theme's settings by name."""

    label = "map of a setting's name to its declaration"
    item: Final = DECLARATION

    def read(self, node: yaml.Node, name: str, reading: Reading) -> dict[str, Setting] | None:
        hint = "Write `ticker: {type: boolean, default: true, about: what it does}` under it"
        declarations = open_map(node, name, reading, "names and declarations", hint)
        if declarations is None:
            return None
        found: dict[str, Setting] = {}
        for text, key, child in declarations:
            if not _NAME.fullmatch(text):
                message = f"`{shorten(text)}` can be no name of a setting"
                reading.report(key, "wrong-value", message, "Use lower-case letters, digits and `_`, a letter first")
                continue
            values = DECLARATION.read(child, join(name, text), reading)
            setting = None if values is None else _declared(text, values, key, child, join(name, text), reading)
            if setting is not None:
                found[text] = setting
        return found

    def schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": DECLARATION.schema()}


def _declared(
    name: str, values: Mapping[str, Any], key: yaml.Node, node: yaml.Node, inner: str, reading: Reading
) -> Setting | None:
    type_ = values["type"]
    before = len(reading.problems)
    missing = [need for need in _NEEDS[type_] if values[need] is None or values[need] == ()]
    for need in missing:
        reading.report(node, "missing-field", f"{spoken(join(inner, need))} is missing", f"A {type_} has one")
    fits = {"type", "about", *_NEEDS[type_], *_TAKES.get(type_, ())}
    for given in values:
        if values[given] is not None and given not in fits:
            where = reading.places.get(join(inner, given), reading.document.locate(node))
            reading.report(where, "wrong-value", f"a {type_} has no `{given}`", "Delete it")
    if type_ == "number" and not missing and values["least"] > values["most"]:
        reading.report(node, "wrong-value", f"`{name}` has a `least` above its `most`", "Exchange them")
    wanted, words = READ_HERE.get(name, (type_, ()))
    if type_ != wanted or (words and not set(values["choices"] or ()) <= set(words)):
        message = f"pages are planned by `{name}`, so it must be of the type `{wanted}` with some of the choices "
        message += ", ".join(words)
        reading.report(key, "wrong-value", message, "Give it another name, if it is to mean something else")
    if len(reading.problems) > before:
        return None
    kind = _kind(type_, values)
    default = _EMPTY.get(type_)
    if values["default"] is not None:
        default = kind.read(values["default"], join(inner, "default"), reading)
    if len(reading.problems) > before:
        return None
    return Setting(
        name=name,
        type=type_,
        kind=kind,
        about=values["about"],
        default=default,
        property=values["property"] or "",
        asset=values["asset"] or "",
        place=reading.places.get(join(inner, "asset"), reading.document.locate(key)),
    )


def _kind(type_: str, values: Mapping[str, Any]) -> Kind:
    choices = values["choices"] or ()
    match type_:
        case "boolean":
            return Boolean()
        case "address":
            return WebAddress("https", "http", "mailto")
        case "number":
            return Integer(values["least"], values["most"])
        case "choice":
            return DeclaredChoice(*choices)
        case "list":
            return Selection(*choices)
        case "colour":
            return Colour(values["text"])
        case "section-colours":
            return SectionColours(values["text"])
        case "picture":
            return PICTURE
        case "blocks":
            return Blocks(*choices)
        case _:
            return Text()


def record_of(settings: Iterable[Setting]) -> Record:
    """Return the Record that reads a map of some settings' values; what is not given is None."""
    return Record(*(Field(setting.name, setting.kind, setting.about) for setting in settings))


def read_values(
    settings: Mapping[str, Setting], node: yaml.Node, name: str, reading: Reading
) -> dict[str, tuple[Any, Location]]:
    """Return the values that a map gives to settings, each with its place; `reading` gets the Problems."""
    values = record_of(settings.values()).read(node, name, reading) or {}
    here = Location(reading.document.path)
    found: dict[str, tuple[Any, Location]] = {}
    for setting, value in values.items():
        if value is not None:
            inner = join(name, setting)
            place = join(inner, "src") if settings[setting].type == "picture" else inner
            found[setting] = value, reading.places.get(place, here)
    return found


def duplicates(new: Mapping[str, Setting], known: Mapping[str, Setting]) -> Iterable[Problem]:
    """Report settings that a theme declares again."""
    for name in new.keys() & known.keys():
        hint = f"To give it another default, write `set: {{{name}: ...}}`"
        yield Problem(new[name].place, "duplicate-setting", f"`{name}` is a setting of the parent already", hint)


def style_rules(settings: Iterable[Setting], values: Mapping[str, Any]) -> dict[str, str]:
    """Return, by style sheet, the rules that set the colours that differ from their defaults."""
    rules: dict[str, str] = {}
    for setting in settings:
        value, rule = values[setting.name], ""
        if setting.type == "colour" and value != setting.default:
            rule = f":root{{{setting.property}:{value}}}"
        elif setting.type == "section-colours":
            rule = "".join(
                f"[data-section={_quoted(section)}]{{{setting.property}:{colour}}}"
                for section, colour in sorted(value.items())
            )
        if rule:
            rules[setting.asset] = rules.get(setting.asset, "") + rule
    return rules


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _report_twice(words: Iterable[Any], name: str, reading: Reading) -> None:
    seen: set[Any] = set()
    for number, word in enumerate(words):
        if word is not None and word in seen:
            inner = join(name, str(number))
            reading.report(reading.places[inner], "duplicate-item", f"{spoken(inner)} stands there twice", "Delete one")
        seen.add(word)
