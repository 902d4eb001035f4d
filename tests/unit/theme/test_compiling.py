"""Templates compiled for one site print what Jinja's own would print."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sitegen.theme.compiling import SiteEnvironment, escape_text


def printed(source: str, **values: Any) -> tuple[str, list[str]]:
    """Return what a template prints, and the arguments of the calls made while it was rendered."""
    calls: list[str] = []

    def label(text: str) -> Markup:
        calls.append(text)
        return Markup(text.upper())

    def asset(name: str) -> str:
        calls.append(name)
        return {"a&b": "/a&b"}[name]

    def fragment(name: str, **values: object) -> str:
        return name + "".join(f" {given}={value}" for given, value in values.items())

    environment = SiteEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.globals |= {"_": label, "asset": asset, "fragment": fragment}
    template = environment.from_string(source)
    calls.clear()
    return template.render(values), calls


@given(st.one_of(st.text(), st.text("<>&\"'a"), st.text().map(Markup), st.integers(), st.none()))
def test_what_is_printed_is_escaped(value: object) -> None:
    """As markupsafe escapes it, whatever it is (promise 7)."""
    assert escape_text(value) == str(escape(value))
    environment = SiteEnvironment(autoescape=True)
    assert environment.from_string("{{ x }}{{ x }}").render(x=value) == 2 * str(escape(value))


@pytest.mark.parametrize(
    ("source", "text", "calls"),
    [
        ('{{ _("a <b>") }}', "A <B>", []),
        ('<p>{{ _("a") if x else _("b") }}</p>', "<p>A</p>", []),
        ('{{ asset("a&b") }}', "/a&amp;b", []),
        ('{{ asset("a&b") | upper }}', "/A&amp;B", []),
        ("{{ _(x) }}", "1", ["1"]),
        ('{% macro _(a) %}{{ a }}{% endmacro %}{{ _("a") }}', "a", []),
        (
            '{{ fragment("a", b=x) }}{{ fragment("c", **{"class": 2}) }}',
            "a b=1c class=2",
            [],
        ),
        ('{% macro fragment(a) %}{{ a }}{% endmacro %}{{ fragment("<") }}', "&lt;", []),
        ('{% set _ = x %}{{ _ }}{% macro m(asset) %}{{ asset("c") }}{% endmacro %}{{ m(y) }}', "1c", []),
    ],
)
def test_constant_calls_are_made_once(source: str, text: str, calls: list[str]) -> None:
    """Where the template is compiled; what depends on the page is called for each."""
    assert printed(source, x="1", y=str) == (text, calls)


def test_a_call_that_fails_fails_where_it_stands() -> None:
    """When its page is rendered, and only if it is reached."""
    assert printed('{% if x %}{{ asset("c") }}{% endif %}', x=False) == ("", [])
    with pytest.raises(KeyError, match="c"):
        printed('{{ asset("c") }}')
