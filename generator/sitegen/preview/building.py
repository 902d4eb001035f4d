"""The process that builds for a preview, again and again, with all that it has imported.

It is a process of its own so that readers are answered while it works, that it may fork workers (it has no threads),
and that it can be ended at once: a build that is killed leaves the last good site. It imports the engine only there.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import os
import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import ContentError, MachineError, SitegenError

if TYPE_CHECKING:
    from sitegen.build import BuildReport
    from sitegen.config import Config
    from sitegen.preview.overlay import Shown
    from sitegen.site.urls import Addresses

_HASHED: Final = re.compile(r"assets/(.+)\.[0-9a-f]{10}\.css")
"""The published path of an asset, see theme/assets.py."""


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
    """Sent ahead of a build that only style sheets asked for, and once more when it is known which the site now has:
    those that differ, by the addresses that they had before the build.
    """

    sheets: dict[str, Sheet]


class Built(NamedTuple):
    """Sent at the end of a build."""

    report: BuildReport
    is_styled: bool
    """Whether only style sheets asked for it, and those that the site now has were told."""


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

    engine, repeated = engine_digest(), RepeatedBuild(job)
    with suppress(EOFError, OSError):
        while True:
            changed: frozenset[str] = connection.recv()
            if engine_digest() != engine:
                connection.send(Outdated())
                return
            for message in repeated.build(changed):
                connection.send(message)
            gc.collect()


class RepeatedBuild:
    """What the process that builds keeps from one build to the next."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._sheets: dict[str, Sheet] = {}
        """Those that the built site has, by name."""
        self._is_ours = False
        """Whether the output is what the last build here left: the preview holds it, and nobody else writes to it."""

    def build(self, changed: frozenset[str]) -> Iterator[Message]:
        """Build because of changed paths, none for a first look; yield what is to be told of it."""
        from sitegen.preview.overlay import shown

        was_ours, self._is_ours = self._is_ours, False
        try:
            yield from self._build(changed, owns_output=was_ours)
        except SitegenError as error:
            self._is_ours = was_ours and isinstance(error, ContentError)
            yield Failed(error, shown(self._job.root, error))
        except Exception as error:
            if os.environ.get("SITEGEN_TRACEBACK"):
                traceback.print_exc()
            failure = MachineError(f"internal error: {type(error).__name__}: {error}. SITEGEN_TRACEBACK=1 shows where")
            yield Failed(failure, shown(self._job.root, failure))

    def _build(self, changed: frozenset[str], *, owns_output: bool) -> Iterator[Message]:
        from sitegen.build import Options, build
        from sitegen.config import load_config
        from sitegen.site.urls import Addresses

        job = self._job
        config, problems = load_config(job.root)
        if config is None:
            raise ContentError(problems)
        yield Base(config.base_path)
        addresses = Addresses(config.url, config.base_path)
        is_styled = bool(changed and self._sheets) and all(map(is_sheet, changed))
        if is_styled:
            yield self._differing(coming_sheets(job.root, config, addresses))
        moment = datetime.now(UTC)
        options = Options(output=job.output, as_of=moment, drafts=job.drafts, owns_output=owns_output)
        report = build(job.root, options)
        built = built_sheets(job.output, addresses)
        if is_styled:
            yield self._differing(built)
        self._sheets, self._is_ours = built, True
        yield Built(report, is_styled)

    def _differing(self, found: dict[str, Sheet]) -> Styles:
        """Return which of some style sheets differ from those that the site has, by the addresses of these."""
        pairs = ((self._sheets[name], sheet) for name, sheet in found.items() if name in self._sheets)
        return Styles({old.href: new for old, new in pairs if old.href != new.href})


def coming_sheets(root: Path, config: Config, addresses: Addresses) -> dict[str, Sheet]:
    """Return the style sheets that the theme would now have, by name; none where it has problems."""
    from sitegen.theme.theme import load_theme

    theme, _ = load_theme(root, config)
    sheets: dict[str, Sheet] = {}
    for name, asset in theme.assets.items() if theme else ():
        if name.endswith(".css"):
            with suppress(OSError):  # It has gone meanwhile.
                content = asset.source.read_bytes() if asset.text is None else asset.text.encode()
                sheets[name] = Sheet(addresses.href(asset.path), asset.integrity, content)
    return sheets


def built_sheets(output: Path, addresses: Addresses) -> dict[str, Sheet]:
    """Return the style sheets that the built site has, by name: whatever was saved meanwhile, its pages have these."""
    sheets: dict[str, Sheet] = {}
    for file in sorted((output / "assets").rglob("*.css")):
        path = file.relative_to(output).as_posix()
        found = _HASHED.fullmatch(path)
        if found:
            content = file.read_bytes()
            integrity = "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
            sheets[f"{found[1]}.css"] = Sheet(addresses.href(f"/{path}"), integrity, content)
    return sheets
