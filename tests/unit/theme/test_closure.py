"""Promise 2: a page is rendered again when its template, or anything that template reaches, has changed."""

from __future__ import annotations

import jinja2
import pytest

from sitegen.theme.closure import closures, texts_of

TEMPLATES = {
    "base.html": "{% block main %}{% endblock %}{{ fragment('foot.html', site=view.site) }}",
    "page.html": "{% extends 'base.html' %}{% from 'macros.html' import x %}{% block main %}{{ x() }}{% endblock %}",
    "macros.html": "{% import 'deep.html' as deep %}{% macro x() %}{{ deep.x }}{% endmacro %}",
    "deep.html": "{% set x = 1 %}",
    "foot.html": "{% include ['a.html', 'b.html'] ignore missing %}",
    "a.html": "a",
    "b.html": "b",
    "alone.html": "alone",
    "chosen.html": "{% include view.kind ~ '.html' %}",
    "broken.html": "{% if %}",
}
REACH = {
    "base.html": {"base.html", "foot.html", "a.html", "b.html"},
    "page.html": {"page.html", "base.html", "macros.html", "deep.html", "foot.html", "a.html", "b.html"},
    "macros.html": {"macros.html", "deep.html"},
    "alone.html": {"alone.html"},
    "chosen.html": set(TEMPLATES),
    "broken.html": {"broken.html"},
}


def environment(templates: dict[str, str]) -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.DictLoader(templates), autoescape=True)


def closed(templates: dict[str, str], common: bytes = b"") -> dict[str, bytes]:
    found = environment(templates)
    return closures(found, texts_of(found), common)


@pytest.mark.parametrize("edited", TEMPLATES)
def test_exactly_the_templates_that_reach_an_edited_one_change(edited: str) -> None:
    """By extension, inclusion, import and fragment, at any depth; what is chosen at run time may be any of them."""
    before = closed(TEMPLATES)
    after = closed(TEMPLATES | {edited: TEMPLATES[edited] + " "})
    changed = {name for name in REACH if before[name] != after[name]}
    assert changed == {name for name, reached in REACH.items() if edited in reached}


def test_what_all_depend_on_changes_all() -> None:
    """Translations and assets."""
    before, after = closed(TEMPLATES, b"1"), closed(TEMPLATES, b"2")
    assert all(before[name] != after[name] for name in TEMPLATES)


def test_a_template_that_is_not_there_is_no_error_yet() -> None:
    """Rendering says so, with its place."""
    assert closed({"a.html": "{% include 'none.html' %}"}).keys() == {"a.html"}
