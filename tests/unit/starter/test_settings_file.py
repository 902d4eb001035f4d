"""A new site's site.yaml shows and explains every option, and what it shows can be set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.config import parse_config
from sitegen.content.fields import Field, ListOf, Record
from sitegen.schema import RECORDS
from sitegen.starter.settings import explanation, settings_file

SET = {
    "title": "News: a site",
    "url": "https://news.example/",
    "language": "en",
    "timezone": "Asia/Kolkata",
    "sections": [{"title": "World", "description": "All of it"}, {"title": "Sports"}],
    "desks": [{"title": "Wire Desk"}],
}


def options(record: Record) -> Iterator[Field]:
    """Every option of site.yaml, those in maps and lists of maps and the theme's own included."""
    for field in record.fields.values():
        yield field
        kind = field.kind.item if isinstance(field.kind, ListOf) else field.kind
        inner = RECORDS["settings"] if field.name == "theme_settings" else kind
        if isinstance(inner, Record):
            yield from options(inner)


def test_every_option_is_explained_in_a_line_above_it() -> None:
    """In the words of the table that validates it: an option that is added is shown in the next new site."""
    lines = settings_file(SET).splitlines()
    stripped = [line.lstrip("# ") for line in lines]
    for field in options(RECORDS["site"]):
        at = stripped.index(explanation(field).removeprefix("# "))
        assert re.match(rf"(- )?{field.name}:", stripped[at + 1]), (field.name, lines[at : at + 2])


def test_nothing_but_what_is_chosen_is_set() -> None:
    """All other options have their defaults."""
    config, problems = parse_config(settings_file(SET))
    assert (problems, config is not None) == ((), True)
    smallest = {name: value for name, value in SET.items() if name not in ("sections", "desks")}
    lines = "\n".join(f'{name}: "{value}"' for name, value in smallest.items())
    same, _ = parse_config(
        f"{lines}\nsections: [{{title: World, description: All of it}}, Sports]\ndesks: [Wire Desk]\n"
    )
    assert config is not None
    assert same is not None
    names = [name for name in config.__struct_fields__ if name not in ("places", "menu")]
    assert [name for name in names if getattr(config, name) != getattr(same, name)] == []


def test_all_that_is_shown_can_be_set() -> None:
    """Each mark taken away, as an editor would, the file is as valid as before: no example is wrong."""
    shown = settings_file(SET)
    config, problems = parse_config(re.sub(r"^( *)#(?! \S)", r"\1", shown, flags=re.MULTILINE))
    assert problems == ()
    assert config is not None
    assert (config.founded, config.sections[0].parent, config.feed_hub) == (2025, "sports", "https://hub.example/")
    assert [entry.title for entry in config.menu] == ["World", "About us"]


def test_the_sections_in_examples_are_the_sites() -> None:
    """So that they can be set in any language."""
    sections = [{"title": "বিশ্ব", "id": "world"}, {"title": "খেলা", "id": "sports"}]
    shown = settings_file({**SET, "sections": sections})
    assert "World" not in shown
    assert parse_config(re.sub(r"^( *)#(?! \S)", r"\1", shown, flags=re.MULTILINE))[1] == ()
