"""The part of CBOR (RFC 8949) that Pagefind's files are made of: integers, texts and arrays."""

from __future__ import annotations

from typing import Any, Final

_UNSIGNED: Final = 0
_NEGATIVE: Final = 1
_TEXT: Final = 3
_ARRAY: Final = 4
_OPEN: Final = 31
_BREAK: Final = 0xFF


def decode(raw: bytes) -> Any:
    """Return the value in `raw`. Raises ValueError if it is not one value of the kinds that this module knows."""
    try:
        value, end = _decode(raw, 0)
    except IndexError as error:
        raise ValueError("the CBOR ends early") from error
    if end != len(raw):
        raise ValueError("something follows the CBOR")
    return value


def encode(value: Any) -> bytes:
    """Return a value as CBOR, each number in its shortest form."""
    out = bytearray()
    _encode(value, out)
    return bytes(out)


def _decode(raw: bytes, at: int) -> tuple[Any, int]:
    kind, short = raw[at] >> 5, raw[at] & 31
    at += 1
    if kind == _ARRAY and short == _OPEN:
        return _open_array(raw, at)
    number, at = _number(raw, at, short)
    if kind == _UNSIGNED:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return raw[at : at + number].decode(), at + number
    if kind == _ARRAY:
        values = []
        for _ in range(number):
            value, at = _decode(raw, at)
            values.append(value)
        return values, at
    raise ValueError(f"CBOR of an unknown kind: {kind}")


def _open_array(raw: bytes, at: int) -> tuple[list[Any], int]:
    values = []
    while raw[at] != _BREAK:
        value, at = _decode(raw, at)
        values.append(value)
    return values, at + 1


def _number(raw: bytes, at: int, short: int) -> tuple[int, int]:
    if short < 24:
        return short, at
    if short > 27:
        raise ValueError(f"CBOR of an unknown length: {short}")
    size = 1 << (short - 24)
    return int.from_bytes(raw[at : at + size], "big"), at + size


def _encode(value: Any, out: bytearray) -> None:
    if isinstance(value, list):
        _head(_ARRAY, len(value), out)
        for item in value:
            _encode(item, out)
    elif isinstance(value, str):
        text = value.encode()
        _head(_TEXT, len(text), out)
        out += text
    elif isinstance(value, int):
        _head(*((_UNSIGNED, value) if value >= 0 else (_NEGATIVE, -1 - value)), out)
    else:
        raise TypeError(f"{type(value).__name__} is nothing that Pagefind writes")


def _head(kind: int, number: int, out: bytearray) -> None:
    if number < 24:
        out.append(kind << 5 | number)
        return
    power = next(power for power in range(4) if number < 1 << (8 << power))
    out.append(kind << 5 | 24 + power)
    out += number.to_bytes(1 << power, "big")
