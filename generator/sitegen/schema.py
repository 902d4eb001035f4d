"""The tables that validate, told to others: JSON Schemas for editors, and the reference tables of README.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sitegen.config import SITE
from sitegen.content.fields import Field, JsonSchema, ListOf, Record
from sitegen.content.front_matter import ARTICLE, AUTHOR, PAGE
from sitegen.errors import ContentError
from sitegen.theme.folders import PACKAGED
from sitegen.theme.settings import Settings
from sitegen.theme.theme_file import THEME, read_theme_file


def _packaged_settings() -> Record:
    """Return the Record of the settings of the theme that sitegen comes with."""
    folder = next(base / "newsmania" for base in PACKAGED if (base / "newsmania" / "theme.yaml").is_file())
    theme, problems = read_theme_file(folder, folder, {})
    if theme is None:
        raise ContentError(problems)
    settings = theme.settings.values()
    return Record(*(Field(setting.name, setting.kind, setting.about, default=setting.default) for setting in settings))


RECORDS: Final = {
    "article": ARTICLE,
    "page": PAGE,
    "author": AUTHOR,
    "site": SITE,
    "settings": _packaged_settings(),
    "theme": THEME,
}
_TITLES: Final = {
    "article": "Front matter of an article (content/articles/**/*.md)",
    "page": "Front matter of a plain page (content/pages/**/*.md)",
    "author": "Front matter of an author (content/authors/*.md)",
    "site": "Settings of a site (content/site.yaml)",
    "settings": "Settings of the theme newsmania (`theme_settings` of content/site.yaml)",
    "theme": "Settings of a theme (theme.yaml)",
}


def json_schema(name: str) -> JsonSchema:
    """Return the JSON Schema (draft 7, which editors' YAML support reads) of one of RECORDS.

    It is as strict as a schema can be without knowing the site: which sections there are, it cannot say.
    """
    schema: JsonSchema = {"$schema": "http://json-schema.org/draft-07/schema#", "title": _TITLES[name]}
    schema |= RECORDS[name].schema()
    if name == "article":
        schema["anyOf"] = [{"required": ["desk"]}, {"required": ["author"]}]
    elif name == "site":
        # Another theme has settings of its own, which no schema can know.
        schema["properties"]["theme_settings"] |= RECORDS["settings"].schema() | {"additionalProperties": True}
    return schema


def reference_table(name: str) -> str:
    """Return the Markdown table of one of RECORDS, the fields of maps under dotted names."""
    rows = ["| field | value | meaning |", "|---|---|---|"]
    rows += [
        f"| {_code(field_name)} | {value} | {meaning} |" for field_name, value, meaning in _rows(RECORDS[name], "")
    ]
    return "\n".join(rows) + "\n"


def _rows(record: Record, prefix: str) -> Iterator[tuple[str, str, str]]:
    for field in record.fields.values():
        name = f"{prefix}{field.name}"
        value = field.kind.label.replace("|", "\\|")
        if field.required:
            value += ", **required**"
        yield name, value, _meaning(field)
        inner = field.kind.item if isinstance(field.kind, ListOf | Settings) else field.kind
        if isinstance(inner, Record):
            yield from _rows(inner, f"{name}.")
    if record.free and not prefix:
        yield f"{record.free}…", "anything", "free for themes: templates find it in `view.extra`"


def _meaning(field: Field) -> str:
    default = _default(field.default)
    return f"{field.meaning}; default: {_code(default)}" if default else field.meaning


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value) if value not in (None, "", {}) else ""


def _code(text: str) -> str:
    return f"`{text}`"
