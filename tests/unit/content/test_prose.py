"""Markdown in front matter: its text, and the place in the file of what stands in it, however YAML writes it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.site.newsroom import config

from sitegen.content.article import Article, parse_article
from sitegen.errors import Problem

HEAD = """---
title: The vote
desk: News Mania Desk
date: 2025-02-27
section: World
kind: live
updates:
- time: 2025-02-27 10:00
  title: First
  text: """
LINK = "[x](b.md)"


def parsed(text: str) -> tuple[Article | None, Sequence[Problem], str]:
    """Parse live coverage whose update has a `text`, as YAML; return the file too."""
    whole = f"{HEAD}{text}\n---\nThe story.\n"
    return *parse_article(whole.encode(), "articles/a.md", config()), whole


@pytest.mark.parametrize(
    "text",
    [
        f"Plain {LINK}",
        f"'Quoted [y](a.md) and {LINK}'",
        f'"   Indented {LINK}"',
        f"|\n    One.\n\n      * Two {LINK}",
        f"|-  # A comment\n\n\n    Late {LINK}",
        f"|2\n        code\n\n    {LINK}",
        f"|2+\n\n      \n     One {LINK}\n",
    ],
)
def test_a_link_is_found_where_it_stands(text: str) -> None:
    """In all that stands in the file as it is: the place is that of the address."""
    found, problems, whole = parsed(text)
    assert found is not None, problems
    place = found.body.references[-1].location
    assert whole.split("\n")[place.line - 1][place.column - 1 :].startswith("b.md)")


@pytest.mark.parametrize(
    "text",
    [
        f'"One.\\n\\nTwo {LINK}"',
        f'"He \\"said\\" {LINK}"',
        f"'It''s {LINK}'",
        f'"\n    {LINK}"',
        f">\n    {LINK}",
        f"One\n    and {LINK}",
    ],
)
def test_what_yaml_writes_otherwise_is_told_of_at_its_beginning(text: str) -> None:
    """Never at a line or column that something else has, or nothing."""
    found, problems, _ = parsed(text)
    assert found is not None, problems
    assert [(each.location.line, each.location.column) for each in found.body.references] == [(10, 9)]


def test_code_at_the_beginning_of_a_block_is_code() -> None:
    """The indentation of a block is told by `|2`; what a line has beyond it belongs to the text."""
    found, problems, _ = parsed("|2\n        code\n\n    Text.")
    assert found is not None, problems
    assert "".join(found.body.parts).endswith("<pre><code>code\n</code></pre>\n<p>Text.</p>\n")


@pytest.mark.parametrize("text", ["|2\n          ", ">2\n          ", "|\n    \u3000"])
def test_a_block_of_nothing_but_spaces_is_no_text(text: str) -> None:
    """It is told at its mark, as a block without a line is."""
    found, problems, _ = parsed(text)
    assert found is None
    assert [str(problem.location) for problem in problems] == ["content/articles/a.md:10:9"]
