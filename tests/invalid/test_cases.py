"""Promise 1, right or loud: each mistake of tests/invalid/cases/ is told at its place, in plain words, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.invalid.casefile import Case, read_cases, write_site
from tests.support.command import Outcome
from tests.support.sites import AS_OF, read_tree

from sitegen.build import Options, build
from sitegen.errors import ContentError

CASES = read_cases(Path(__file__).parent / "cases")
SETTINGS = ("content/site.yaml", "themes/")
"""What a site has once: cases that write it cannot be laid over one another."""
LINE = re.compile(r"(?P<path>[^:]+):(?P<line>[1-9]\d*):(?P<column>[1-9]\d*): [a-z]+(?:-[a-z]+)*: \S.*")


@pytest.fixture(scope="module")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the smallest site, built once: the last good site that no bad build may touch."""
    folder = tmp_path_factory.mktemp("good")
    build(write_site(folder / "root"), _options(folder / "public"))
    return folder / "public"


def _options(output: Path) -> Options:
    return Options(output=output, as_of=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_at_its_place(case: Case, good_site: Path, tmp_path: Path) -> None:
    """The build ends in status 1, says exactly the expected lines, and leaves every byte of the last good site."""
    before = read_tree(good_site)
    with pytest.raises(ContentError) as raised:
        build(write_site(tmp_path, case.files), _options(good_site))
    assert raised.value.exit_status == 1
    assert tuple(map(str, raised.value.problems)) == case.expected
    assert read_tree(good_site) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_one_line_with_a_place_that_exists(case: Case) -> None:
    """Each expected line is `path:line:column: code: message`, of a file of the case and a character within it."""
    assert case.expected
    for text in case.expected:
        found = LINE.fullmatch(text)
        assert found, text
        raw = case.files.get(found["path"])
        if raw is None:  # A folder, or a file of the smallest site.
            continue
        lines = re.split("\r\n|\r|\n", raw.decode(errors="replace"))
        assert int(found["line"]) <= len(lines), text
        if not text.partition(": encoding:")[1]:
            assert int(found["column"]) <= len(lines[int(found["line"]) - 1]) + 1, text


def test_all_mistakes_are_told_in_one_run(sitegen: Callable[..., Outcome], tmp_path: Path) -> None:
    """The command, run on all cases laid into one site, says of each what it says of it alone, without a traceback."""
    merged = [case for case in CASES if not any(path.startswith(SETTINGS) for path in case.files)]
    root = write_site(tmp_path / "root")
    output = tmp_path / "public"
    assert sitegen("build", root, "--output", output, "--as-of", AS_OF, "-q").status == 0
    before = read_tree(output)
    write_site(root, *(case.files for case in merged))
    outcome = sitegen("build", root, "--output", output, "--as-of", AS_OF)
    expected = sorted(line for case in merged for line in case.expected)
    *problems, summary = outcome.stderr.splitlines()
    assert sorted(problems) == expected
    assert summary == f"sitegen: {len(expected)} problems; nothing was written"
    assert (outcome.status, outcome.stdout) == (1, "")
    assert read_tree(output) == before


def test_no_two_cases_write_the_same_file() -> None:
    """So that they can be laid into one site."""
    owners: dict[str, str] = {}
    for case in CASES:
        for path in case.files:
            if not path.startswith(SETTINGS):
                assert owners.setdefault(path, case.name) == case.name


def test_there_are_as_many_cases_as_the_issue_asks_for() -> None:
    """A table of 40 or more."""
    assert len(CASES) >= 60
