"""THE pipeline of `check`: a site built for nobody's eyes, looked over, each defect followed to its source line.

build     an incremental build into ROOT/.sitegen/check: its problems and cautions are the first findings
facts     what the sources say that the output may not
survey    every file of the output held against the checks
causes    each trace followed to the line that made it
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.build import Options, build, state_folder
from sitegen.errors import Caution, ContentError, Problem, StateDamagedError, UsageError, suggest
from sitegen.inspection.causes import Causes
from sitegen.inspection.facts import Hidden, gather_facts
from sitegen.inspection.look import DEFAULT_BUDGET, Look
from sitegen.inspection.registry import Check, all_checks
from sitegen.inspection.survey import Survey, survey
from sitegen.inspection.trace import Finding, Needle, Trace
from sitegen.inspection.tree import Tree, look_at, tree_of
from sitegen.output.state import FOLDER, StateFolder
from sitegen.output.writer import CHECKED
from sitegen.pictures.store import Store
from sitegen.scope import Work
from sitegen.site.urls import file_of
from sitegen.update import opened
from sitegen.workers import Start, rare_collection


class Wish(Struct, frozen=True):
    """What is to be looked over, and how."""

    as_of: datetime | str
    tree: Path | None = None
    """A built tree; None for one of the site as its sources are now."""
    base_url: str | None = None
    skip: tuple[str, ...] = ()
    """The ids of checks that are left out."""
    budget: int = DEFAULT_BUDGET
    """Kilobytes that a page may weigh."""
    workers: int | None = None
    start: Start | None = None
    progress: bool = False


class Inspection(Struct, frozen=True):
    """What came to light."""

    findings: tuple[Finding, ...]
    """In the order of the places in the sources."""
    files: int
    """How many files of the output were looked at; 0 if the build found problems, and so made none."""
    seconds: float


def inspect(root: Path, wish: Wish) -> Inspection:
    """Look over the site in `root`. Raises UsageError and MachineError; mistakes of the content are findings."""
    started = time.perf_counter()
    root = root.resolve()
    checks = _asked_for(wish)
    if wish.tree is not None and not wish.tree.is_dir():
        raise UsageError(f"{wish.tree} is not a folder. Build the site first, or leave --output out")
    with _private_output(root) as output, rare_collection():
        options = Options(
            output, wish.as_of, wish.base_url, workers=wish.workers, start=wish.start, progress=wish.progress
        )
        _borrow_pictures(root, output)
        try:
            try:
                warnings, found, files = _build_and_look(root, options, checks, wish)
            except StateDamagedError:
                options = replace(options, clean=True)
                warnings, found, files = _build_and_look(root, options, checks, wish)
        except ContentError as error:
            warnings, found, files = (), [Finding(problem) for problem in error.problems], 0
    findings = sorted([*(Finding(warning) for warning in warnings), *found], key=_place)
    return Inspection(tuple(findings), files, time.perf_counter() - started)


def _asked_for(wish: Wish) -> dict[str, Check]:
    known = all_checks()
    for name in wish.skip:
        if name not in known:
            raise UsageError(f"there is no check `{name}`. {suggest(name, known, most=len(known))}")
    return {name: check for name, check in known.items() if name not in wish.skip}


@contextmanager
def _private_output(root: Path) -> Iterator[Path]:
    """Yield the folder of the output that is looked over; one for this run alone where the site's is read-only."""
    nearest = root / FOLDER if (root / FOLDER).is_dir() else root
    if os.access(nearest, os.W_OK):
        yield root / CHECKED
        return
    with tempfile.TemporaryDirectory(prefix="sitegen-check-") as folder:
        yield Path(folder, "output")


def _borrow_pictures(root: Path, output: Path) -> None:
    """Let the first check of a site have the pictures that its builds made: to make them again takes far longer."""
    mine = StateFolder(root, output.resolve()).pictures()
    if not mine.exists():
        for other in sorted((root / FOLDER).glob("*/pictures")):
            Store(mine).borrow(other)


def _build_and_look(
    root: Path, options: Options, checks: dict[str, Check], wish: Wish
) -> tuple[tuple[Caution, ...], list[Finding], int]:
    """Return what the build warns of, what the checks find, and how many files were looked at."""
    output = options.output
    warnings = build(root, options).warnings
    options = replace(options, clean=False)
    with state_folder(root, output) as folder, opened(root, output, options, folder) as work:
        found, files = _look_over(work, checks, wish)
    return warnings, found, files


def _look_over(work: Work, checks: dict[str, Check], wish: Wish) -> tuple[list[Finding], int]:
    place = work.site.addresses.origin(), work.site.addresses.base_path
    tree = (
        tree_of(work.output, work.ledger.table, *place) if wish.tree is None else look_at(wish.tree.absolute(), *place)
    )
    facts = gather_facts(work, wish.workers, wish.start)
    look = Look(tree, _hidden(facts.hidden, work), wish.budget)
    needles: list[tuple[str, Needle]] = []
    traces: list[tuple[str, Trace]] = []
    found: list[tuple[Problem, str]] = []
    for check in checks.values():
        needles += ((check.id, needle) for needle in check.seek(facts)) if check.seek else ()
        traces += ((check.id, trace) for trace in check.on_tree(look)) if check.on_tree else ()
        found += ((check.problem(*fault), "") for fault in check.on_site(facts)) if check.on_site else ()
    traces += survey(Survey(look, tuple(checks), tuple(needles)), wish.workers, wish.start)
    found += _followed(traces, work, tree, checks)
    return list(_grouped(found)), len(tree.files)


def _followed(
    traces: list[tuple[str, Trace]], work: Work, tree: Tree, checks: dict[str, Check]
) -> Iterator[tuple[Problem, str]]:
    """Yield each trace as a problem at its cause, with the file that shows it.

    A text that one source says shows in lists and feeds too: then it is told there alone, not where it was hidden; and
    an address that an article's page shows is not told again of the feeds that show the article.
    """
    if not traces:
        return
    causes = Causes(work, tree)
    placed = [(name, trace, causes.find(trace)) for name, trace in traces]
    said = {(name, trace.message) for name, trace, where in placed if trace.cause and where != trace.cause}
    shown = {(name, trace.file, trace.target) for name, trace in traces if trace.target}
    for name, trace, where in placed:
        if (name, trace.owner, trace.target) in shown and not where.path.startswith("content/static/"):
            continue
        if where != trace.cause or (name, trace.message) not in said:
            yield checks[name].problem(where, trace.message, trace.hint), trace.file


def _hidden(hidden: Iterable[Hidden], work: Work) -> dict[str, Hidden]:
    """Return what is not out by each path that only it would have."""
    claimed = work.ledger.table.rows()
    paths = ((path, each) for each in hidden for path in (each.path, *each.files))
    return {path: each for path, each in paths if file_of(path) not in claimed}


def _grouped(found: Iterable[tuple[Problem, str]]) -> Iterator[Finding]:
    """Yield each defect once, with the first file that shows it, and how many do.

    What one place of a text says shows in pages and feeds, in several words.
    """
    groups: dict[tuple[object, ...], tuple[Problem, list[str]]] = {}
    for problem, file in found:
        where = problem.location
        is_exact = where.path.endswith(".md") and (where.line, where.column) != (1, 1)
        key = (where, problem.code, "" if is_exact else problem.message)
        groups.setdefault(key, (problem, []))[1].append(file)
    for problem, shown in groups.values():
        files = list(dict.fromkeys(filter(None, shown)))
        yield Finding(problem, files[0] if files else "", len(files))


def _place(finding: Finding) -> tuple[object, ...]:
    problem = finding.problem
    return problem.location, problem.code, problem.message
