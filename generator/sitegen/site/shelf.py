"""Where a site's articles stand: each is fetched when it is asked for, so that an archive need not be in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, overload

from sitegen.content.article import Article, Author, PlainPage
from sitegen.content.library import Library
from sitegen.output.files import FileTable

_MOST_KEPT: Final = 12_000
"""Articles that a process keeps in memory: a few kilobytes each."""


class Shelf(ABC):
    """The records of all sources, by the row of the source."""

    @abstractmethod
    def record(self, row: int) -> Any:
        """Return an Article, PlainPage or Author; an article's body may come without its text."""

    @abstractmethod
    def text(self, row: int) -> tuple[str, ...]:
        """Return the pieces of HTML of a body, see `markdown.body.fill_holes`."""

    @abstractmethod
    def prose(self, row: int) -> str:
        """Return all that can be read in a body; empty where the site cannot be searched."""

    @abstractmethod
    def row(self, source: str) -> int | None:
        """Return the row of a source that has a record, or None."""

    @abstractmethod
    def sources(self) -> Iterable[str]:
        """Return the paths of all sources that have a record."""


class MemoryShelf(Shelf):
    """Records that are in memory already."""

    def __init__(self, records: Sequence[Article | PlainPage | Author]) -> None:
        self._records = records
        self._rows = {record.source: row for row, record in enumerate(records)}

    def record(self, row: int) -> Any:
        return self._records[row]

    def text(self, row: int) -> tuple[str, ...]:
        record = self._records[row]
        return () if isinstance(record, Author) else record.body.parts

    def prose(self, row: int) -> str:
        record = self._records[row]
        return "" if isinstance(record, Author) else record.body.prose

    def row(self, source: str) -> int | None:
        return self._rows.get(source)

    def sources(self) -> Collection[str]:
        return self._rows


class LibraryShelf(Shelf):
    """Records in a library on disk, the last ones kept in memory."""

    def __init__(self, library: Library, table: FileTable) -> None:
        self._library, self._table = library, table
        self._kept: dict[int, Any] = {}

    def __getstate__(self) -> tuple[Library, FileTable]:
        return self._library, self._table

    def __setstate__(self, state: tuple[Library, FileTable]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def record(self, row: int) -> Any:
        kept = self._kept.get(row)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[row] = self._library.record(row, self._table.paths[row])
        return kept

    def text(self, row: int) -> tuple[str, ...]:
        return self._library.text(row)

    def prose(self, row: int) -> str:
        return self._library.prose(row)

    def row(self, source: str) -> int | None:
        row = self._table.rows().get(source)
        return row if row is not None and self._library.has(row) else None

    def sources(self) -> Iterable[str]:
        return (path for row, path in enumerate(self._table.paths) if path and self._library.has(row))


class Run(Sequence[Article]):
    """Articles in the order of publication, each fetched from the shelf as it is looked at."""

    def __init__(self, shelf: Shelf, rows: array[int]) -> None:
        self._shelf = shelf
        self.rows: Final = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Article: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Article, ...]: ...

    def __getitem__(self, place: int | slice) -> Article | tuple[Article, ...]:
        if isinstance(place, slice):
            return tuple(map(self._shelf.record, self.rows[place]))
        article: Article = self._shelf.record(self.rows[place])
        return article

    def __iter__(self) -> Iterator[Article]:
        return map(self._shelf.record, self.rows)

    def __reversed__(self) -> Iterator[Article]:
        return map(self._shelf.record, reversed(self.rows))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Run | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
