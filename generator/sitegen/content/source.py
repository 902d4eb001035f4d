"""Reads source files as text.

A file is refused, with its place, if it is not plain UTF-8 text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.content.yaml_nodes import CONTROL_CHARACTER, control_character
from sitegen.errors import Location, MachineError, Problem

_PLAIN_BYTES: Final = bytes({*b"\t\n\r", *range(0x20, 0x7F)})
"""What a text in plain ASCII is made of."""


def read_bytes(root: Path, path: str) -> bytes:
    """Return the bytes of content/`path`. Raises MachineError if it cannot be read."""
    try:
        return (root / "content" / path).read_bytes()
    except OSError as error:
        raise MachineError(f"content/{path}: cannot be read: {error.strerror}") from error


def decode(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of a source file, with `\n` at the end of every line, and the Problems of its characters.

    `path` is the file as problems name it.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is saved as UTF-16"
        return "", (Problem(Location(path), "encoding", message, "Save it as UTF-8"),)
    if raw.startswith(b"\xef\xbb\xbf"):
        message = "an invisible byte order mark stands before the first character"
        return "", (Problem(Location(path), "byte-order-mark", message, "Save the file as UTF-8 without BOM"),)
    nul = raw.find(b"\0")
    if nul >= 0:
        where = _locate(raw[:nul].decode(errors="replace"), path)
        hint = "Delete it; if the whole file looks so, it is no text, or saved as UTF-16"
        return "", (Problem(where, "nul-byte", "a NUL byte stands here", hint),)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        where = _locate(raw[: error.start].decode(errors="replace"), path)
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        hint = "The file seems to be saved as Windows-1252 or Latin-1; save it as UTF-8"
        return "", (Problem(where, "encoding", message, hint),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not raw.translate(None, _PLAIN_BYTES):
        return text, ()
    # The few distinct characters of a text are looked at far quicker than every one of them.
    if not CONTROL_CHARACTER.search("".join(set(text))):
        return text, ()
    return text, tuple(
        control_character(_locate(text[: found.start()], path), found.group())
        for found in CONTROL_CHARACTER.finditer(text)
    )


def _locate(before: str, path: str) -> Location:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(path, len(lines), len(lines[-1]) + 1)
