"""Digests: what stands for a value in the state. Two values with one digest are taken for the same."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Final

import msgspec

SIZE: Final = 16
"""Bytes of a digest."""
_encode = msgspec.msgpack.Encoder(enc_hook=str, order="sorted").encode


def digest(*parts: bytes) -> bytes:
    """Return SIZE bytes that stand for the parts and where each of them ends."""
    hasher = blake2b(digest_size=SIZE)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little"))
        hasher.update(part)
    return hasher.digest()


def content_digest(content: bytes) -> bytes:
    """Return SIZE bytes that stand for the bytes of a file."""
    return blake2b(content, digest_size=SIZE).digest()


def plain_digest(value: Any) -> bytes:
    """Return a digest of any value that msgspec can encode; what it cannot is represented by its text."""
    return digest(_encode(value))
