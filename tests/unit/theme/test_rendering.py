"""Templates: over one frozen view, escaped, overridden one by one; a template's mistake is a located Problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import AS_OF, config, story, write_site

from sitegen.build import Options, build
from sitegen.errors import ContentError
from sitegen.pages.views import Link, View
from sitegen.site.urls import Addresses
from sitegen.theme.templates import Templates
from sitegen.theme.theme import load_theme

ADDRESSES = Addresses("https://host.example/repo/", "/repo/")


class ThingView(View, frozen=True, kw_only=True):
    title: str = "Fish & <chips>"
    number: int = 3
    links: tuple[Link, ...] = (Link(text="A", url="/a/"), Link(text="B", url="/b/"))
    extra: dict[str, Any] = {}  # noqa: RUF012 - msgspec copies it


def write(root: Path, templates: dict[str, str], name: str = "mine", parent: str = "") -> None:
    """Write a theme of templates, with one asset, into ROOT/themes."""
    folder = root / "themes" / name
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets" / "style.css").write_text("a{}")
    (folder / "theme.yaml").write_text(f"name: {name}\n" + (f"parent: {parent}\n" if parent else ""))
    for path, text in templates.items():
        (folder / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates" / path).write_text(text, encoding="utf-8")


def templates(root: Path, language: str = "en") -> Templates:
    """Return the templates of the theme `mine`."""
    theme, problems = load_theme(root.resolve(), config(theme="mine", language=language))
    assert theme is not None, problems
    return Templates(theme, ADDRESSES, root.resolve())


def rendered(root: Path, text: str, view: View | None = None, body: str | None = None) -> str:
    """Render one template."""
    write(root, {"page.html": text})
    return templates(root).render("page.html", view or ThingView(), body)


def refused(root: Path, files: dict[str, str]) -> list[str]:
    """Render page.html of a theme and return its Problems, a line each."""
    write(root, files)
    with pytest.raises(ContentError) as caught:
        templates(root).render("page.html", ThingView())
    return [str(problem) for problem in caught.value.problems]


def test_every_text_is_escaped_but_the_body(tmp_path: Path) -> None:
    """A story's HTML was made safe where it was read; all else is text."""
    view = ThingView(title="<script>\"'&", extra={"x_a": "<b>"})
    found = rendered(tmp_path, '<p title="{{ view.title }}">{{ view.extra.x_a }}</p>{{ body }}', view, "<b>&amp;</b>")
    assert found == '<p title="&lt;script&gt;&#34;&#39;&amp;">&lt;b&gt;</p><b>&amp;</b>'


def test_translated_texts_are_escaped_where_they_are_filled_in(tmp_path: Path) -> None:
    """What a message is filled with is text, not markup."""
    found = rendered(tmp_path, '{{ _("More from %(x)s", x=view.title) }}|{{ ngettext("%(num)s a", "%(num)s b", 2) }}')
    assert found == "More from Fish &amp; &lt;chips&gt;|2 b"


def test_numbers_in_a_label_have_the_digits_of_the_language(tmp_path: Path) -> None:
    """However the label is asked for; a text that has digits is left as it is."""
    write(tmp_path, {
        "page.html": '{{ _("Page %(n)s of %(x)s", n=12, x="12") }}|{{ gettext("%(n)s", n=3) }}|'
        '{{ ngettext("%(num)s a", "%(num)s b", 45) }}|{% trans n=6 %}{{ n }} a{% pluralize %}{{ n }} b{% endtrans %}',
    })  # fmt: skip
    found = [templates(tmp_path, language).render("page.html", ThingView()) for language in ("en", "bn", "hi")]
    assert found == ["Page 12 of 12|3|45 b|6 b", "Page ১২ of 12|৩|৪৫ b|৬ b", "Page 12 of 12|3|45 b|6 b"]


def test_templates_are_overridden_one_by_one(tmp_path: Path) -> None:
    """A child's partial stands in its parent's page, and a child's page may use its parent's partial."""
    write(tmp_path, {
        "page.html": '{% extends "base.html" %}{% block main %}page of base{% endblock %}',
        "base.html": '{% block main %}{% endblock %} {% include "partials/foot.html" %}',
        "partials/foot.html": "foot of base",
    }, name="base")  # fmt: skip
    write(tmp_path, {"partials/foot.html": "foot of mine"}, parent="base")
    assert templates(tmp_path).render("page.html", ThingView()) == "page of base foot of mine"
    write(tmp_path, {"page.html": '{% extends "base.html" %}{% block main %}page of mine{% endblock %}'}, parent="base")
    assert templates(tmp_path).render("page.html", ThingView()) == "page of mine foot of mine"


def test_an_asset_s_address_is_under_the_base_path_and_has_its_digest(tmp_path: Path) -> None:
    """As themes print it."""
    found = rendered(tmp_path, '{{ asset("style.css") }} {{ integrity("style.css") }}')
    assert found.startswith("/repo/assets/style.")
    assert " sha384-" in found


MISTAKES = {
    "a variable": ("x\n{{ view.titel }}\n", "page.html:2:1: undefined-variable: ", "titel"),
    "a name": ("{{ veiw }}", "page.html:1:1: undefined-variable: ", "veiw"),
    "in a loop": (
        "\n\n{% for x in view.links %}\n{{ x.txt }}\n{% endfor %}",
        "page.html:4:1: undefined-variable: ",
        "txt",
    ),
    "a key": ("{{ view.extra.x_none }}", "page.html:1:1: undefined-variable: ", "x_none"),
    "syntax": ("a\n{% if %}", "page.html:2:1: template-syntax: ", "Expected"),
    "an unclosed block": ("a\n{% if view %}\n", "page.html:2:1: template-syntax: ", "endif"),
    "an unknown tag": ("{% fi %}", "page.html:1:1: template-syntax: ", "fi"),
    "an unknown filter": ("\n{{ view | shout }}", "page.html:2:1: template-syntax: ", "shout"),
    "an asset": ('\n{{ asset("stile.css") }}', "page.html:2:1: template-error: ", "Did you mean `style.css`?"),
    "a template": ('\n{% include "partials/n.html" %}', "page.html:2:1: missing-template: ", "partials/n.html"),
    "a parent": ('{% extends "bse.html" %}', "page.html:1:1: missing-template: ", "bse.html"),
    "an expression": ("\n\n{{ 1 // 0 }}", "page.html:3:1: template-error: ", "division"),
    "a type": ("{{ view.title + 1 }}", "page.html:1:1: template-error: ", "str"),
    "itself": ('{% include "page.html" %}', "page.html:1:1: template-error: ", "recursion"),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_template_s_mistake_is_told_with_file_and_line(kind: str, tmp_path: Path) -> None:
    """No traceback: the theme's own file, as the editor knows it, the line, and what is wrong."""
    text, start, holds = MISTAKES[kind]
    (problem,) = refused(tmp_path, {"page.html": text})
    assert problem.startswith(f"themes/mine/templates/{start}")
    assert holds in problem
    assert "\n" not in problem


@pytest.mark.parametrize(
    "page",
    [
        '{% include "partials/p.html" %}',
        '{% from "partials/p.html" import p %}{{ p() }}',
        '{% extends "partials/p.html" %}',
    ],
)
def test_a_mistake_in_a_partial_is_told_where_it_stands(page: str, tmp_path: Path) -> None:
    """Not where the partial is used."""
    partial = "a\n{% macro p() %}\n{{ nothing }}\n{% endmacro %}\n{{ p() }}"
    (problem,) = refused(tmp_path, {"page.html": page, "partials/p.html": partial})
    assert problem.startswith("themes/mine/templates/partials/p.html:3:1: undefined-variable: ")


def test_a_missing_page_template_names_the_theme(tmp_path: Path) -> None:
    """A theme without a parent must have one for each kind of page."""
    write(tmp_path, {})
    with pytest.raises(ContentError, match=r"the theme `mine` has no template `page\.html`"):
        templates(tmp_path).render("page.html", ThingView())


def test_the_mistakes_of_all_templates_are_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    """One build tells of every template, each mistake once, and the last good site stands (promise 1)."""
    write_site(tmp_path, {"articles/a.md": story(), "articles/b.md": story(title="B")})
    options = Options(output=tmp_path / "public", as_of=AS_OF)
    build(tmp_path, options)
    before = {path: path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file()}
    write(tmp_path, {"article.html": "{{ view.one }}", "listing.html": "\n{{ view.two }}"}, parent="newsmania")
    (tmp_path / "content" / "site.yaml").write_text(
        (tmp_path / "content" / "site.yaml").read_text().replace('"newsmania"', '"mine"')
    )
    with pytest.raises(ContentError) as caught:
        build(tmp_path, options)
    assert [str(problem.location) for problem in caught.value.problems] == [
        "themes/mine/templates/article.html:1:1",
        "themes/mine/templates/listing.html:2:1",
    ]
    assert {path: path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file()} == before


def test_a_template_reaches_nothing_but_its_view(tmp_path: Path) -> None:
    """The same view and theme give the same bytes: no clock, no environment, no request."""
    for name in ("now", "config", "site", "environ", "lipsum"):
        with pytest.raises(ContentError):
            rendered(tmp_path, f"{{{{ {name}.x }}}}")
