"""How mistakes are said: one line each, for people and for GitHub, and what was probably meant."""

from __future__ import annotations

import pytest

from sitegen.errors import (
    Caution,
    ContentError,
    Location,
    MachineError,
    Problem,
    SitegenError,
    UsageError,
    list_known,
    nearest,
    printable,
    suggest,
)

WHERE = Location("content/articles/a.md", 4, 10)


def test_a_problem_is_a_line_as_compilers_print_it() -> None:
    """`path:line:column: code: message. Hint`; without a hint there is no full stop."""
    assert (
        str(Problem(WHERE, "x-y", "it is wrong", "Mend it")) == "content/articles/a.md:4:10: x-y: it is wrong. Mend it"
    )
    assert str(Problem(WHERE, "x-y", "it is wrong")) == "content/articles/a.md:4:10: x-y: it is wrong"


def test_a_problem_stays_on_its_line() -> None:
    """Whatever the file holds: no line break, no control sequence of a terminal, no reversed text."""
    problem = Problem(Location("content/a\nb.md"), "x", "one\r\ntwo \x1b[31mred \u202eder", "a\u2028b")
    assert str(problem) == "content/a b.md:1:1: x: one  two �[31mred �der. a b"


def test_the_annotation_for_github() -> None:
    """The workflow command, with what it would read otherwise escaped."""
    problem = Problem(Location("content/a,b:c%.md", 2, 3), "x-y", "100% wrong::\nreally", "Mend it")
    assert problem.annotation() == (
        "::error file=content/a%2Cb%3Ac%25.md,line=2,col=3,title=x-y::100%25 wrong:: really. Mend it"
    )


def test_a_caution_is_told_as_a_warning() -> None:
    """On its line and to GitHub; in all else it is a value as a Problem is."""
    caution = Caution(Location("content/site.yaml", 3, 6), "x-y", "nobody looks there", "Move it")
    assert str(caution) == "content/site.yaml:3:6: warning: x-y: nobody looks there. Move it"
    assert caution.annotation() == (
        "::warning file=content/site.yaml,line=3,col=6,title=x-y::nobody looks there. Move it"
    )


def test_a_content_error_tells_each_problem_once_in_the_order_of_the_files() -> None:
    """By path, line, column, then code."""
    second, first, third = (
        Problem(Location("a.md", 10, 1), "b", "x"),
        Problem(Location("a.md", 9, 5), "c", "x"),
        Problem(Location("b.md", 1, 1), "a", "x"),
    )
    error = ContentError([third, second, first, second])
    assert error.problems == (first, second, third)
    assert str(error).splitlines() == [str(first), str(second), str(third)]


@pytest.mark.parametrize(("kind", "status"), [(ContentError, 1), (UsageError, 2), (MachineError, 3)])
def test_exit_statuses(kind: type[SitegenError], status: int) -> None:
    """1 the content, 2 the usage, 3 the machine: each a SitegenError."""
    assert issubclass(kind, SitegenError)
    assert kind.exit_status == status


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("titel", "title"),
        ("TITLE", "title"),
        ("wrold", "World"),
        ("খবরর", "খবর"),
        ("weather", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_word(typed: str, word: str | None) -> None:
    """Letters may be missing, wrong, doubled or in another case; a long mistake costs no time."""
    assert nearest(typed, ["title", "date", "World", "খবর"]) == word


def test_a_suggestion_or_the_few_known() -> None:
    """What was probably meant; else all the words, if they are few."""
    assert suggest("titel", ["title", "date"]) == "Did you mean `title`?"
    assert suggest("x", ["title", "date", "date"]) == "Known: `title`, `date`"
    assert suggest("x", map(str, range(100, 113))) == ""
    assert suggest("x", []) == ""
    assert suggest("titles", ["title"], cutoff=0.99) == "Known: `title`"
    assert list_known(["a", "b"], most=1) == ""


def test_what_prints() -> None:
    """White space becomes a space, joiners of Indic words stay, the rest that does not print becomes one sign."""
    assert printable("ক্‍ষ\u00a0a\tb\x00c😀") == "ক্‍ষ a b�c😀"
