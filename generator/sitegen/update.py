"""The stages of a build that has something to do: content -> site -> pages -> output.

    read      parse what changed into the library
    site      the index brought up to date, or made anew, and the Site over it
    make      plan, key, render and stage the units that the changes reach, in this process or in several
    publish   put the staged files in place, remove what is planned no more, store the state

A stage returns its result with the Problems that it found. A build with a Problem writes nothing. What a narrow build
cannot tell for certain, one of all units tells.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sitegen.build import BuildReport, Look, Options, moment_at
from sitegen.config import load_config
from sitegen.content.moments import moment_of
from sitegen.content.parse import settings_digest
from sitegen.content.scan import Scan
from sitegen.errors import ContentError, Location, MachineError, Problem, StateDamagedError
from sitegen.output.ledger import Ledger
from sitegen.output.make import Context, Made, Order, origins, start
from sitegen.output.place import check_all_is_there, note, note_folders, put_in_place, unplanned
from sitegen.output.progress import Progress
from sitegen.output.stale import Stale
from sitegen.output.state import Kept, Seen, StateFolder, tables
from sitegen.output.writer import has_digest, restage, staging_in
from sitegen.pages.edition import Edition
from sitegen.pages.fit import conflicts
from sitegen.pages.moments import next_change
from sitegen.pages.plan import Unit, all_units, collisions, dead_ends, is_file, is_picture
from sitegen.pages.reach import names_of
from sitegen.pages.search import is_search
from sitegen.pages.well_known import cautions
from sitegen.pictures.measuring import PictureMeasure, measure_all
from sitegen.pictures.store import Store
from sitegen.scope import Scope, Work, all_rows, everything, scope_of
from sitegen.search.binary import missing
from sitegen.site.index import Rules
from sitegen.site.site import Content, Findings, assemble, check_articles
from sitegen.site.unpublished import unpublished
from sitegen.site.urls import FEED_FILES
from sitegen.sources import Reading, read_sources
from sitegen.theme.templates import Templates
from sitegen.theme.theme import Theme, load_theme
from sitegen.workers import cut, default_workers, ordered_map, rare_collection

_WORTH_A_POOL: Final = 800
"""Units above which a pool of processes is quicker than this one."""
_BATCH: Final = 120
"""Units that a worker is handed at a time: enough that the hand-over costs nothing."""
_PICTURE: Final = 100
"""How many other units a new picture takes as long as."""
_PICTURES: Final = 2
"""Pictures that a worker is handed at a time: few enough that all have work until the end."""
_MOST_WASTE: Final = 0.6
"""The share of the packs that former versions of sources may take up before the packs are written anew."""


class Attempt(Struct, frozen=True):
    """What came of planning and rendering a scope."""

    made: tuple[Made, ...]
    gone: tuple[str, ...]
    """The outputs of the last build that are planned no more."""
    problems: tuple[Problem, ...]


class Clock:
    """How long each stage took, in seconds."""

    def __init__(self, started: float) -> None:
        self.stages: dict[str, float] = {}
        self.started = self._last = started

    def end(self, stage: str) -> None:
        """Note the end of a stage, which is the beginning of the next."""
        now = time.perf_counter()
        self.stages[stage] = now - self._last
        self._last = now

    def seconds(self) -> float:
        return time.perf_counter() - self.started


def update(root: Path, output: Path, options: Options, folder: StateFolder, look: Look, started: float) -> BuildReport:
    """Bring the output up to date. Raises what `build` raises, and StateDamagedError."""
    clock = Clock(started)
    clock.end("look")
    progress = Progress(shown=options.progress, started=started)
    with ExitStack() as stack:
        stack.callback(progress.end)
        stack.enter_context(rare_collection())
        work, scope, problems = _read(root, output, options, folder, look, clock, progress, stack)
        with staging_in(output):
            attempt = _attempt(work, everything(work) if options.verify else scope, problems)
            if attempt.problems and scope.units is not None and not options.verify:
                restage(output)
                attempt = _attempt(work, everything(work), problems)
            if attempt.problems:
                raise ContentError(attempt.problems)
            clock.end("make")
            check_all_is_there(attempt.made)
            removed = unplanned(output, work.ledger, look.folders, look.stale, attempt.made, attempt.gone)
            note(work.ledger, attempt.made, attempt.gone)
            kept = folder.new_name("kept")
            folder.store_kept(kept, _kept(work))
            written, gone = put_in_place(output, work.ledger, attempt.made, removed)
        note_folders(output, work.ledger, look.folders, look.stale, (*written, *removed))
        seen = _seen(work, kept)
        _store(work, seen)
        _sweep(work, scope, attempt.gone)
    clock.end("publish")
    rendered = [made for made in attempt.made if made.rendered]
    return BuildReport(
        articles=seen.articles,
        pages=seen.pages,
        rendered=len(rendered),
        written=written,
        removed=gone,
        unchanged=seen.pages - len(written),
        seconds=clock.seconds(),
        next_change=moment_at(seen.until, seen.zone),
        warnings=tuple(seen.warnings),
        reasons={made.path: made.reason for made in rendered if made.staged is not None},
        mended=_mended(work, scope, attempt) if options.verify else (),
        stages=clock.stages,
        hub=work.site.config.feed_hub,
        topics=_topics(work, attempt.made),
        unpublished={path: moment_at(seconds, seen.zone) for path, seconds in seen.unpublished.items()},
    )


@contextmanager
def opened(root: Path, output: Path, options: Options, folder: StateFolder) -> Iterator[Work]:
    """Yield a site as its last build left it: nothing is looked at anew, made or written.

    Raises what `build` raises, and StateDamagedError.
    """
    started = time.perf_counter()
    seen = folder.load()
    if seen is None:
        raise StateDamagedError(f"{folder.path}: there is no state")
    look = Look(seen.engine, seen.settings, seen, *tables(seen), Scan({}, (), ()), Stale())
    with ExitStack() as stack:
        stack.enter_context(rare_collection())
        progress = Progress(shown=False, started=started)
        work, _, _ = _read(root, output, options, folder, look, Clock(started), progress, stack)
        yield work


def _read(
    root: Path,
    output: Path,
    options: Options,
    folder: StateFolder,
    look: Look,
    clock: Clock,
    progress: Progress,
    stack: ExitStack,
) -> tuple[Work, Scope, tuple[Problem, ...]]:
    """Read settings, theme and sources, and put the site together."""
    config, problems = load_config(root, options.base_url)
    if config is None:
        raise ContentError(problems)
    theme, theme_problems = load_theme(root, config)
    as_of = moment_of(options.as_of, config.zone)
    kept = folder.load_kept(look.seen) if look.seen else None
    reading = Reading(root, config, folder.path, options.workers, options.start, options.verify)
    sources = read_sources(reading, look.sources, look.scan, kept, progress)
    stack.callback(sources.library.close)
    clock.end("read")
    pages, authors = sources.others()
    rules = Rules.of(config, authors, as_of, drafts=options.drafts)
    old, index = sources.index(rules, look.seen, kept)
    if options.verify:
        index = sources.new_index(rules)
    content = Content(
        shelf=sources.shelf,
        index=index,
        rules=rules,
        pages=pages,
        authors=authors,
        assets=sources.assets,
        stamps=sources.stamps,
        pictures=theme.pictures if theme else {},
        broken=frozenset(sources.broken),
        broken_bodies={path: parsed.body for path, parsed in sources.broken.items() if parsed.body},
    )
    sources.measured.update(
        measure_all(
            root,
            config.image_bytes,
            sources.unseen(index, all_files=old is None or options.verify),
            progress,
            workers=options.workers,
            method=options.start,
        )
    )
    site, findings = assemble(content, PictureMeasure(root, config.image_bytes), sources.measured)
    problems = (*theme_problems, *missing(config), *look.scan.problems, *sources.problems, *findings.problems)
    if theme is None:
        rows = all_rows(site)
        raise ContentError((*problems, *check_articles(site, content, rows).problems))
    templates, closures = (
        Templates(theme, site.addresses, root).digests() if _must_close(look, theme) else _closed(kept)
    )
    ledger = Ledger(look.outputs, kept)
    if options.verify:
        look = msgspec.structs.replace(look, stale=Stale(_differing(output, ledger), look.stale.folders))
    work = Work(
        root, output, options, folder, look, kept, sources, site, content, theme, findings, ledger, templates,
        closures, progress,
    )  # fmt: skip
    scope = scope_of(work, old)
    clock.end("site")
    return work, scope, problems


def _differing(output: Path, ledger: Ledger) -> tuple[int, ...]:
    """Return the rows of the outputs whose bytes are not those that were written."""
    return tuple(row for path, row in ledger.table.rows().items() if not has_digest(output / path, ledger.content(row)))


def _must_close(look: Look, theme: Theme) -> bool:
    """Tell whether the closures of the templates have to be looked for: parsing all templates takes a while."""
    return look.seen is None or look.seen.theme != theme.digest or look.seen.settings != look.settings


def _closed(kept: Kept | None) -> tuple[dict[str, bytes], dict[str, bytes]]:
    return (kept.templates, kept.closures) if kept else ({}, {})


def _attempt(work: Work, scope: Scope, problems: tuple[Problem, ...]) -> Attempt:
    """Check, plan and render a scope. One with problems that is not of all units has yet to name them all."""
    checked = check_articles(work.site, work.content, scope.rows)
    found = [*problems, *checked.problems]
    if found and scope.units is not None:
        return Attempt((), (), tuple(found))
    orders = _orders(work, scope, checked)
    made: list[Made] = []
    for batch, mistakes in _make(work, [order for order in orders if not is_search(order.unit)]):
        made += batch
        found += mistakes
    claims: list[tuple[str, Location]] = []
    for batch, origin in [] if found else _bundles(work, [order for order in orders if is_search(order.unit)]):
        made += batch
        claims += ((each.path, origin) for each in batch)
    ours = {each.path for each in made}
    before = (
        {path for order in orders for path in order.known} if scope.units is not None else set(work.ledger.table.rows())
    )
    gone = before - ours
    others = work.ledger.table.rows().keys() - before if scope.units is not None else frozenset()
    if scope.units is None or len(ours) < len(made) or not ours <= before:
        wrong = conflicts(((each.path, each.unit) for each in made), others)
        if wrong and scope.units is not None:
            found.append(_doubt(work))
        elif wrong:
            pages = origins(_context(work), [unit for unit in wrong if not is_search(unit)])
            found += collisions((*((page.path, page.origin) for page in pages), *claims))
    expected = checked.expected if scope.units is not None else (*work.findings.expected, *checked.expected)
    found += dead_ends(expected, ours | others)
    if scope.units is not None and not found:
        lost = names_of(gone) & (work.site.index.mentions.keys() | work.site.named)
        found += [_doubt(work)] if lost else []
    return Attempt(tuple(made), tuple(sorted(gone)), tuple(found))


def _doubt(work: Work) -> Problem:
    """Stand for a mistake that a build of all units tells, or finds to be none."""
    return Problem(work.site.config.place("title"), "doubt", "the pages may not fit together")


def _orders(work: Work, scope: Scope, checked: Findings) -> list[Order]:
    """Return what is to be made: units in the order in which pages that show the same are near to each other."""
    wrong = set(work.look.stale.files)
    known = work.ledger.of_units(scope.units, wrong)
    if scope.units is None:
        static = (path for path in work.sources.table.rows() if path.startswith("static/"))
        files = sorted({*static, *work.findings.published, *checked.published})
        pictures = sorted(work.findings.pictures | checked.pictures)
        units: Iterable[Unit] = all_units(Edition(work.site, work.theme), files, pictures)
    else:
        units = sorted(scope.units, key=lambda unit: (not is_picture(unit), str(unit)))
    changed = {f"file/{file}" for file in work.sources.files}
    again = work.options.verify
    return [Order(unit, known.get(unit, {}), again or unit in changed) for unit in units]


def _context(work: Work) -> Context:
    before = work.kept.closures if work.kept else {}
    texts = work.kept.templates if work.kept else {}
    names = sorted(name for name in {*texts, *work.templates} if texts.get(name) != work.templates.get(name))
    why = ", ".join(names) or "translations or assets"
    return Context(
        root=work.root,
        output=work.output,
        site=work.site,
        theme=work.theme.digest,
        compiled=work.folder.compiled(work.look.engine),
        pictures=work.folder.pictures(),
        closures=work.closures,
        changed_closures={name: why for name, found in work.closures.items() if before.get(name, found) != found},
    )


def _make(work: Work, orders: list[Order]) -> Iterator[tuple[list[Made], tuple[Problem, ...]]]:
    new = [order for order in orders if is_picture(order.unit) and not order.known]
    workers = work.options.workers or (default_workers() if len(orders) + _PICTURE * len(new) > _WORTH_A_POOL else 1)
    # Pictures come first, see all_units.
    pictures = sum(is_picture(order.unit) for order in orders)
    batches = [*cut(orders[:pictures], _PICTURES if new else _BATCH), *cut(orders[pictures:], _BATCH)]
    work.progress.begin("Making", len(orders))
    results = ordered_map(start, _context(work), batches, workers=workers, method=work.options.start)
    for batch, result in zip(batches, results, strict=True):
        work.progress.advance(len(batch))
        yield result


def _bundles(work: Work, orders: list[Order]) -> Iterator[tuple[list[Made], Location]]:
    if orders:
        from sitegen.output.search import make_bundles

        workers = work.options.workers or default_workers()
        work.progress.begin("Indexing", len(orders))
        for made in make_bundles(Edition(work.site, work.theme), orders, work.output, workers):
            work.progress.advance(1)
            yield made


def _sweep(work: Work, scope: Scope, gone: Iterable[str]) -> None:
    """Remove the renditions of pictures that nothing uses any more, if there can be any."""
    if scope.units is None or any(path.startswith("media/") for path in gone):
        Store(work.folder.pictures()).sweep({key.hex() for key in work.ledger.picture_keys()})


def _mended(work: Work, scope: Scope, attempt: Attempt) -> tuple[str, ...]:
    """Return the outputs that were not what the last build should have left."""
    if work.look.seen is None:
        return ()
    wrong = {work.ledger.table.paths[row] for row in work.look.stale.files}
    unexpected = {
        made.path
        for made in attempt.made
        if made.staged is not None and scope.units is not None and made.unit not in scope.units
    }
    return tuple(sorted((wrong | unexpected) - {""}))


def _topics(work: Work, made: Iterable[Made]) -> tuple[str, ...]:
    """Return the addresses of the feeds that were written, if the site has a hub: the fewer folders, the earlier."""
    if not work.site.config.feed_hub:
        return ()
    new = (each.path for each in made if each.staged is not None and not is_file(each.unit))
    feeds = (path for path in new if path.rpartition("/")[2] in FEED_FILES)
    paths = sorted(feeds, key=lambda path: (path.count("/"), path))
    return tuple(work.site.addresses.absolute(f"/{path}") for path in paths)


def _kept(work: Work) -> Kept:
    if work.sources.library.waste() > _MOST_WASTE:
        work.sources.library.rewrite(work.folder.new_name("pack"))
    units, names, keys, marks, contents = work.ledger.columns()
    measured = {file: found for file, found in work.site.resolver.measured.items() if not isinstance(found, str)}
    return Kept(
        digests=bytes(work.sources.digests),
        packs=work.sources.library.packs,
        places=work.sources.library.columns(),
        units=units,
        unit_names=names,
        keys=keys,
        marks=marks,
        contents=contents,
        templates=work.templates,
        closures=work.closures,
        records=settings_digest(work.site.config),
        measured=measured,
        index=work.site.index.dump(),
    )


def _seen(work: Work, kept: str) -> Seen:
    site, table, ledger = work.site, work.sources.table, work.ledger
    moment = next_change(site)
    return Seen(
        engine=work.look.engine,
        settings=work.look.settings,
        theme=work.theme.digest,
        themes=[(name, str(path)) for name, path in zip(work.theme.names, work.theme.folders, strict=True)],
        stamp=0,
        zone=str(site.config.zone),
        since=site.rules.as_of.timestamp(),
        until=moment.timestamp() if moment else None,
        articles=len(site.articles),
        pages=len(ledger.table.rows()),
        kept=kept,
        sources=table.paths,
        source_signatures=table.signatures(),
        outputs=ledger.table.paths,
        output_signatures=ledger.table.signatures(),
        output_folders=work.look.folders.paths,
        output_folder_signatures=work.look.folders.signatures(),
        warnings=list(cautions(site)),
        unpublished=dict(unpublished(site)),
    )


def _store(work: Work, seen: Seen) -> None:
    newest = max(table.newest() for table in (work.sources.table, work.ledger.table, work.look.folders))
    try:
        work.folder.store(seen, newest, work.sources.library.packs)
    except OSError as error:
        message = f"{work.folder.path}: the site is built, but its state cannot be kept: {error.strerror}"
        raise MachineError(message) from error
