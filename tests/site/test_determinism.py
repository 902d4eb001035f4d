"""Promise 2's ground: no clock, no chance and no environment in an output."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.sites import BuiltSite, build_site, copy_example, read_tree

ENVIRONMENTS = {
    "again": {},
    "east": {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "Pacific/Niue", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295"},
}
"""Turkish, for its dotless i; the two ends of the world's days, for a date that reads the machine's zone."""


def list_differences(expected: dict[str, bytes], actual: dict[str, bytes]) -> list[str]:
    """The paths whose bytes differ, or that only one of two trees has."""
    return [path for path in sorted(expected | actual) if expected.get(path) != actual.get(path)]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_environment_changes_no_byte(environment: str, example_site: BuiltSite, tmp_path: Path) -> None:
    """The same sources give the same bytes in another time zone, locale, hash seed, order of files and file times."""
    root = copy_example(tmp_path / "source", reverse=environment != "again")
    again = build_site(root, tmp_path / "host", env=ENVIRONMENTS[environment])
    expected = read_tree(example_site.folder)
    assert len(expected) > 100
    assert list_differences(expected, read_tree(again.folder)) == []
    shutil.rmtree(tmp_path)
