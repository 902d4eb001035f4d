"""theme.yaml -> ThemeFile: what one theme says of itself, checked; the files that it names are looked for later."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from msgspec import Struct

from sitegen.content.fields import Field, Reading, Record, Text, Unread, read_record
from sitegen.content.kinds import Slug
from sitegen.content.source import decode
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem
from sitegen.theme.bundles import Bundles
from sitegen.theme.folders import display_path
from sitegen.theme.settings import Setting, Settings

THEME = Record(
    Field("name", Slug(), "the theme's name, that of its folder", required=True, example="newsmania"),
    Field("parent", Slug(), "the theme whose files it overrides one by one"),
    Field("description", Text(), "what it is", default=""),
    Field("bundles", Bundles(), "assets that are put together from parts, after the parent's own parts"),
    Field("settings", Settings(), "what a site may set under `theme_settings`"),
    Field("set", Unread("map of settings' names and values"), "other defaults for the settings of its parents"),
    title="theme.yaml",
)


class ThemeFile(Struct, frozen=True):
    """The theme.yaml of one folder."""

    folder: Path
    path: str
    """As problems name it."""
    parent: str | None
    bundles: dict[str, tuple[str, ...]]
    settings: dict[str, Setting]
    changes: yaml.Node | None
    """The other defaults for the settings of its parents, yet to be read."""
    reading: Reading

    def place(self, name: str) -> Location:
        """Return where a value stands, by its dotted name."""
        return self.reading.places.get(name, Location(self.path))


def read_theme_file(
    root: Path, folder: Path, terms: Mapping[str, Mapping[str, str]]
) -> tuple[ThemeFile | None, tuple[Problem, ...]]:
    """Read the theme.yaml of a folder; return it, or None with its Problems. Raises OSError.

    `terms` are the names of the site's sections, by which settings may refer to them.
    """
    file = folder / "theme.yaml"
    path = display_path(root.resolve(), file)
    text, problems = decode(file.read_bytes(), path)
    if problems:
        return None, problems
    document = Document(path, text)
    node = document.compose()
    if isinstance(node, Problem):
        return None, (node,)
    reading = Reading(document, terms=terms)
    values = read_record(THEME, reading, node)
    if reading.problems:
        return None, tuple(reading.problems)
    bundles, settings = values["bundles"] or {}, values["settings"] or {}
    return ThemeFile(folder, path, values["parent"], bundles, settings, values["set"], reading), ()
