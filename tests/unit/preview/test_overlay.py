"""The overlay names every problem, with the lines around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.errors import ContentError, Location, MachineError, Problem
from sitegen.preview.overlay import excerpt, shown

TEXT = "---\ntitle: A\nsection: Wrold\n---\nBody.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(TEXT)
    return tmp_path


def test_a_problem_is_shown_with_its_place_reason_hint_and_lines(root: Path) -> None:
    """All that an editor needs in order to mend it."""
    problem = Problem(Location("content/a.md", 3, 10), "unknown-section", "no `Wrold`", "Did you mean `World`?")
    assert shown(root, ContentError([problem])) == {
        "title": "1 problem",
        "problems": [
            {
                "path": "content/a.md",
                "line": 3,
                "column": 10,
                "code": "unknown-section",
                "message": "no `Wrold`",
                "hint": "Did you mean `World`?",
                "excerpt": [
                    {"number": 1, "text": "---"},
                    {"number": 2, "text": "title: A"},
                    {"number": 3, "text": "section: Wrold", "at": 9},
                    {"number": 4, "text": "---"},
                    {"number": 5, "text": "Body."},
                ],
            }
        ],
        "more": 0,
    }


def test_all_problems_are_shown_up_to_a_hundred(root: Path) -> None:
    """More than that are counted."""
    problems = [Problem(Location("content/a.md", number), "bad", "bad") for number in range(1, 121)]
    told = shown(root, ContentError(problems))
    assert (told["title"], len(told["problems"]), told["more"]) == ("120 problems", 100, 20)


def test_a_failure_of_the_machine_is_shown_in_its_own_words(root: Path) -> None:
    """It has no place in a source."""
    assert shown(root, MachineError("no space left")) == {"title": "no space left", "problems": [], "more": 0}


def test_a_theme_that_comes_with_sitegen_is_quoted_too(root: Path) -> None:
    """Its files are named like those of ROOT/themes, though they are elsewhere."""
    lines = excerpt(root, "themes/newsmania/theme.yaml", 1, 1)
    assert lines[0] == {"number": 1, "text": "name: newsmania", "at": 0}


def test_a_long_line_is_cut_around_its_column(root: Path) -> None:
    """What is wrong stays in sight, and the mark stands where it is."""
    (root / "content" / "a.md").write_text("x" * 1000 + "!" + "y" * 1000)
    (line,) = excerpt(root, "content/a.md", 1, 1001)
    assert len(line["text"]) == 162
    assert line["text"][line["at"]] == "!"


@pytest.mark.parametrize("column", [1, 14, 15, 99])
def test_a_column_at_or_behind_the_end_of_a_line_is_at_its_end(root: Path, column: int) -> None:
    """A problem can be that something is missing there."""
    (line,) = [line for line in excerpt(root, "content/a.md", 3, column) if "at" in line]
    assert line["at"] == min(column - 1, 14)


def test_nothing_is_quoted_but_a_text_of_the_site(root: Path) -> None:
    """No link's target, no pipe (which would wait for ever), no bytes, nothing where there is nothing."""
    (root / "secret").write_text("secret\n")
    (root / "content" / "link.md").symlink_to(root / "secret")
    (root / "content" / "bytes.md").write_bytes(b"\x00\x01")
    os.mkfifo(root / "content" / "pipe.md")
    for name in ("link.md", "bytes.md", "pipe.md", "missing.md", "."):
        assert excerpt(root, f"content/{name}", 1, 1) == []
    assert excerpt(root, "content/a.md", 99, 1) == []
