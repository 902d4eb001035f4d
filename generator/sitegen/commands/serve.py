"""`sitegen serve`: shows the site in the browser while it is written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from sitegen.commands.say import say, say_each
from sitegen.config import load_config
from sitegen.errors import Caution, SitegenError
from sitegen.preview.building import Built, Failed
from sitegen.preview.cache import preview_folder
from sitegen.preview.ports import address, is_loopback, listen, names_of
from sitegen.preview.server import heeded, serve


def run(root: Path, *, host: str, port: int | None, drafts: bool) -> int:
    """Serve ROOT until Ctrl-C; return the exit status. Problems go to standard error, all else to standard output."""
    root = root.resolve()
    try:
        load_config(root)  # It says in an editor's words that there is no site; its problems are for the preview.
        with heeded() as interrupts, listen(host, port) as listening, preview_folder(root, drafts=drafts) as output:
            where = address(host, listening)
            teller = _Teller(where)
            _say(f"Building the preview of {root}; Ctrl-C ends it")
            if not is_loopback(host):
                _say(f"Others can read it: it listens at {host}, not at this machine alone")
            serve(root, output, listening, names_of(host), teller.tell, interrupts, drafts=drafts)
    except SitegenError as error:
        say(error)
        return error.exit_status
    except KeyboardInterrupt:
        pass  # It came before the server could take it, or again while that was ending.
    return 0


class _Teller:
    """Says a line about each build, and where the site is once that is known."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._is_built = False
        self._shown = ""
        self._warnings: tuple[Caution, ...] = ()

    def tell(self, changed: frozenset[str], outcome: Built | Failed, base: str | None, seconds: float) -> None:
        """Say what came of a build, which `changed` paths asked for; none of them did for the first, or the clock."""
        if isinstance(outcome, Failed):
            if changed:
                _say(f"{_subject(changed)} changed:")
            say(outcome.error)
        else:
            report = outcome.report
            if report.warnings != self._warnings:
                say_each(report.warnings)
                self._warnings = report.warnings
            if changed:
                subject = f"{_subject(changed)} changed"
            else:
                subject = "The hour has come" if self._is_built else f"{report.articles} articles"
            files = len(report.written) + len(report.removed) if self._is_built else report.pages
            _say(f"{subject}: {files} {'file' if files == 1 else 'files'} in {seconds:.2f} s")
            self._is_built = True
        if self._shown != (here := f"{self._where}{quote(base or '/')}"):
            self._shown = here
            _say(f"Open {here}")


def _subject(changed: frozenset[str]) -> str:
    """Return the paths that changed, a few of them by name."""
    names = sorted(changed)
    if len(names) < 3:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1} others"


def _say(line: str) -> None:
    print(line, flush=True)
