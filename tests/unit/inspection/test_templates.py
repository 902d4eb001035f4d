"""The line of a template that printed a tag, whatever Jinja stood in it."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from sitegen.errors import Location
from sitegen.inspection.templates import TemplateLines
from sitegen.theme.theme import Theme

PARENT = {
    "card.html": '<li>\n<a class="card" href="{{ card.url }}">{{ card.title }}</a>\n</li>\n',
    "own.html": "<p>hidden by the child's</p>\n",
}
CHILD = {
    "own.html": '<p>\n<a class="{% if a %}wide{% elif b > 1 %}tall{% else %}small{% endif %}" href="/x/">x</a>\n'
                '{# <a href="/commented/"> #}\n<h2 class="part">{{ _("More") }} <b>x</b></h2>\n</p>\n',
    "list.html": "{% for item in items %}\n<img {% if item.wide %}width=\"{{ item.wide }}\" {% endif %}"
                 "src='{{ item.src }}'>\n{% endfor %}\n<a href=\"{{ url }}\">y</a>\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> TemplateLines:
    """The lines of a theme of two folders."""
    root = tmp_path_factory.mktemp("theme")
    folders = []
    for name, texts in (("child", CHILD), ("parent", PARENT)):
        folder = root / "themes" / name
        (folder / "templates").mkdir(parents=True)
        for file, text in texts.items():
            (folder / "templates" / file).write_text(text, encoding="utf-8")
        folders.append(folder)
    return TemplateLines(Theme("child", tuple(folders), {}, NullTranslations()), root)


@pytest.mark.parametrize(
    ("raw", "file", "line", "column"),
    [
        ('<a class="card" href="/2025/">', "parent/templates/card.html", 2, 1),
        ('<a class="wide" href="/x/">', "child/templates/own.html", 2, 1),
        ('<a class="tall" href="/x/">', "child/templates/own.html", 2, 1),
        ("<img width=\"4\" src='/a.png'>", "child/templates/list.html", 2, 1),
        ("<img src='/a.png'>", "child/templates/list.html", 2, 1),
        ('<a href="/y/">', "child/templates/list.html", 4, 1),
        ('<h2 class="part">Mehr <b>x</b></h2>', "child/templates/own.html", 4, 1),
    ],
)
def test_a_tag_is_found(lines: TemplateLines, raw: str, file: str, line: int, column: int) -> None:
    """The one that has most of it typed; a child's before its parent's."""
    assert lines.find(raw) == Location(f"themes/{file}", line, column)


@pytest.mark.parametrize("raw", ['<a id="z" href="/y/">', "<table>", "<img alt='' src='/a.png'>", ""])
def test_what_no_template_prints_is_not_found(lines: TemplateLines, raw: str) -> None:
    """Better nothing than a wrong line."""
    assert lines.find(raw) is None
