"""The sources of a site as a build reads them: the library brought up to date, and what has changed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import Article, Author, PlainPage
from sitegen.content.library import Library
from sitegen.content.parse import Context, Item, Parsed, settings_digest, start
from sitegen.content.scan import Scan, is_asset, is_text
from sitegen.digests import SIZE
from sitegen.errors import Problem, StateDamagedError
from sitegen.output.files import FileTable
from sitegen.output.progress import Progress
from sitegen.output.state import Kept, Seen
from sitegen.pictures.measuring import ENDINGS
from sitegen.site.index import Change, Index, Rules, build_index, changed, load_index, mentioned
from sitegen.site.references import Measured
from sitegen.site.shelf import LibraryShelf
from sitegen.workers import Start, cut, default_workers, ordered_map

_WORTH_A_POOL: Final = 250
"""Files above which a pool of processes is quicker than this one."""
_BATCH: Final = 100
"""Files that a worker is handed at a time: enough that the hand-over costs nothing."""
_MOST_CHANGES: Final = 0.05
"""The share of articles that may have changed for the index to be brought up to date rather than made anew."""


class Stamps(Mapping[str, str]):
    """For every file below content/ a text that changes with it."""

    def __init__(self, table: FileTable) -> None:
        self._table = table

    def __getitem__(self, path: str) -> str:
        return "-".join(map(str, self._table.of(self._table.rows()[path])))

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.rows())

    def __len__(self) -> int:
        return len(self._table.rows())


class Assets(Collection[str]):
    """The files below content/ that articles may refer to and publish."""

    def __init__(self, table: FileTable) -> None:
        self._table = table

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and is_asset(path) and path in self._table.rows()

    def __iter__(self) -> Iterator[str]:
        return filter(is_asset, self._table.rows())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Sources:
    """All sources, and how they differ from those of the last build."""

    def __init__(self, table: FileTable, library: Library, digests: bytes, measured: Measured) -> None:
        self.table, self.library, self.measured = table, library, measured
        self.shelf = LibraryShelf(library, table)
        self.assets, self.stamps = Assets(table), Stamps(table)
        self.digests = bytearray(digests)
        self.before = list(table.paths)
        """The paths as they stood in the rows before anything changed."""
        self.changes: list[Change] = []
        self.files: set[str] = set()
        """Other files that were added, removed, or may have changed."""
        self.former: set[str] = set()
        """The digests that pictures among them had."""
        self.broken: dict[str, Parsed] = {}
        self.is_indexed = False
        """Whether the index of the last build holds but for `changes`."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for parsed in self.broken.values() for problem in parsed.problems)

    def others(self) -> tuple[tuple[PlainPage, ...], tuple[Author, ...]]:
        """Return the plain pages and the authors, in the order of their paths."""
        rows = self.table.rows()
        texts = [path for path in rows if path[:9] != "articles/" and is_text(path)]
        records = [self.shelf.record(rows[path]) for path in sorted(texts) if self.library.has(rows[path])]
        pages = tuple(record for record in records if isinstance(record, PlainPage))
        return pages, tuple(record for record in records if isinstance(record, Author))

    def touch(self, path: str) -> None:
        """Note that a file that is no text was added, removed, or may have changed."""
        self.files.add(path)
        known = self.measured.pop(path, None)
        if known is not None and not isinstance(known, str):
            self.former.add(known.digest)

    def unseen(self, index: Index, *, all_files: bool) -> list[str]:
        """Return the pictures that something which is out refers to, and that have not been looked at.

        Those of all files, or of those that a change concerns; a few may be left for where they are asked for.
        """
        if all_files:
            names: Iterable[str] = self.table.rows()
        else:
            named = (mentioned(change.new) for change in self.changes if change.new is not None)
            names = sorted(self.files.union(*named))
        found = (name for name in names if name[name.rfind(".") :].lower() in ENDINGS and name in self.assets)
        return [name for name in found if name not in self.measured and self._is_shown(name, index)]

    def _is_shown(self, name: str, index: Index) -> bool:
        rows = index.mentions.get(normalize("NFC", name), ())
        return any(index.is_out(row) or not index.sources[row].startswith("articles/") for row in rows)

    def digest(self, row: int) -> bytes:
        return bytes(self.digests[SIZE * row : SIZE * (row + 1)])

    def index(self, rules: Rules, seen: Seen | None, kept: Kept | None) -> tuple[Index | None, Index]:
        """Return the index of the last build, if it could be brought up to date, and that of this one."""
        few = len(self.changes) <= max(100, _MOST_CHANGES * len(self.table))
        if seen is None or kept is None or not self.is_indexed or not few or rules.as_of.timestamp() < seen.since:
            return None, self.new_index(rules)
        try:
            old = load_index(kept.index, self.before)
        except (ValueError, KeyError) as error:
            raise StateDamagedError(str(error)) from error
        known = {change.row for change in self.changes}
        for row in old.timed:
            if row not in known:
                article: Article = self.shelf.record(row)
                is_out = rules.is_out(article)
                ends = is_out and not isinstance(article.breaking, bool)
                if is_out != old.is_out(row) or (ends and rules.is_breaking(article) != old.is_breaking(row)):
                    self.changes.append(Change(row, article, article))
        return old, changed(old, self.changes, self.table.paths, rules, self.shelf.record)

    def new_index(self, rules: Rules) -> Index:
        """Return the index of all articles, made from their records alone."""
        rows = [row for row in range(len(self.table)) if self.library.has(row)]
        paths = self.table.paths
        articles = ((row, self.shelf.record(row)) for row in rows if paths[row].startswith("articles/"))
        others = ((row, self.shelf.record(row)) for row in rows if not paths[row].startswith("articles/"))
        return build_index(articles, others, paths, rules)


class Reading(Struct, frozen=True):
    """How the sources are to be read."""

    root: Path
    config: Config
    folder: Path
    """Of the state."""
    workers: int | None
    start: Start | None
    verify: bool = False
    """Whether the scan tells all files, so that only what the table knows otherwise has changed."""


def read_sources(reading: Reading, table: FileTable, scan: Scan, kept: Kept | None, progress: Progress) -> Sources:
    """Parse what has changed since the state in `kept`; `table` is brought up to date.

    Raises MachineError if a file cannot be read or the disk is full, StateDamagedError.
    """
    records = settings_digest(reading.config)
    is_known = kept is not None and kept.records == records
    if kept is not None and is_known:
        library = Library(reading.folder, list(kept.packs), kept.places)
        most = reading.config.image_bytes
        measured: Measured = {file: found for file, found in kept.measured.items() if found.size <= most}
        sources = Sources(table, library, kept.digests, measured)
        if len(sources.digests) != SIZE * len(table):
            raise StateDamagedError("the columns of the sources differ in length")
    else:
        sources = Sources(table, Library(reading.folder, []), bytes(SIZE * len(table)), {})
    others = {path for path in (*scan.changed, *scan.removed) if path.startswith(("pages/", "authors/"))}
    sources.is_indexed = is_known and not any(map(is_text, others))
    for path in scan.removed:
        _remove(sources, path)
    wanted = list(scan.changed) if is_known else sorted({*scan.changed, *table.rows()})
    items = [Item(path, _known_digest(sources, path)) for path in wanted if is_text(path)]
    for path, found in scan.changed.items():
        if not is_text(path):
            if reading.verify and table.rows().get(path) is not None and table.of(table.rows()[path]) == found:
                continue
            sources.table.put(path, found)
            sources.touch(path)
    _grow(sources)
    for parsed in _parse(reading, items, sources.library, progress):
        _take(sources, parsed, scan)
    _grow(sources)
    return sources


def _parse(reading: Reading, items: list[Item], library: Library, progress: Progress) -> Iterable[Parsed]:
    if not items:
        return
    workers = reading.workers or (default_workers() if len(items) > _WORTH_A_POOL else 1)
    pack = library.packs[-1] if library.packs and workers == 1 else ""
    context = Context(reading.root, reading.config, reading.folder, pack)
    progress.begin("Reading", len(items))
    batches = cut(items, _BATCH)
    for batch in ordered_map(start, context, batches, workers=workers, method=reading.start):
        progress.advance(len(batch))
        yield from batch


def _known_digest(sources: Sources, path: str) -> bytes:
    row = sources.table.rows().get(path)
    return sources.digest(row) if row is not None and sources.library.has(row) else b""


def _old_article(sources: Sources, row: int | None, path: str) -> Article | None:
    if row is None or not path.startswith("articles/") or not sources.library.has(row):
        return None
    article: Article = sources.library.record(row, path)
    return article


def _remove(sources: Sources, path: str) -> None:
    row = sources.table.rows()[path]
    old = _old_article(sources, row, path)
    if old is not None:
        sources.changes.append(Change(row, old, None))
    if not is_text(path):
        sources.touch(path)
    sources.table.remove(path)
    sources.library.put(row, None)


def _take(sources: Sources, parsed: Parsed, scan: Scan) -> None:
    """Store what became of one file."""
    path, found = parsed.path, scan.changed.get(parsed.path)
    row = sources.table.rows().get(path)
    if parsed.problems:
        sources.broken[path] = parsed
        old = _old_article(sources, row, path)
        if old is not None and row is not None:
            sources.changes.append(Change(row, old, None))
        if row is not None:
            sources.library.put(row, None)  # What it was must not be taken for what it is.
        return
    if not parsed.digest:  # It has gone since it was found.
        if row is not None:
            _remove(sources, path)
        return
    if parsed.place is None:
        if found is not None:
            sources.table.put(path, found)
        return
    old = _old_article(sources, row, path)
    if found is not None:
        row = sources.table.put(path, found)
    if row is None:
        raise LookupError(f"{path} stands in no table")
    _grow(sources)
    sources.digests[SIZE * row : SIZE * (row + 1)] = parsed.digest
    sources.library.put(row, parsed.place)
    if path.startswith("articles/"):
        sources.changes.append(Change(row, old, sources.shelf.record(row)) if sources.is_indexed else _CHANGED)


_CHANGED: Final = Change(0, None, None)
"""Stands for a change that nobody will look at, since the index is made anew."""


def _grow(sources: Sources) -> None:
    missing = SIZE * len(sources.table) - len(sources.digests)
    if missing > 0:
        sources.digests.extend(bytes(missing))
