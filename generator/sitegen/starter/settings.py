"""A new site's site.yaml: every option with what it means, from the tables that validate it, so that none is missing.

Prose stands behind `# `; an option that is not set stands behind a `#` alone, with its default or an example. Taking
that mark away sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sitegen.content.fields import Field, ListOf, Record
from sitegen.importers.literal import yaml_text
from sitegen.schema import RECORDS

Values = Mapping[str, Any]
"""What is set: texts, numbers, booleans, and lists and maps of them, by name."""

_EXAMPLES: Final[dict[str, Any]] = {
    "tagline": "All that happens here",
    "logo": "/media/logo.svg",
    "theme_settings.banner.url": "https://banner.example/",
    "theme_settings.home.shape": "A",
    "theme_settings.footer_text": "Printed on no paper",
    "sections.id": "world",
    "sections.description": "News from everywhere",
    "desks.id": "news-desk",
    "desks.description": "Files the news of the day",
    "feeds.hub": "https://hub.example/",
    "feeds.image": "/media/feed.png",
    "feeds.authority": "old.example",
    "comments.action": "mailto:letters@news.example",
    "social.title": "Follow us",
    "publisher.name": "Wire Company",
    "publisher.email": "desk@news.example",
    "publisher.founded": 2025,
    "ads": ("ads.example, 1234, DIRECT",),
    "security.policy": "https://news.example/security/",
    "policies.page": "pages/corrections.md",
    "policies.about": "corrections",
}
"""For options that have neither a default nor an example of their own, by dotted name."""
_HEAD: Final = """\
# The settings of this site. Behind `# ` each option is explained. One that begins with `#` alone is not set: it shows
# its default, or an example where there is none. Take the mark away to set it, with that of all its lines.
"""


def settings_file(values: Values) -> str:
    """Return the text of a site.yaml in which `values` are set, its sections among them, and all else is shown."""
    writer = _Writer(values)
    blocks = ["\n".join(writer.option(field, field.name, values)) for field in RECORDS["site"].fields.values()]
    return f"{_HEAD}\n" + "\n\n".join(blocks) + "\n"


def explanation(field: Field) -> str:
    """Return what an option means and takes, in one line."""
    needed = ", required" if field.required else ""
    return f"# {field.meaning}; {field.kind.label}{needed}"


class _Writer:
    """Writes options as lines; examples name sections that the site has."""

    def __init__(self, values: Values) -> None:
        first, *others = (section["title"] for section in values["sections"])
        self._examples = _EXAMPLES | {
            "sections.parent": others[0] if others else first,
            "theme_settings.section_colours": {first: "#1d5fa8"},
            "theme_settings.home.section": first,
            "menu": ({"section": first}, {"title": "About us", "url": "/about/"}),
        }

    def option(self, field: Field, name: str, values: Values) -> Iterator[str]:
        """Yield the lines of an option of a map whose values are `values`: its explanation, then itself, set or not."""
        yield explanation(field)
        if field.name in values:
            yield from self._lines(field, name, values[field.name], is_set=True)
        else:
            yield from (f"#{line}" for line in self._lines(field, name, self._example(field, name), is_set=False))

    def _example(self, field: Field, name: str) -> Any:
        """Return what an option that is not set shows; None where it has no example."""
        if name in self._examples:
            return self._examples[name]
        inner = _inner(field, name)
        if inner is not None:
            whole = {part.name: self._example(part, f"{name}.{part.name}") for part in inner.fields.values()}
            return (whole,) if isinstance(field.kind, ListOf) else whole
        return field.default if field.default not in (None, "", (), {}) else field.example or None

    def _lines(self, field: Field, name: str, value: Any, *, is_set: bool) -> Iterator[str]:
        """Yield the lines of an option that has, or shows, a value."""
        inner = _inner(field, name)
        if inner is None or value is None:
            yield f"{field.name}:" if value is None else f"{field.name}: {_text(value)}"
            return
        yield f"{field.name}:"
        explained: set[str] = set()
        if isinstance(value, Mapping):
            yield from (f"  {line}" for line in self._map(inner, name, value, explained, whole=is_set))
            return
        for number, item in enumerate(value):
            yield from _as_item(self._map(inner, name, item, explained, whole=is_set and number == 0))

    def _map(self, inner: Record, name: str, values: Values, explained: set[str], *, whole: bool) -> Iterator[str]:
        """Yield the lines of a map; what is in `explained` is explained above already.

        `whole` tells whether the options without a value are shown too.
        """
        for part in inner.fields.values():
            if part.name in values or whole:
                lines = self.option(part, f"{name}.{part.name}", values)
                yield from list(lines)[part.name in explained :]
                explained.add(part.name)


def _inner(field: Field, name: str) -> Record | None:
    """Return the Record of an option that is a map or a list of maps. The theme's settings are known apart."""
    kind = field.kind.item if isinstance(field.kind, ListOf) else field.kind
    if name == "theme_settings":
        return RECORDS["settings"]
    return kind if isinstance(kind, Record) else None


def _as_item(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a map as an item of a list: the first that is set gets the hyphen."""
    begun = False
    for line in lines:
        is_first = not begun and not line.startswith("#")
        yield f"  - {line}" if is_first else f"    {line}" if begun else f"  {line}"
        begun = begun or is_first


def _text(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml_text(key, item=True)}: {_text(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(yaml_text(str(part), item=True) for part in value) + "]"
    return yaml_text(str(value))
