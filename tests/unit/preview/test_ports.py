"""A preview listens where it is told, or says in plain words why it cannot."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from sitegen.errors import MachineError, UsageError
from sitegen.preview import ports
from sitegen.preview.ports import address, is_loopback, listen, names_of


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_in_use_is_an_error(taken: int) -> None:
    """Another would not be what was asked for."""
    with pytest.raises(MachineError, match=f"port {taken} of 127.0.0.1 is in use. Choose another with --port"):
        listen("127.0.0.1", taken)


def test_without_a_port_the_next_free_one_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the default on; that all are in use is an error that names them."""
    monkeypatch.setattr(ports, "DEFAULT_PORT", taken)
    with listen("127.0.0.1", None) as listening:
        assert taken < listening.getsockname()[1] < taken + 20
        assert address("127.0.0.1", listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"
    monkeypatch.setattr(ports, "_TRIED", 1)
    with pytest.raises(MachineError, match=f"the ports {taken} to {taken} of 127.0.0.1 are all in use"):
        listen("127.0.0.1", None)


def test_port_0_is_any_that_is_free() -> None:
    """Two previews get two."""
    with listen("127.0.0.1", 0) as first, listen("127.0.0.1", 0) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid", "a" * 300, "::ffff:192.0.2.1"])
def test_an_address_of_another_machine_is_wrong_usage(host: str) -> None:
    """Neither a number of the net nor a name that leads nowhere."""
    with pytest.raises(UsageError, match="--host"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.2", False), ("localhost.example", False)],
)  # fmt: skip
def test_only_the_loopback_is_the_machines_own(host: str, expected: bool) -> None:
    """There, and only there, the names that it answers to are known."""
    assert is_loopback(host) is expected
    names = names_of(host)
    assert (names is not None) is expected
    assert names is None or {"localhost", "127.0.0.1", "[::1]"} <= names


def test_an_address_that_stands_for_all_is_told_as_one_that_a_browser_can_be_given() -> None:
    """Nobody can open 0.0.0.0 everywhere."""
    with listen("0.0.0.0", 0) as listening:
        assert address("0.0.0.0", listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"
