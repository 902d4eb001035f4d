"""The one table that validates: records, lists, terms, choices, and how a mistake in each is told."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.content.fields import (
    Boolean,
    Choice,
    Field,
    Integer,
    ListOf,
    Reading,
    Record,
    Term,
    Text,
    read_record,
    spoken,
)
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Problem

LINK = Record(Field("text", Text(), "what it says", required=True, example="Here"), Field("new", Boolean(), "new"))
PERSON = Record(Field("name", Text(), "who", required=True), Field("age", Integer(0, 150), "years"), shorthand="name")
STORY = Record(
    Field("title", Text(), "the headline", required=True, example="Envoys meet"),
    Field("section", Term("section"), "where it belongs"),
    Field("kind", Choice("news", "opinion"), "what it is", default="news"),
    Field("tags", ListOf(Text()), "keywords", default=()),
    Field("author", ListOf(Text(), single=True), "who wrote it", default=()),
    Field("people", ListOf(PERSON), "of whom it tells", default=()),
    Field("link", LINK, "where it leads"),
    title="story",
    free="x_",
)


TWICE = "`title` stands here for the second time; the first is on line 1. Delete one of them"


def read(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values and the problems of a story's YAML."""
    document = Document("a.md", text)
    reading = Reading(
        document, terms={"section": {"World": "world", "world": "world", "Science & Tech": "tech", "tech": "tech"}}
    )
    root = document.compose()
    assert not isinstance(root, Problem), root
    return read_record(STORY, reading, root), reading.problems


def says(text: str) -> list[str]:
    """Return the problems of a story's YAML, as `line:column: code: message. Hint`."""
    return [str(problem).removeprefix("a.md:") for problem in read(text)[1]]


def test_every_field_has_a_value_or_its_default() -> None:
    """Nothing that was read is half filled."""
    values, problems = read("title: Envoys meet\n")
    assert problems == []
    assert values == {
        "title": "Envoys meet",
        "section": None,
        "kind": "news",
        "tags": (),
        "author": (),
        "people": (),
        "link": None,
        "extra": {},
    }


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("section: World", "section", "world"),
        ("section: world", "section", "world"),
        ("section: SCIENCE  &  TECH", "section", "tech"),
        ("section: tech", "section", "tech"),
        ("kind: opinion", "kind", "opinion"),
        ("tags: [a, 1, no]", "tags", ("a", "1", "no")),
        ("tags: []", "tags", ()),
        ("author: Asha", "author", ("Asha",)),
        ("author: [Asha, Ravi]", "author", ("Asha", "Ravi")),
        (
            "people: [Asha, {name: Ravi, age: 40}]",
            "people",
            ({"name": "Asha", "age": None}, {"name": "Ravi", "age": 40}),
        ),
        ("link: {text: Here, new: true}", "link", {"text": "Here", "new": True}),
        ("x_a: {b: [1, true, null], c: ~}", "extra", {"x_a": {"b": ["1", True, "null"], "c": "~"}}),
        ("tags:", "tags", ()),
        ('kind: ""', "kind", "news"),
    ],
)
def test_values(text: str, name: str, value: object) -> None:
    """What each kind of value becomes."""
    values, problems = read(f"title: x\n{text}\n")
    assert problems == []
    assert values[name] == value


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["1:1: missing-field: `title` is missing. Add a line `title: Envoys meet`"]),
        ("title:", ["1:1: missing-field: `title` has no value. Write `title: Envoys meet`"]),
        ("titel: x", ["1:1: unknown-field: there is no field `titel`. Did you mean `title`?"]),
        ("TITLE: x", ["1:1: unknown-field: there is no field `TITLE`. Did you mean `title`?"]),
        (
            "title: x\nweather: y",
            [
                "2:1: unknown-field: there is no field `weather`. "
                "Known: `title`, `section`, `kind`, `tags`, `author`, `people`, `link`"
            ],
        ),
        (
            "title: x\ntitle: y\ntitle: z",
            [
                f"2:1: duplicate-key: {TWICE}",
                f"3:1: duplicate-key: {TWICE}",
            ],
        ),
        (
            "- a",
            ["1:1: wrong-type: story must be a map of names and values. Its names: `title`, `section`, `kind`, `tags`"],
        ),
        ("title: x\nsection: Wrold", ["2:10: unknown-section: the site has no section `Wrold`. Did you mean `World`?"]),
        (
            "title: x\nkind: News",
            ["2:7: wrong-value: `kind` must be one of news, opinion, not `News`. Did you mean `news`?"],
        ),
        ("title: x\nkind: blog", ["2:7: wrong-value: `kind` must be one of news, opinion, not `blog`"]),
        ("title: x\ntags: a", ["2:7: wrong-type: `tags` must be a list. Write `tags: [a]`, or a line `- a` for each"]),
        (
            "title: x\ntags: ~",
            [
                "2:7: yaml-null: `~` means `nothing` in YAML, so `tags` has no value. "
                "Delete it to leave it out, or put it in double quotes if it is the text that you mean"
            ],
        ),
        (
            "title: x\nlink: {new: true}",
            ["2:7: missing-field: `link.text` is missing. Add `text: Here`"],
        ),
        (
            "title: x\npeople: [{age: 3}, {name: Asha, age: 1_0}]",
            [
                "2:10: missing-field: `name` in item 1 of `people` is missing",
                "2:38: wrong-value: `age` in item 2 of `people` must be a whole number from 0 to 150, not `1_0`",
            ],
        ),
        ("title: x\n? [a]\n: b", ["2:3: wrong-type: a name must be a single word. Take the brackets away"]),
        (
            "title: x\nx_a: {b: 1, b: 2}",
            ["2:13: duplicate-key: `b` stands here for the second time; the first is on line 2. Delete one of them"],
        ),
    ],
)
def test_problems(text: str, lines: list[str]) -> None:
    """One mistake is one problem, at its place, with a hint."""
    assert says(text) == lines


@pytest.mark.parametrize("text", ["0", "7", "150"])
def test_whole_numbers(text: str) -> None:
    """Plain decimals."""
    assert read(f"title: x\npeople: [{{name: a, age: {text}}}]\n")[0]["people"][0]["age"] == int(text)


@pytest.mark.parametrize("text", ["007", "1_0", "0x1F", "1e1", "1.0", "+1", "-1", "151", "২০", "one", "9" * 5000])
def test_what_is_no_whole_number(text: str) -> None:
    """What YAML or Python would read as a number otherwise is none."""
    (line,) = says(f"title: x\npeople: [{{name: a, age: {text}}}]\n")
    assert "`age` in item 1 of `people` must be a whole number from 0 to 150" in line
    assert len(line) < 200


def test_items_that_cannot_be_read_keep_the_places_of_the_others() -> None:
    """So that a later check of an item names its own place."""
    values, problems = read("title: x\ntags: [[a], b, '']\n")
    assert values["tags"] == (None, "b", None)
    assert [problem.code for problem in problems] == ["wrong-type", "empty-item"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("title", "`title`"),
        ("image.src", "`image.src`"),
        ("tags.0", "item 1 of `tags`"),
        ("corrections.1.date", "`date` in item 2 of `corrections`"),
        ("a.0.b.c.9", "item 10 of `b.c`"),
    ],
)
def test_names_as_an_editor_says_them(name: str, words: str) -> None:
    """Dotted names are for programs."""
    assert spoken(name) == words
