"""Fragments: partials that are rendered once a build, and never take one value for another."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.theme.test_rendering import ThingView, templates, write

from sitegen.errors import ContentError
from sitegen.pages.views import Link


def rendered(root: Path, partial: str, page: str, view: ThingView | None = None) -> str:
    """Render a page that prints the fragment partials/p.html."""
    write(root, {"partials/p.html": partial, "page.html": page})
    return templates(root).render("page.html", view or ThingView())


def test_a_fragment_is_made_once_for_the_same_values(tmp_path: Path) -> None:
    """On all pages of a build; its text is that of the partial."""
    write(
        tmp_path,
        {"partials/p.html": "[{{ link.text }}]", "page.html": '{{ fragment("partials/p.html", link=view.links[0]) }}'},
    )
    found, link = templates(tmp_path), Link(text="A", url="/a/")
    first = found.render("page.html", ThingView(links=(link,)))
    (tmp_path / "themes" / "mine" / "templates" / "partials" / "p.html").write_text("changed")
    assert [first, found.render("page.html", ThingView(title="Other", links=(link,)))] == ["[A]", "[A]"]


def test_values_that_python_holds_equal_are_told_apart(tmp_path: Path) -> None:
    """A number, a truth and a text; two views of the same class."""
    page = '{% for x in (1, true, "1") %}{{ fragment("partials/p.html", x=x) }} {% endfor %}'
    assert rendered(tmp_path, "{{ x }}", page) == "1 True 1 "
    page = '{% for x in view.links %}{{ fragment("partials/p.html", x=x) }} {% endfor %}'
    assert rendered(tmp_path, "{{ x.text }}", page) == "A B "


def test_safe_markup_does_not_make_the_same_text_safe(tmp_path: Path) -> None:
    """What one page may print as markup, another must escape (promise 7)."""
    page = '{{ fragment("partials/p.html", x=view.title|safe) }} {{ fragment("partials/p.html", x=view.title) }}'
    assert rendered(tmp_path, "{{ x }}", page, ThingView(title="<b>")) == "<b> &lt;b&gt;"


def test_a_fragment_sees_only_what_it_is_given(tmp_path: Path) -> None:
    """Neither the page's view nor its other names: its text is a function of its values."""
    with pytest.raises(ContentError, match="undefined-variable") as caught:
        rendered(tmp_path, "\n{{ view.title }}", '{{ fragment("partials/p.html", x=1) }}')
    (problem,) = caught.value.problems
    assert str(problem.location) == "themes/mine/templates/partials/p.html:2:1"


def test_a_fragment_is_safe_markup_already(tmp_path: Path) -> None:
    """It was escaped where it was made, and is not escaped again."""
    assert rendered(tmp_path, "<p>{{ x }}</p>", '{{ fragment("partials/p.html", x=view.title) }}') == (
        "<p>Fish &amp; &lt;chips&gt;</p>"
    )
