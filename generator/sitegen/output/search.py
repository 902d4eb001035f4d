"""Bundles of the search index -> files that wait in the staging folder: made by Pagefind, in a process of its own each.

A bundle is one view and many files, whose names are known only once it is made. They share the key of the view: while
it and all the files are what the state says, nothing is made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sitegen.errors import Location
from sitegen.output.keys import Key, Keys
from sitegen.output.make import Made, Order, stage
from sitegen.output.writer import Staging
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.plan import plan
from sitegen.pages.search import SearchProgramView, SearchRecord, SearchYearView, prose_of
from sitegen.search.binary import index
from sitegen.search.bundle import ordered_bundle, runtime_files
from sitegen.site.shelf import Shelf


def make_bundles(
    edition: Edition, orders: Sequence[Order], output: Path, workers: int
) -> Iterator[tuple[list[Made], Location]]:
    """Yield, for each bundle that is planned, what became of its files, and the source that asked for it.

    As many processes as there are `workers` make them. Raises MachineError if Pagefind fails.
    """
    keys, staging, shelf = Keys({}), Staging(output, "search-"), edition.site.shelf
    waiting: deque[tuple[Order, Page, Key, Future[dict[str, bytes]]]] = deque()
    with ThreadPoolExecutor(max(workers, 1)) as pool:
        for order, page in _planned(edition, orders):
            key = keys.of(page)
            if _is_made(order, key):
                yield _as_it_is(order, key), page.origin
                continue
            waiting.append((order, page, key, pool.submit(_files, page, shelf)))
            if len(waiting) > workers:  # No more years are in memory than are being made.
                yield _finished(*waiting.popleft(), staging)
        while waiting:
            yield _finished(*waiting.popleft(), staging)


def _planned(edition: Edition, orders: Sequence[Order]) -> Iterator[tuple[Order, Page]]:
    for order in orders:
        for page in plan(edition, order.unit):
            yield order, page


def _is_made(order: Order, key: Key) -> bool:
    """Tell whether all the files of a bundle are there, made from what is to be in it."""
    known = order.known.values()
    return bool(known) and not order.again and all(each.is_right and each.key == key.digest for each in known)


def _as_it_is(order: Order, key: Key) -> list[Made]:
    return [
        Made(order.unit, path, key.digest, key.marks, known.content, None, None, False, "")
        for path, known in order.known.items()
    ]


def _finished(
    order: Order, page: Page, key: Key, files: Future[dict[str, bytes]], staging: Staging
) -> tuple[list[Made], Location]:
    """Stage the files of a bundle, in the folder of the one that is known by name."""
    reason, top = _reason(order, key), page.path.rpartition("/")[0]
    made = []
    for name, content in sorted(files.result().items()):
        path = f"{top}/{name}"
        made.append(stage(order.unit, path, key, order.known.get(path), content, staging, reason))
    return made, page.origin


def _reason(order: Order, key: Key) -> str:
    if not order.known:
        return "new"
    if any(known.key != key.digest for known in order.known.values()):
        return "key changed: records"
    return (
        "asked for again"
        if all(known.is_right for known in order.known.values())
        else "the file was not what was written"
    )


def _files(page: Page, shelf: Shelf) -> dict[str, bytes]:
    view = page.view
    if isinstance(view, SearchYearView):
        return _year(view, shelf)
    if isinstance(view, SearchProgramView):
        return _program(view)
    raise TypeError(f"{type(view).__name__} is no bundle")


def _year(view: SearchYearView, shelf: Shelf) -> dict[str, bytes]:
    made = index(_arguments(record, _prose(record, shelf)) for record in view.records)
    by_url = {record.url: record for record in view.records}

    def describe(url: str) -> tuple[str, Mapping[str, str]]:
        return by_url[url].moment, by_url[url].shown

    return ordered_bundle(made, describe)


def _prose(record: SearchRecord, shelf: Shelf) -> str:
    row = shelf.row(record.source)
    if row is None:
        raise LookupError(f"{record.source} is no source of this site")
    return prose_of(record, shelf.prose(row))


def _arguments(record: SearchRecord, prose: str) -> dict[str, Any]:
    return {
        "url": record.url,
        "content": prose,
        "language": record.language,
        "meta": record.names,
        "filters": {name: list(values) for name, values in record.filters.items() if values},
    }


def _program(view: SearchProgramView) -> dict[str, bytes]:
    """A record of one word in each language makes Pagefind write the language's program."""
    made = index({"url": f"/{each}/", "content": each, "language": each} for each in view.languages)
    return runtime_files(made, view.languages)
