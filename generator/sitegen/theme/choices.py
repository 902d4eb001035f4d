"""The settings of a theme for one site: the parents' defaults, what child themes set, then what site.yaml sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.content.fields import Reading
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem
from sitegen.theme.settings import Setting, duplicates, read_values, style_rules
from sitegen.theme.theme_file import ThemeFile


class Choices(Struct, frozen=True):
    """What a theme's settings are for one site."""

    settings: dict[str, Setting]
    values: dict[str, Any]
    pictures: dict[str, tuple[str, Location]]
    """The pictures that settings show, as they are named, and where."""
    rules: dict[str, str]
    """By style sheet, what colours add to its end."""


def choose(themes: Sequence[ThemeFile], config: Config) -> tuple[Choices, tuple[Problem, ...]]:
    """Return the settings of a theme; `themes` are its own theme.yaml, then its parent's, and so on."""
    settings: dict[str, Setting] = {}
    values: dict[str, Any] = {}
    places: dict[str, Location] = {}
    problems: list[Problem] = []
    for theme in reversed(themes):
        if theme.changes is not None:
            _set(values, places, settings, theme.changes, "set", theme.reading)
            problems += theme.reading.problems
        problems += duplicates(theme.settings, settings)
        settings |= theme.settings
        values |= {name: setting.default for name, setting in theme.settings.items()}
    if config.theme_settings:
        reading = Reading(Document(SITE_FILE, config.theme_settings), terms=config.terms)
        for node in _given(reading.document):
            _set(values, places, settings, node, "theme_settings", reading)
        problems += reading.problems
    pictures = {
        name: (values[name]["src"], places[name])
        for name, setting in settings.items()
        if setting.type == "picture" and values[name] is not None
    }
    return Choices(settings, values, pictures, style_rules(settings.values(), values)), tuple(problems)


def _set(
    values: dict[str, Any],
    places: dict[str, Location],
    settings: dict[str, Setting],
    node: yaml.Node,
    name: str,
    reading: Reading,
) -> None:
    for setting, (value, where) in read_values(settings, node, name, reading).items():
        values[setting], places[setting] = value, where


def _given(document: Document) -> Iterator[yaml.Node]:
    """Yield what site.yaml gives the theme."""
    root = document.compose()
    if isinstance(root, yaml.MappingNode):
        yield from (child for key, child in root.value if key.value == "theme_settings")
