"""Looks at the audio files that articles name: whether they are what their names say, and their bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sitegen.content.front_matter import SOUND_TYPES

_MOST_BYTES: Final = 100 * 1024 * 1024
"""GitHub takes no larger file."""
_BEGINNINGS: Final[dict[str, Callable[[bytes], bool]]] = {
    # An MP3 begins with its tags, or at once with a frame, whose first eleven bits are set.
    "audio/mpeg": lambda head: head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"),
    "audio/mp4": lambda head: head[4:8] == b"ftyp",
    "audio/ogg": lambda head: head.startswith(b"OggS"),
    "audio/wav": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
    "audio/flac": lambda head: head.startswith(b"fLaC"),
}


def is_sound(name: str) -> bool:
    """Tell whether a file is an audio file by its name."""
    return Path(name).suffix.lower() in SOUND_TYPES


def measure_sound(path: Path) -> int | str:
    """Return the bytes of an audio file, or why it cannot be published.

    Raises OSError if the file cannot be read.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        return f"the file has {size / 1048576:.0f} MB, and many hosts take no more than {_MOST_BYTES // 1048576}"
    with path.open("rb") as file:
        head = file.read(12)
    kind = SOUND_TYPES[path.suffix.lower()]
    return size if _BEGINNINGS[kind](head) else f"the file is no {kind}, whatever its name says"
