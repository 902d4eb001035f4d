"""A child theme changes one partial, one colour, one word or one style with one file, and every page with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import built, read_tree, story, write_site

from sitegen.errors import ContentError

README = Path(__file__).parents[3] / "README.md"
ARTICLE = "2025/02/27/a-story/index.html"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def write_child(root: Path, files: dict[str, str] | None = None, rest: str = "", **options: Any) -> None:
    """Write a site of a story, with the theme `ours` over newsmania."""
    write_site(root, {"articles/a.md": story()}, theme="ours", **options)
    for path, text in {"theme.yaml": f"name: ours\nparent: newsmania\n{rest}", **(files or {})}.items():
        write(root, f"themes/ours/{path}", text)


def write(root: Path, path: str, text: str) -> None:
    """Write a file of the site's folder."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def pages(root: Path) -> dict[str, str]:
    """Build a site; return its pages."""
    built(root)
    return {path: text.decode() for path, text in read_tree(root / "public").items() if path.endswith(".html")}


def style(root: Path) -> str:
    """Return the style sheet that a built site's pages use."""
    found = re.search(r'rel="stylesheet" href="(/assets/style\.\w+\.css)"', (root / "public/index.html").read_text())
    assert found
    return (root / "public" / found[1].removeprefix("/")).read_text(encoding="utf-8")


def mistakes(root: Path) -> list[str]:
    """Build a site that cannot be built; return what is wrong."""
    with pytest.raises(ContentError) as caught:
        built(root)
    return [str(problem) for problem in caught.value.problems]


def snippets() -> dict[str, str]:
    """Return the files that the manual shows under Make it yours, by the path in their first line."""
    part = README.read_text(encoding="utf-8").partition("### Make it yours\n")[2].partition("\n### ")[0]
    texts = re.findall(r"^```\w+\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    paths = [re.search(r"themes/ours/\S+", text.splitlines()[0]) for text in texts]
    return {path[0]: text for path, text in zip(paths, texts, strict=True) if path}


def test_the_manual_s_theme_works_as_it_stands_there(tmp_path: Path) -> None:
    """Word for word: each file that it shows does what it says."""
    write_child(tmp_path)
    before, plain = pages(tmp_path), style(tmp_path)
    shown = snippets()
    assert len(shown) == 4
    for path, text in shown.items():
        write(tmp_path, path, text)
    after = pages(tmp_path)
    assert after.keys() == before.keys()
    assert style(tmp_path) == f"{plain}\n.wordmark{{letter-spacing:.05em}}\n:root{{--accent:#0b6e4f}}"
    assert "answers every letter" in after["category/world/index.html"]
    assert "answers every letter" not in before["category/world/index.html"]
    assert ("Read on »" in after["category/world/index.html"], "Read More »" in after["category/world/index.html"]) == (
        True,
        False,
    )


def test_the_manual_s_settings_work_as_they_stand_there(tmp_path: Path) -> None:
    """The example under The look."""
    found = re.search(r"```yaml\n(theme_settings:\n.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    write_child(tmp_path)
    with (tmp_path / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(found[1])
    home = pages(tmp_path)["index.html"]
    assert 'class="ticker"' not in home
    assert style(tmp_path).endswith(':root{--accent:#0b6e4f}[data-section="world"]{--section:#1d5fa8}')


def test_one_partial_changes_every_page_that_shows_it(tmp_path: Path) -> None:
    """And nothing else: each page is its parent's but for that part, the assets are the same files."""
    write_child(tmp_path)
    before, assets = pages(tmp_path), sorted((tmp_path / "public/assets").iterdir())
    write(tmp_path, "themes/ours/templates/partials/logo.html", "<b>Ours</b>")
    after = pages(tmp_path)
    framed = {path for path, page in before.items() if 'class="wordmark"' in page}
    assert {path for path in after if "<b>Ours</b>" in after[path]} == framed
    assert {path for path in after if after[path] != before[path]} == framed
    assert sorted((tmp_path / "public/assets").iterdir()) == assets


def test_one_line_changes_a_colour(tmp_path: Path) -> None:
    """No copy of the style sheet, no other file; the pages change by its address alone."""
    write_child(tmp_path)
    before, plain = pages(tmp_path), style(tmp_path)
    write_child(tmp_path, rest='set: {accent: "#0b6e4f"}\n')
    after = pages(tmp_path)
    assert style(tmp_path) == f"{plain}\n:root{{--accent:#0b6e4f}}"
    unlinked = [
        {path: re.sub(r"style\.\w+\.css\"[^>]*", "", page) for path, page in each.items()} for each in (before, after)
    ]
    assert unlinked[0] == unlinked[1]


def test_one_file_adds_a_language(tmp_path: Path) -> None:
    """A language that the parent does not know, and a message in one that it does."""
    write_child(tmp_path, {"translations/fy.po": PO + 'msgid "Related Articles"\nmsgstr "Ferlykbere stikken"\n'})
    assert "Related Articles" in pages(tmp_path)[ARTICLE]
    write_child(tmp_path, language="fy")
    assert "Ferlykbere stikken" in pages(tmp_path)[ARTICLE]
    write_child(tmp_path, {"translations/en.po": PO + 'msgid "Related Articles"\nmsgstr "More like this"\n'})
    assert "More like this" in pages(tmp_path)[ARTICLE]


def test_one_file_adds_a_style(tmp_path: Path) -> None:
    """After the parent's own, so that it has the last word."""
    write_child(tmp_path)
    built(tmp_path)
    plain = style(tmp_path)
    rest = "bundles: {style.css: [styles/ours.css]}\n"
    write_child(tmp_path, {"assets/styles/ours.css": "h1 { color: var(--accent) }"}, rest)
    built(tmp_path)
    assert style(tmp_path) == f"{plain}\nh1{{color:var(--accent)}}"
    assert not list((tmp_path / "public/assets").glob("styles/*"))


USES = {
    "included": ('{% include "partials/ours.html" %}', "<p>\n{{ view.titel }}</p>", 2),
    "a macro": (
        '{% from "partials/ours.html" import words %}{{ words(view.section) }}',
        "{% macro words(card) %}\n<p>\n{{ card.titel }}</p>\n{% endmacro %}",
        3,
    ),
    "a fragment": ('{{ fragment("partials/ours.html", section=view.section) }}', "{{ section.titel }}", 1),
    "a fragment of a fragment": (
        '{{ fragment("partials/between.html", section=view.section) }}',
        "\n\n\n{{ section.titel }}",
        4,
    ),
    "a name of its own": ('{% include "partials/ours.html" %}', "\n{{ titel }}", 2),
    "a setting": ('{% include "partials/ours.html" %}', "\n{{ view.site.settings.titel }}", 2),
}


@pytest.mark.parametrize("how", USES)
def test_an_undefined_variable_is_told_with_file_line_and_name(how: str, tmp_path: Path) -> None:
    """In a partial of the child's that a template of its parent's shows, however it is reached; told once."""
    use, partial, line = USES[how]
    write_child(tmp_path, {
        "templates/partials/byline.html": use,
        "templates/partials/ours.html": partial,
        "templates/partials/between.html": '{{ fragment("partials/ours.html", section=section) }}',
    })  # fmt: skip
    (told,) = mistakes(tmp_path)
    assert told.startswith(f"themes/ours/templates/partials/ours.html:{line}:1: undefined-variable: ")
    assert "titel" in told
    assert not (tmp_path / "public").exists()
