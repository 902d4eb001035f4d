"""The process that builds for a preview, again and again, with all that it has imported.

It is a process of its own so that readers are answered while it works, that it may fork workers (it has no threads),
and that it can be ended at once: a build that is killed leaves the last good site. It imports the engine only there.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.errors import ContentError, MachineError, SitegenError

if TYPE_CHECKING:
    from sitegen.build import BuildReport
    from sitegen.preview.overlay import Shown


class Job(NamedTuple):
    """What a preview builds."""

    root: Path
    output: Path
    drafts: bool


class Base(NamedTuple):
    """Sent first: the base path of the site, as its settings now have it."""

    path: str


class Sheet(NamedTuple):
    """A style sheet of the theme as it will be published."""

    href: str
    integrity: str
    content: bytes


class Styles(NamedTuple):
    """Sent ahead of a build that only style sheets asked for: those that differ, and the addresses that they had."""

    sheets: dict[str, Sheet]


class Built(NamedTuple):
    """Sent at the end of a build."""

    report: BuildReport


class Failed(NamedTuple):
    """Sent at the end of a build that came to nothing."""

    error: SitegenError
    shown: Shown
    """As the overlay shows it."""


class Outdated(NamedTuple):
    """Sent instead of anything else, and last: sitegen's own code is another than was loaded."""


Message = Base | Styles | Built | Failed | Outdated


def is_sheet(path: str) -> bool:
    """Tell whether a path is a style sheet of a theme, or a part of one."""
    return path.startswith("themes/") and path.endswith(".css")


def work(job: Job, connection: Connection) -> None:
    """Build whenever a set of changed paths is received, until the other end is closed; the main function."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which ends this process.
    from sitegen.engine import engine_digest

    engine, known = engine_digest(), dict[str, Sheet]()
    with suppress(EOFError, OSError):
        while True:
            changed: frozenset[str] = connection.recv()
            if engine_digest() != engine:
                connection.send(Outdated())
                return
            for message in _messages(job, changed, known):
                connection.send(message)
            if not known or not all(path.endswith(".md") for path in changed):
                known = _sheets(job.root)
            gc.collect()


def _messages(job: Job, changed: frozenset[str], known: dict[str, Sheet]) -> Iterator[Message]:
    """Build; yield what is to be told of it. `known` are the style sheets that the site has."""
    from sitegen.build import Options, build
    from sitegen.config import load_config
    from sitegen.preview.overlay import shown

    try:
        config, problems = load_config(job.root)
        if config is None:
            raise ContentError(problems)
        yield Base(config.base_path)
        if changed and known and all(map(is_sheet, changed)):
            sheets = _sheets(job.root)
            moved = {known[name].href: sheet for name, sheet in sheets.items() if name in known}
            yield Styles({href: sheet for href, sheet in moved.items() if href != sheet.href})
        yield Built(build(job.root, Options(output=job.output, as_of=datetime.now(UTC), drafts=job.drafts)))
    except SitegenError as error:
        yield Failed(error, shown(job.root, error))
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            traceback.print_exc()
        told = MachineError(f"internal error: {type(error).__name__}: {error}. SITEGEN_TRACEBACK=1 shows where")
        yield Failed(told, shown(job.root, told))


def _sheets(root: Path) -> dict[str, Sheet]:
    """Return the style sheets of the site's theme by name; none where settings or theme have problems."""
    from sitegen.config import load_config
    from sitegen.site.urls import Addresses
    from sitegen.theme.theme import load_theme

    try:
        config, _ = load_config(root)
        theme, _ = load_theme(root, config) if config else (None, ())
    except SitegenError:
        return {}
    if config is None or theme is None:
        return {}
    addresses = Addresses(config.url, config.base_path)
    sheets: dict[str, Sheet] = {}
    for name, asset in theme.assets.items():
        if name.endswith(".css"):
            with suppress(OSError):
                content = asset.source.read_bytes() if asset.text is None else asset.text.encode()
                sheets[name] = Sheet(addresses.href(asset.path), asset.integrity, content)
    return sheets
