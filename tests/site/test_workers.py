"""Promise 2's other ground: how many processes share the work, and how they start, changes no byte."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest
from tests.support.sites import AS_OF, copy_example
from tests.support.trees import Tree, differences, look

from sitegen.build import BuildReport, Options, build
from sitegen.errors import ContentError
from sitegen.output.writer import MARK

Start = Literal["fork", "spawn"]
STARTS: tuple[Start, ...] = ("spawn",) if sys.platform == "win32" else ("fork", "spawn")


def built(root: Path, output: Path, workers: int, start: Start | None = None) -> BuildReport:
    """Build the site in `root` into `output` with so many workers, in this process."""
    return build(
        root, Options(output=output, as_of=datetime.fromisoformat(AS_OF), base_url=None, workers=workers, start=start)
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example newsroom."""
    return copy_example(tmp_path_factory.mktemp("workers"))


@pytest.fixture(scope="module")
def expected(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What one process makes of it alone."""
    output = tmp_path_factory.mktemp("one") / "public"
    built(root, output, 1)
    return look(output, without=(MARK,))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("workers", [2, 4])
def test_the_number_of_workers_changes_no_byte(
    workers: int, start: Start, root: Path, expected: Tree, tmp_path: Path
) -> None:
    """Nor does the way in which they start; and a second build finds nothing left to do."""
    report = built(root, tmp_path / "public", workers, start)
    assert len(report.written) == report.pages > 100
    assert differences(expected, look(tmp_path / "public", without=(MARK,))) == []
    again = built(root, tmp_path / "public", workers, start)
    assert (again.written, again.removed) == ((), ())


@pytest.mark.parametrize("start", STARTS)
def test_workers_pass_on_what_they_find_wrong(start: Start, tmp_path: Path) -> None:
    """The mistakes of all the pages that they share are told together, those that one process alone would tell."""
    root = copy_example(tmp_path)
    folder = root / "themes" / "newsmania" / "templates" / "partials"
    (folder / "tags.html").write_text("{{ view.nothing }}", encoding="utf-8")
    (folder / "pager.html").write_text("{{ nothing }}", encoding="utf-8")
    told = set()
    for workers in (1, 2):
        with pytest.raises(ContentError) as caught:
            built(root, tmp_path / f"public-{workers}", workers, start)
        told.add(caught.value.problems)
    assert len(told) == 1
    assert {problem.location.path.rpartition("/")[2] for problem in told.pop()} == {"tags.html", "pager.html"}
    assert not (tmp_path / "public-2").exists()
