"""Pagefind's numbers, texts and arrays are read and written as RFC 8949 has them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sitegen.search.cbor import decode, encode

VALUES = some.recursive(
    some.integers(-(2**64), 2**64 - 1) | some.text(), lambda inner: some.lists(inner, max_size=40), max_leaves=60
)

EXAMPLES: list[tuple[str, Any]] = [
    ("00", 0), ("17", 23), ("1818", 24), ("18ff", 255), ("190100", 256), ("1a000f4240", 1000000),
    ("1bffffffffffffffff", 2**64 - 1), ("20", -1), ("3863", -100), ("3bffffffffffffffff", -(2**64)),
    ("60", ""), ("6161", "a"), ("62c3bc", "ü"), ("80", []), ("83010203", [1, 2, 3]),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
]  # fmt: skip
"""Of appendix A."""


@pytest.mark.parametrize(("coded", "value"), EXAMPLES)
def test_the_examples_of_the_specification(coded: str, value: Any) -> None:
    """Both ways."""
    assert decode(bytes.fromhex(coded)) == value
    assert encode(value).hex() == coded


def test_arrays_of_an_open_length_are_read() -> None:
    """Appendix A: [1, [2, 3], [4, 5]] in the other forms that it has."""
    for coded in ("9f018202039f0405ffff", "83018202039f0405ff", "9f01820203820405ff"):
        assert decode(bytes.fromhex(coded)) == [1, [2, 3], [4, 5]]


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    """Whatever the value."""
    assert decode(encode(value)) == value


@pytest.mark.parametrize("coded", ["", "18", "83", "8301", "0000", "f6", "fb3ff199999999999a", "a0", "1c", "9f01"])
def test_what_is_cut_off_or_of_another_kind_is_refused(coded: str) -> None:
    """A map, a float, null, a text that ends early: ValueError, never another value."""
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of them
        decode(bytes.fromhex(coded))
