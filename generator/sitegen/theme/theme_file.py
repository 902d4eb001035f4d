"""theme.yaml -> ThemeFile: what one theme says of itself, checked; the files that it names are looked for later."""

from __future__ import annotations

from pathlib import Path

import yaml
from msgspec import Struct

from sitegen.content.fields import (
    Field,
    JsonSchema,
    Kind,
    ListOf,
    Reading,
    Record,
    Scalar,
    Text,
    join,
    pairs,
    read_record,
)
from sitegen.content.kinds import Slug
from sitegen.content.source import decode
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, shorten
from sitegen.theme.folders import display_path

BUNDLED = (".css", ".js")
"""The endings of assets that can be put together from parts."""


class AssetName(Scalar):
    """A file below assets/, by its path from there."""

    label = "the path of a style sheet or script below assets/ (`styles/tokens.css`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        hint = ""
        if "\\" in text:
            hint = "Write `/` between folders"
        elif any(part == "" or part.startswith(".") for part in text.split("/")):
            hint = "Write it as it is called from assets/, without `.` or `/` before a name"
        elif not text.endswith(BUNDLED):
            hint = "Its name ends in `.css` or `.js`"
        if hint:
            self.refuse(node, name, reading, text, hint)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"\.(?:css|js)$"}


class Bundles(Kind):
    """The parts of each bundle by its name: `{style.css: [styles/tokens.css, styles/page.css]}`."""

    label = "map of an asset's name to a list of its parts, files below assets/"
    _name, _parts = AssetName(), ListOf(AssetName())

    def read(self, node: yaml.Node, name: str, reading: Reading) -> dict[str, tuple[str, ...]] | None:
        trap = reading.document.trap(node)
        if trap:
            reading.problems.append(trap)
            return None
        if not isinstance(node, yaml.MappingNode):
            hint = "Write `style.css: [styles/tokens.css, styles/page.css]` under it"
            reading.report(node, "wrong-type", f"`{name}` must be a map of names and lists of parts", hint)
            return None
        found: dict[str, tuple[str, ...]] = {}
        for text, key, child in pairs(node, reading):
            inner = join(name, text)
            reading.places[inner] = reading.document.locate(key)
            bundle = self._name.read(key, inner, reading)
            if not isinstance(child, yaml.SequenceNode):
                hint = f"Write `{shorten(text)}: [styles/tokens.css]`, or a line `- styles/tokens.css` for each"
                reading.report(child, "wrong-type", f"`{inner}` must be a list of parts", hint)
                continue
            parts = self._parts.read(child, inner, reading)
            if bundle is None or parts is None:
                continue
            ending = bundle[bundle.rindex(".") :]
            for part in parts:
                if part is not None and not part.endswith(ending):
                    where = reading.places[f"{inner}.{parts.index(part)}"]
                    hint = f"The parts of `{bundle}` end in `{ending}`"
                    reading.report(where, "wrong-value", f"`{part}` can be no part of `{bundle}`", hint)
            found[bundle] = tuple(part for part in parts if part is not None)
        return found

    def schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": self._parts.schema()}


THEME = Record(
    Field("name", Slug(), "the theme's name, that of its folder", required=True, example="newsmania"),
    Field("parent", Slug(), "the theme whose files it overrides one by one"),
    Field("description", Text(), "what it is", default=""),
    Field("bundles", Bundles(), "assets that are put together from parts, after the parent's own parts"),
    title="theme.yaml",
)


class ThemeFile(Struct, frozen=True):
    """The theme.yaml of one folder."""

    folder: Path
    path: str
    """As problems name it."""
    parent: str | None
    bundles: dict[str, tuple[str, ...]]
    places: dict[str, Location]
    """Where each value stands, by its dotted name."""

    def place(self, name: str) -> Location:
        return self.places.get(name, Location(self.path))


def read_theme_file(root: Path, folder: Path) -> tuple[ThemeFile | None, tuple[Problem, ...]]:
    """Read the theme.yaml of a folder; return it, or None with its Problems. Raises OSError."""
    file = folder / "theme.yaml"
    path = display_path(root.resolve(), file)
    text, problems = decode(file.read_bytes(), path)
    if problems:
        return None, problems
    document = Document(path, text)
    node = document.compose()
    if isinstance(node, Problem):
        return None, (node,)
    reading = Reading(document)
    values = read_record(THEME, reading, node)
    if reading.problems:
        return None, tuple(reading.problems)
    return ThemeFile(folder, path, values["parent"], values["bundles"] or {}, reading.places), ()
