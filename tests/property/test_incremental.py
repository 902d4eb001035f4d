"""Promise 2: an incremental build leaves exactly the bytes that a clean build would, whatever happened in between.

SITEGEN_SEEDS=100-199 runs those seeds instead of the default ones. A failure names its seed and all its edits; the same
seed does them again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from tests.property.rounds import run_rounds, try_edits
from tests.property.single_edits import EDITS
from tests.support.processes import CORES, processes

FIRST, LAST = map(int, os.environ.get("SITEGEN_SEEDS", "1-3").split("-"))
ROUNDS = 20
"""Of each seed."""


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """Processes, one a core, that do the work of this module's tests: each test waits for its own part."""
    with processes() as executor:
        yield executor


def chosen(request: pytest.FixtureRequest, argument: str) -> list[Any]:
    """Return the values of a test's argument that this run was asked for, which `-k` may have made fewer."""
    params = (item.callspec.params for item in request.session.items if hasattr(item, "callspec"))
    return [found[argument] for found in params if argument in found]


@pytest.fixture(scope="module")
def seeds(request: pytest.FixtureRequest, pool: Executor) -> dict[int, Future[None]]:
    """The rounds of each seed, at work."""
    return {seed: pool.submit(run_rounds, seed, ROUNDS) for seed in chosen(request, "seed")}


@pytest.fixture(scope="module")
def singles(request: pytest.FixtureRequest, pool: Executor) -> dict[str, Future[dict[str, str]]]:
    """What went wrong with each single edit; they are at work in as many parts as there are cores."""
    names = chosen(request, "edit")
    parts = [names[number::CORES] for number in range(CORES)]
    return {name: future for part in parts for future in [pool.submit(try_named, part)] for name in part}


def try_named(names: list[str]) -> dict[str, str]:
    """Try the edits of those names."""
    return try_edits({name: EDITS[name] for name in names})


@pytest.mark.parametrize("edit", EDITS)
def test_a_single_edit_is_built_as_a_clean_build_would(edit: str, singles: dict[str, Future[dict[str, str]]]) -> None:
    """One for each kind of input that a page can depend on; and undone, the site is what it was."""
    assert singles[edit].result().get(edit, "") == ""


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_any_edits_are_built_as_a_clean_build_would(seed: int, seeds: dict[int, Future[None]]) -> None:
    """Random edits and mishaps, round after round; a mistake among them leaves the last good site as it stands."""
    seeds[seed].result()
