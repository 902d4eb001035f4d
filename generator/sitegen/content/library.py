"""What parsing made of each source, kept on disk: records (front matter and facts) and texts (pieces of HTML).

They are appended to packs, files that are never written to twice at one place, so that a build that is killed spoils
nothing. A Place tells where a source's record stands; its text follows it.
"""

from __future__ import annotations

import os
import zlib
from array import array
from pathlib import Path
from typing import Any, Final, Self

import msgspec
from msgspec import Struct

from sitegen.content.article import Article, Author, PlainPage
from sitegen.errors import StateDamagedError

Record = Article | PlainPage | Author
Columns = tuple[bytes, bytes, bytes, bytes, bytes]

_COLUMNS: Final = ("H", "Q", "I", "I", "I")
"""Pack, offset, bytes of the record, bytes of the text, checksum of both."""
_encode = msgspec.json.Encoder().encode
_texts = msgspec.json.Decoder(tuple[str, ...])
_DECODERS: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    "articles": msgspec.json.Decoder(Article),
    "pages": msgspec.json.Decoder(PlainPage),
    "authors": msgspec.json.Decoder(Author),
}


class Place(Struct, frozen=True, array_like=True):
    """Where a record stands."""

    pack: str
    offset: int
    size: int
    text: int
    check: int


class PackWriter:
    """Appends records to one pack, from its present end on."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._file = (folder / name).open("ab", buffering=1 << 20)
        self._offset = self._file.seek(0, os.SEEK_END)

    def add(self, record: Record) -> Place:
        """Append a record and its text. Raises OSError."""
        head, text = _divide(record)
        both = head + text
        self._file.write(both)
        place = Place(self.name, self._offset, len(head), len(text), zlib.crc32(both))
        self._offset += len(both)
        return place

    def copy(self, raw: bytes) -> int:
        """Append what another pack holds as it is; return where. Raises OSError."""
        self._file.write(raw)
        self._offset += len(raw)
        return self._offset - len(raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _divide(record: Record) -> tuple[bytes, bytes]:
    """Return what lists and views need of a record, and its prose and the pieces of its text, which few need."""
    if isinstance(record, Author):
        return _encode(record), b""
    body = record.body
    rest = msgspec.structs.replace(body, parts=(), text="", excerpt="", prose="")
    return _encode(msgspec.structs.replace(record, body=rest)), _encode((body.prose, *body.parts))


class Library:
    """The places of all records, by the rows of the table of sources. It reads from its packs as it is asked."""

    def __init__(self, folder: Path, packs: list[str], columns: Columns = (b"",) * 5) -> None:
        self._folder = folder
        self.packs = packs
        self._columns = [array(code) for code in _COLUMNS]
        for column, content in zip(self._columns, columns, strict=True):
            column.frombytes(content)
        if len({len(column) for column in self._columns}) != 1:
            raise StateDamagedError("the columns of the library differ in length")
        self._handles: dict[int, int] = {}

    def __getstate__(self) -> tuple[Path, list[str], Columns]:
        """What another process needs: not the open files."""
        return self._folder, self.packs, self.columns()

    def __setstate__(self, state: tuple[Path, list[str], Columns]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def columns(self) -> Columns:
        """Return the columns, to be stored."""
        pack, offset, size, text, check = (column.tobytes() for column in self._columns)
        return pack, offset, size, text, check

    def put(self, row: int, place: Place | None) -> None:
        """Store the place of a row; None frees it."""
        if place is not None and place.pack not in self.packs:
            self.packs.append(place.pack)
        numbers = (
            (0, 0, 0, 0, 0)
            if place is None
            else (self.packs.index(place.pack), place.offset, place.size, place.text, place.check)
        )
        for column, number in zip(self._columns, numbers, strict=True):
            if row >= len(column):
                column.extend([0] * (row + 1 - len(column)))
            column[row] = number

    def has(self, row: int) -> bool:
        return row < len(self._columns[2]) and self._columns[2][row] > 0

    def record(self, row: int, source: str) -> Any:
        """Return the record of content/`source`, whose text stays where it is.

        Raises StateDamagedError if it is not what was written.
        """
        size = self._columns[2][row]
        raw = self._read(row)
        try:
            return _DECODERS[source.partition("/")[0]].decode(raw[:size])
        except msgspec.DecodeError as error:
            raise StateDamagedError(f"{source}: {error}") from error

    def text(self, row: int) -> tuple[str, ...]:
        """Return the pieces of HTML of a record's body. Raises StateDamagedError if they are not what was written."""
        return self._read_texts(row)[1:]

    def prose(self, row: int) -> str:
        """Return the prose of a record's body. Raises StateDamagedError if it is not what was written."""
        return self._read_texts(row)[0]

    def waste(self) -> float:
        """Return the share of the packs' bytes that no row uses any more, from 0 to 1."""
        used = sum(self._columns[2]) + sum(self._columns[3])
        total = sum(self._size(name) for name in self.packs)
        return 1 - used / total if total else 0.0

    def rewrite(self, name: str) -> None:
        """Copy what is used into one new pack. Raises OSError, StateDamagedError."""
        rows = [row for row in range(len(self._columns[2])) if self._columns[2][row]]
        with PackWriter(self._folder, name) as writer:
            places = [writer.copy(self._read(row)) for row in rows]
        for row, offset in zip(rows, places, strict=True):
            self._columns[0][row], self._columns[1][row] = 0, offset
        self.close()
        self.packs = [name]

    def close(self) -> None:
        """Close the packs."""
        for handle in self._handles.values():
            os.close(handle)
        self._handles.clear()

    def _read_texts(self, row: int) -> tuple[str, ...]:
        size = self._columns[2][row]
        return _texts.decode(self._read(row)[size:])

    def _size(self, name: str) -> int:
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return 0

    def _read(self, row: int) -> bytes:
        pack, offset, size, text, check = (column[row] for column in self._columns)
        handle = self._handles.get(pack)
        try:
            if handle is None:
                handle = self._handles[pack] = os.open(self._folder / self.packs[pack], os.O_RDONLY)
            raw = _read_at(handle, size + text, offset)
        except (OSError, IndexError) as error:
            raise StateDamagedError(str(error)) from error
        if len(raw) != size + text or zlib.crc32(raw) != check or not size:
            raise StateDamagedError(f"{self.packs[pack]}: a record is not what was written")
        return raw


def _read_at(handle: int, size: int, offset: int) -> bytes:
    """Read without moving a place that another process may share, where the system can."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, offset)
    os.lseek(handle, offset, os.SEEK_SET)
    return os.read(handle, size)
