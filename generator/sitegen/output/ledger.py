"""The outputs of the last build: of each file the unit it is planned from, its key, and the digest of its bytes."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator

from sitegen.digests import SIZE
from sitegen.errors import StateDamagedError
from sitegen.output.files import UNKNOWN, FileTable, Signature
from sitegen.output.make import Known, Made
from sitegen.output.state import Kept
from sitegen.pages.plan import Unit, is_picture

_NOTHING = bytes(SIZE)


class Ledger:
    """Columns beside the table of outputs, by its rows."""

    def __init__(self, table: FileTable, kept: Kept | None = None) -> None:
        self.table = table
        self._units = array("i")
        self._names: list[str] = kept.unit_names if kept else []
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._keys = bytearray(kept.keys if kept else b"")
        self._contents = bytearray(kept.contents if kept else b"")
        self._marks: list[bytes] = kept.marks if kept else []
        if kept:
            self._units.frombytes(kept.units)
        lengths = {len(self._units), len(self._marks), len(self._keys) // SIZE, len(self._contents) // SIZE}
        if lengths != {len(table)}:
            raise StateDamagedError("the columns of the outputs differ in length")

    def columns(self) -> tuple[bytes, list[str], bytes, list[bytes], bytes]:
        """Return units, their names, keys, marks and contents, to be stored."""
        return self._units.tobytes(), self._names, bytes(self._keys), self._marks, bytes(self._contents)

    def unit(self, row: int) -> Unit:
        number = self._units[row]
        return number if number >= 0 else self._names[-1 - number]

    def content(self, row: int) -> bytes:
        """Return the digest of a file's bytes."""
        return bytes(self._contents[SIZE * row : SIZE * (row + 1)])

    def of_units(self, units: Collection[Unit] | None, wrong: Collection[int]) -> dict[Unit, dict[str, Known]]:
        """Return what is known of the outputs of some units, or of all; the files of the rows `wrong` are not right."""
        known: dict[Unit, dict[str, Known]] = {}
        for row in self._rows(units):
            path = self.table.paths[row]
            if path:
                key = bytes(self._keys[SIZE * row : SIZE * (row + 1)])
                fact = Known(key, self._marks[row], self.content(row), row not in wrong)
                known.setdefault(self.unit(row), {})[path] = fact
        return known

    def picture_keys(self) -> Iterator[bytes]:
        """Yield the digest of the key of every rendition of a picture."""
        numbers = {-1 - number for number, name in enumerate(self._names) if is_picture(name)}
        for row, number in enumerate(self._units):
            if number in numbers and self.table.paths[row]:
                yield bytes(self._keys[SIZE * row : SIZE * (row + 1)])

    def _rows(self, units: Collection[Unit] | None) -> Iterable[int]:
        if units is None:
            return range(len(self._units))
        numbers = {unit if isinstance(unit, int) else -1 - self._numbers[unit] for unit in units if self._knows(unit)}
        return [row for row, number in enumerate(self._units) if number in numbers]

    def _knows(self, unit: Unit) -> bool:
        return isinstance(unit, int) or unit in self._numbers

    def put(self, made: Made, found: Signature) -> None:
        """Store what became of an output."""
        row = self.table.put(made.path, found)
        if row == len(self._units):
            self._units.append(0)
            self._marks.append(b"")
            self._keys.extend(_NOTHING)
            self._contents.extend(_NOTHING)
        self._units[row] = made.unit if isinstance(made.unit, int) else -1 - self._number(made.unit)
        self._keys[SIZE * row : SIZE * (row + 1)] = made.key
        self._contents[SIZE * row : SIZE * (row + 1)] = made.content
        self._marks[row] = made.marks

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
        return number

    def signature(self, path: str) -> Signature:
        """Return the signature that the state has of an output; UNKNOWN if it has none."""
        row = self.table.rows().get(path)
        return UNKNOWN if row is None else self.table.of(row)

    def remove(self, path: str) -> None:
        self.table.remove(path)
