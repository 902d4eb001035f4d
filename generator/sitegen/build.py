"""THE pipeline: content -> site -> pages -> output. Read it first.

A build looks at what there is, and ends there if nothing differs from what the state of the last one knows. Else it
goes through the stages in update.py, which import what they need: an unchanged site costs no parser and no templates.
"""

from __future__ import annotations

import errno
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from sitegen.content.moments import moment_of
from sitegen.content.scan import Scan, find_sources
from sitegen.digests import digest
from sitegen.engine import engine_digest
from sitegen.errors import Caution, MachineError, StateDamagedError
from sitegen.output.files import FileTable
from sitegen.output.lock import locked
from sitegen.output.stale import Stale, find_stale, is_as_left
from sitegen.output.state import Seen, StateFolder, tables
from sitegen.output.writer import check_output
from sitegen.theme.folders import digest_folders, find_folder
from sitegen.workers import Start, default_workers

SITE_FILE = "content/site.yaml"


class Options(Struct, frozen=True):
    """How one build is to be made; everything that is not in the site's own files."""

    output: Path
    as_of: datetime | str
    """Aware, or as typed, on the site's clock. Decides which articles are out, and nothing else."""
    base_url: str | None = None
    drafts: bool = False
    workers: int | None = None
    """Processes that share the work; None for as many as there are processors, where the work is worth it."""
    clean: bool = False
    """Whether to forget the state of the last build."""
    verify: bool = False
    """Whether to believe nothing that the state says of files, and to make every page again."""
    start: Start | None = None
    """How worker processes are started."""
    owns_output: bool = False
    """Whether nobody else touches the output, and it is as this process's last build left it: it is not looked at."""
    progress: bool = False
    """Whether to show on the terminal how far a long build is."""


class BuildReport(Struct, frozen=True):
    """What a build did."""

    articles: int
    pages: int
    rendered: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    seconds: float
    next_change: datetime | None
    """The next moment at which the output would differ without an edit."""
    warnings: tuple[Caution, ...] = ()
    """What will not work as it is meant; an unchanged site has those of the build that made it."""
    reasons: dict[str, str] = {}
    """Why each file that was written had to be made."""
    mended: tuple[str, ...] = ()
    """With `verify`: the outputs that were not what they should have been."""
    stages: dict[str, float] = {}
    """How many seconds each stage took."""
    hub: str = ""
    """The WebSub hub that is to be told of `topics`; empty where the site has none."""
    topics: tuple[str, ...] = ()
    """The addresses of the feeds that were written, the site's own first, for the hub."""
    unpublished: dict[str, datetime | None] = {}
    """The pages, by their files, that are there only because of `drafts`: when they come out; None for a draft."""


class Look(Struct, frozen=True):
    """What a build finds before it does anything."""

    engine: bytes
    settings: bytes
    seen: Seen | None
    """What the last build of this output saw; None if nothing is known that can be trusted."""
    sources: FileTable
    outputs: FileTable
    folders: FileTable
    scan: Scan
    """How the sources differ from their table."""
    stale: Stale
    """The outputs that are not what the last build left."""


def build(root: Path, options: Options) -> BuildReport:
    """Build the site in `root` into `options.output`.

    Raises ContentError with every Problem found, UsageError if there is no site, the output is not sitegen's or an
    option has no meaning, MachineError if the disk fails.
    """
    started = time.perf_counter()
    root = root.resolve()
    output = Path(options.output).absolute()
    check_output(output, root)
    if not (root / SITE_FILE).is_file():
        from sitegen.config import load_config

        load_config(root)  # It says in an editor's words that there is no site.
    with state_folder(root, output) as folder:
        if options.clean or options.verify:
            folder.forget_pictures()
        try:
            return _build(root, output, options, folder, started)
        except StateDamagedError:
            return _build(root, output, msgspec.structs.replace(options, clean=True), folder, started)


def _build(root: Path, output: Path, options: Options, folder: StateFolder, started: float) -> BuildReport:
    look = look_around(root, output, options, folder)
    looked = time.perf_counter()
    seen = look.seen
    if seen is not None and not options.verify and _nothing_changed(root, look, seen, options):
        return BuildReport(
            articles=seen.articles,
            pages=seen.pages,
            rendered=0,
            written=(),
            removed=(),
            unchanged=seen.pages,
            seconds=time.perf_counter() - started,
            next_change=moment_at(seen.until, seen.zone),
            warnings=tuple(seen.warnings),
            stages={"look": looked - started},
            unpublished={path: moment_at(seconds, seen.zone) for path, seconds in seen.unpublished.items()},
        )
    from sitegen.update import update

    return update(root, output, options, folder, look, started)


def look_around(root: Path, output: Path, options: Options, folder: StateFolder) -> Look:
    """Compare the sources and the output with the state of the last build."""
    engine = engine_digest()
    try:
        raw = (root / SITE_FILE).read_bytes()
    except OSError as error:
        raise MachineError(f"{SITE_FILE}: cannot be read: {error.strerror}") from error
    settings = digest(raw, repr(options.base_url).encode(), b"drafts" if options.drafts else b"")
    seen = None if options.clean else folder.load()
    if seen is None or seen.engine != engine:
        # Other code may read the same source otherwise: all that the old one made is worth nothing.
        folder.forget()
        return Look(engine, settings, None, FileTable(), FileTable(), FileTable(), find_sources(root), Stale())
    sources, outputs, folders = tables(seen)
    stamp = 0 if options.verify else seen.stamp
    workers = options.workers or default_workers()
    if options.owns_output and is_as_left(output, folders):
        looking: AbstractContextManager[Callable[[], Stale]] = nullcontext(Stale)
    else:
        looking = find_stale(output, outputs, folders, stamp, workers=workers, start=options.start)
    with looking as stale:
        scan = find_sources(root, sources, stamp)
        if scan.changed or scan.removed:
            import sitegen.update  # noqa: F401 - it takes time to load, and the helper has work to do meanwhile
        return Look(engine, settings, seen, sources, outputs, folders, scan, stale())


def _nothing_changed(root: Path, look: Look, seen: Seen, options: Options) -> bool:
    """Tell whether the output is what this build would make."""
    if look.scan.changed or look.scan.removed or look.scan.problems or look.stale or look.settings != seen.settings:
        return False
    moment = moment_of(options.as_of, ZoneInfo(seen.zone)).timestamp()
    if not seen.since <= moment or (seen.until is not None and moment >= seen.until):
        return False
    return theme_is_same(root, seen)


def theme_is_same(root: Path, seen: Seen) -> bool:
    """Tell whether the theme and its parents are where they were, and hold what they held."""
    for name, folder in seen.themes:
        if find_folder(root, name) != Path(folder):
            return False
    try:
        return digest_folders(Path(folder) for _, folder in seen.themes) == seen.theme
    except OSError:
        return False


def moment_at(seconds: float | None, zone: str) -> datetime | None:
    """Return a moment of the state on the site's clock."""
    return None if seconds is None else datetime.fromtimestamp(seconds, ZoneInfo(zone))


@contextmanager
def state_folder(root: Path, output: Path) -> Iterator[StateFolder]:
    """Yield the folder of the output's state, locked; one for this build alone where the site's folder is read-only."""
    folder = StateFolder(root, output.resolve())
    with ExitStack() as stack:
        try:
            folder.path.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder.path / "lock"))
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                where = error.filename or folder.path
                raise MachineError(f"{where}: cannot be written: {error.strerror}") from error
            folder.path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-")))
        yield folder
