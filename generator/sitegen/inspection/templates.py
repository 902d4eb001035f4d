"""Finds the line of a template that printed a tag: its text as it stands, or one that its Jinja can print.

A template's tag is turned into a pattern: what is printed may be anything, what is conditional may be absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.errors import Location
from sitegen.theme.folders import display_path
from sitegen.theme.theme import Theme

_JINJA: Final = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_TAG: Final = re.compile(
    rf"<(?P<name>[a-zA-Z][\w-]*)(?=[\s>/{{])(?:{_JINJA}|\"(?:{_JINJA}|[^\"])*\"|[^>\"])*>", re.DOTALL
)
_HEADING: Final = re.compile(rf"<(?P<name>h[1-6])\b(?:{_JINJA}|[^>])*>(?:{_JINJA}|.)*?</(?P=name)>", re.DOTALL)
_PIECE: Final = re.compile(rf"(?:{_JINJA})|\s+|[^{{\s]+|\{{", re.DOTALL)
_STATEMENT: Final = re.compile(r"\{%[-+]?\s*(\w+)")
_STEPS: Final = {
    "if": "(?:", "elif": "|", "else": "|", "endif": ")?", "for": "(?:", "endfor": ")*", "block": "(?:", "endblock": ")",
    "set": "", "include": ".*?", "trans": ".*?",
}  # fmt: skip


class _Printed(Struct, frozen=True):
    """A tag, or a heading whole, of a template."""

    location: Location
    pattern: re.Pattern[str]
    weight: int
    """How many of its characters stand in the template as they are printed."""
    template: str


class TemplateLines:
    """The tags of all templates of a theme, a child's before those that it overrides."""

    def __init__(self, theme: Theme, root: Path) -> None:
        self._files: dict[str, tuple[str, str]] = {}
        """The path, as an editor knows it, and the text of each template."""
        for folder in theme.folders:
            for file in sorted((folder / "templates").rglob("*.html")):
                name = file.relative_to(folder / "templates").as_posix()
                text = file.read_text(encoding="utf-8", errors="replace")
                self._files.setdefault(name, (display_path(root, file), text))
        self._tags: dict[str, list[_Printed]] = {}
        for name, (path, text) in self._files.items():
            for printed in _printed(name, path, text):
                self._tags.setdefault(printed[0], []).append(printed[1])

    def find(self, raw: str, template: str = "") -> Location | None:
        """Return the place that prints `raw` as the most of it is typed; `template` is the page's own, preferred."""
        literal = [place for place in (self._literal(name, raw) for name in sorted(self._files)) if place]
        if literal:
            return literal[0]
        name = re.match(r"<(\w+)", raw)
        fitting = [each for each in self._tags.get(name[1].lower() if name else "", ()) if each.pattern.fullmatch(raw)]
        best = max(fitting, key=lambda each: (each.weight, each.template == template), default=None)
        return best.location if best else None

    def start(self, template: str) -> Location | None:
        """Return the first line of a template."""
        return Location(self._files[template][0]) if template in self._files else None

    def _literal(self, name: str, raw: str) -> Location | None:
        path, text = self._files[name]
        place = text.find(raw) if raw else -1
        return location_at(path, text, place) if place >= 0 and len(raw) > len("<h1></h1>") else None


def location_at(path: str, text: str, place: int) -> Location:
    """Return the line and column of a place in a text."""
    before = text[:place]
    return Location(path, before.count("\n") + 1, place - before.rfind("\n"))


def _printed(template: str, path: str, text: str) -> Iterator[tuple[str, _Printed]]:
    for pattern in (_TAG, _HEADING):
        for found in pattern.finditer(text):
            compiled, weight = _pattern(found[0])
            if compiled is not None:
                place = location_at(path, text, found.start())
                yield found["name"].lower(), _Printed(place, compiled, weight, template)


def _pattern(text: str) -> tuple[re.Pattern[str] | None, int]:
    """Return what a piece of a template can print, and how much of it is typed there."""
    parts: list[str] = []
    weight = 0
    for piece in _PIECE.findall(text):
        if piece.startswith("{{"):
            parts.append(".*?")
        elif piece.startswith("{%"):
            word = _STATEMENT.match(piece)
            parts.append(_STEPS.get(word[1] if word else "", ""))
        elif piece.startswith("{#"):
            continue
        elif piece.isspace():
            parts.append(r"\s*")
        else:
            parts.append(re.escape(piece))
            weight += len(piece)
    try:
        return re.compile("".join(parts), re.DOTALL), weight
    except re.error:
        return None, 0
