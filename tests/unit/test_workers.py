"""An ordered map gives the same results, in the same order, whoever does the work."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from sitegen.errors import ContentError, Location, MachineError, Problem
from sitegen.workers import Start, cut, default_workers, ordered_map

WAYS: list[tuple[int, Start | None]] = [(1, None), (2, "fork"), (3, "fork"), (2, "spawn")]


def doubling(offset: int) -> Callable[[list[int]], list[int]]:
    return lambda batch: [2 * number + offset for number in batch]


def failing(_: None) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 3:
            raise ContentError([Problem(Location("content/a.md", 3, 4), "wrong", "it is wrong", "Mend it")])
        return number

    return work


def dying(_: None) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return work


@pytest.mark.parametrize(("workers", "method"), WAYS)
def test_results_come_in_the_order_of_the_batches(workers: int, method: Start | None) -> None:
    """However many workers there are, and however they were started; the context reaches each."""
    batches = list(cut(list(range(50)), 3))
    found = list(ordered_map(doubling, 7, batches, workers=workers, method=method))
    assert found == [[2 * number + 7 for number in batch] for batch in batches]


@pytest.mark.parametrize(("workers", "method"), WAYS)
def test_a_mistake_crosses_from_a_worker_whole(workers: int, method: Start | None) -> None:
    """With its Problems, as if it had been found here."""
    with pytest.raises(ContentError) as raised:
        list(ordered_map(failing, None, range(6), workers=workers, method=method))
    assert [str(problem) for problem in raised.value.problems] == ["content/a.md:3:4: wrong: it is wrong. Mend it"]


def test_a_worker_that_dies_is_the_machine_s_fault() -> None:
    """Killed for want of memory, say: the build ends with a plain word."""
    with pytest.raises(MachineError, match="worker process ended"):
        list(ordered_map(dying, None, range(20), workers=2, method="fork"))


def test_there_is_a_worker_at_least() -> None:
    """Whatever the system says of its processors."""
    assert default_workers() >= 1


def test_batches_hold_everything_once() -> None:
    """The last may be smaller."""
    assert list(cut([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(cut(list[int](), 2)) == []
