"""One build at a time for one folder, with the system's lock and where the system has none of that kind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sitegen.output import lock


@pytest.mark.parametrize("has_fcntl", [True, False])
def test_the_second_waits_for_the_first(has_fcntl: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_fcntl:
        monkeypatch.setattr(lock, "fcntl", None)
    file = tmp_path / "lock"
    said: list[str] = []

    def second() -> None:
        with lock.locked(file):
            said.append("second")

    waiting = threading.Thread(target=second)
    with lock.locked(file):
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive()
        said.append("first")
    waiting.join(60)
    assert said == ["first", "second"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock"), lock.locked(tmp_path / "missing" / "lock"):
        pass


@pytest.mark.parametrize("has_fcntl", [True, False])
def test_a_lock_that_is_held_can_be_passed_by(has_fcntl: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks is told at once whether it is held, and it is free again when its holder has done."""
    if not has_fcntl:
        monkeypatch.setattr(lock, "fcntl", None)
    file = tmp_path / "lock"
    with lock.locked_at_once(file) as first, lock.locked_at_once(file) as second:
        assert (first, second) == (True, False)
    with lock.locked_at_once(file) as third:
        assert third
