"""Names that are likely the same are told, those that are likely two are not, and thousands are compared at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import source, story, write_site

from sitegen.checks.similar_name import _near
from sitegen.inspection.inspect import Wish, inspect


def told(root: Path, *pairs: tuple[str, str], field: str = "tags", often: int = 3) -> list[str]:
    """Return what is told of a site where the first name of each pair stands `often` times, and the other once."""
    names = [name for one, other in pairs for name in (*[one] * often, other)]
    files: dict[str, str | bytes] = {}
    for number, name in enumerate(names):
        fields: dict[str, Any] = {"title": f"Story {number}", field: [name]}
        files[f"articles/{number}.md"] = story(**fields)
    inspection = inspect(write_site(root, files), Wish("2026-01-01"))
    return [found.problem.message for found in inspection.findings]


@pytest.mark.parametrize(
    ("right", "slip"),
    [("Istanbul", "Istambul"), ("Istanbul", "Istanbull"), ("Istanbul", "Isanbul"), ("Istanbul", "Itsanbul"),
     ("New Delhi", "new delhi"), ("New Delhi", "New-Delhi"), ("New Delhi", "NewDelhi"), ("São Paulo", "Sao Paulo"),
     ("কলকাতা", "কলকতা")],
)  # fmt: skip
def test_a_slip_is_told(right: str, slip: str, tmp_path: Path) -> None:
    """A letter more, less or another, two that changed places; capitals, accents, blanks and hyphens."""
    assert told(tmp_path, (right, slip)) == [f"the tag `{slip}` looks like `{right}`, which 3 articles have"]


def test_two_words_are_no_slips(tmp_path: Path) -> None:
    """Plurals, adjectives, numbers, short words, another initial."""
    pairs = [
        ("Election", "Elections"), ("India", "Indian"), ("Summit 2024", "Summit 2025"), ("Iran", "Iraq"), ("G7", "G20"),
        ("Gambia", "Zambia"), ("Budget session", "Budget lesson"), ("Marathon", "Parathon"),
    ]  # fmt: skip
    assert told(tmp_path, *pairs) == []


def test_a_name_that_stands_often_is_no_slip(tmp_path: Path) -> None:
    """Two names of about as many articles are two names."""
    assert told(tmp_path, ("Marina", "Marine"), often=2) == []


def test_authors_with_files_are_known_apart(tmp_path: Path) -> None:
    """A newsroom that has both says so once, by their files."""
    names = "Anna Miller", "Anna Millar"
    assert told(tmp_path, names, field="author") == [
        "the author `Anna Millar` looks like `Anna Miller`, which 3 articles have"
    ]
    for name in names:
        write_author(tmp_path, name)
    assert [found.problem.message for found in inspect(tmp_path, Wish("2026-01-01")).findings] == []


def write_author(root: Path, name: str) -> None:
    file = root / "content/authors" / f"{name[-6:].lower()}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(source("Writes.", name=name), encoding="utf-8")


def test_pairs_are_found_without_comparing_all_with_all() -> None:
    """Of 20,000 names, those one letter apart, and only those."""
    names = [f"{number:05d}".translate(str.maketrans("0123456789", "abcdefghij")) * 3 for number in range(20_000)]
    assert list(_near(names)) == []
    assert list(_near([*names, f"{names[7]}x"])) == [(names[7], f"{names[7]}x")]
