"""However a thing is written in Markdown or front matter, what is wrong with it is told at its line and column."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import source, story, write_site

from sitegen.inspection.inspect import Wish, inspect

GONE = "https://newsmania.example/gone"
BODY = f"""\
See [a reference][one], <{GONE}/2/> and {GONE}/3/ in a line,
and [one more]({GONE}/4/ "With a title") in the next.[^note]

A part
------

##### Deep, with `code`, *stress* & more

<a href='/raw/'>Raw</a>, <a href="/বাংলা/">Bengali</a>, <a href="/with blank/">blank</a>

[one]: {GONE}/1/ "Title"
[^note]: A note with [a link]({GONE}/5/).
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int, int], str]:
    """What is told of a site that writes to one host in every way, by its place."""
    files: dict[str, str | bytes] = {
        "articles/ways.md": story(BODY, title="শিরোনাম", canonical=f"{GONE}/6/"),
        "pages/about.md": source(f"[x]({GONE}/7/)", title="About"),
        "pages/corrections.md": source("#### Too deep", title="Corrections"),
    }
    menu = [{"section": "World"}, {"title": "Gone", "url": f"{GONE}/8/"}]
    social = [{"network": "website", "url": f"{GONE}/9/"}]
    root = write_site(tmp_path_factory.mktemp("ways"), files, raw_html="trusted", menu=menu, social=social)
    problems = [finding.problem for finding in inspect(root, Wish("2026-01-01")).findings]
    assert len({problem.location for problem in problems}) == len(problems)
    return {
        (
            problem.location.path.removeprefix("content/"),
            problem.location.line,
            problem.location.column,
        ): problem.message
        for problem in problems
    }


@pytest.mark.parametrize(
    ("path", "line", "column", "words"),
    [
        ("articles/ways.md", 6, 13, "gone/6/"),
        ("articles/ways.md", 8, 26, "gone/2/"),
        ("articles/ways.md", 8, 65, "gone/3/"),
        ("articles/ways.md", 9, 16, "gone/4/"),
        ("articles/ways.md", 14, 1, "level 5 follows one of level 2: `Deep, with code, stress & more`"),
        ("articles/ways.md", 16, 1, "`/raw/`"),
        ("articles/ways.md", 16, 26, "`/বাংলা/`"),
        ("articles/ways.md", 16, 57, "`/with blank/`"),
        ("articles/ways.md", 18, 8, "gone/1/"),
        ("articles/ways.md", 19, 31, "gone/5/"),
        ("pages/about.md", 4, 5, "gone/7/"),
        ("pages/corrections.md", 4, 1, "level 4 follows one of level 1: `Too deep`"),
        ("site.yaml", 9, 56, "gone/8/"),
        ("site.yaml", 10, 41, "gone/9/"),
    ],
)
def test_a_cause_is_found(told: dict[tuple[str, int, int], str], path: str, line: int, column: int, words: str) -> None:
    """Links of each form, in texts, notes and fields; headings of each form; raw HTML in each script."""
    assert words in told[path, line, column]


def test_nothing_else_is_told(told: dict[tuple[str, int, int], str]) -> None:
    """Each once, whatever shows it."""
    assert len(told) == 14
