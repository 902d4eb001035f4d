"""The preview as an editor runs it: `sitegen serve` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.processes import unmeasured

SECONDS = 120
"""How long anything that a preview does may take at the most; a test that waits so long fails."""


def _heed_interrupts() -> None:
    """Undo what a shell does that runs the tests in the background: there Ctrl-C is nobody's business."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Preview:
    """A running `sitegen serve`, and what it has said."""

    def __init__(
        self,
        root: Path,
        *options: str,
        env: Mapping[str, str] | None = None,
        patience: float = SECONDS,
        program: Sequence[str | Path] = (sys.executable, "-m", "sitegen"),
    ) -> None:
        """Start it at a free port; `env` is added to the environment, `patience` is in seconds.

        `program` is what is run: this checkout's sitegen, or one that is installed. Coverage is not measured: the
        process that builds is killed at the end.
        """
        command = [*program, "serve", root, "--port", "0", *options]
        self.running = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", env={**unmeasured(), **(env or {})}, start_new_session=True, preexec_fn=_heed_interrupts,
        )  # fmt: skip
        self.lines: list[str] = []
        self._patience = patience
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def open(self) -> None:
        """Wait until it has said where the site is."""
        self.url = self.wait_for(lambda line: line.startswith("Open http")).removeprefix("Open ")
        self.origin = "/".join(self.url.split("/")[:3])
        self.port = int(self.origin.rpartition(":")[2])

    def _read(self) -> None:
        assert self.running.stdout is not None
        for line in self.running.stdout:
            self.lines.append(line.rstrip("\n"))

    def wait_for(self, is_meant: Callable[[str], bool], *, since: int = 0) -> str:
        """Return the first line from `since` on that is meant, once it has been said."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            for line in self.lines[since:]:
                if is_meant(line):
                    return line
            if self.running.poll() is not None:
                break
            time.sleep(0.01)
        raise AssertionError("the preview never said so:\n" + "\n".join(self.lines))

    def fetch(self, path: str) -> tuple[int, str]:
        """Return the status and the text of the answer to a path below the base path."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def interrupt(self) -> tuple[int, float]:
        """Press Ctrl-C; return the exit status, and how many seconds it took to end."""
        started = time.monotonic()
        os.killpg(self.running.pid, signal.SIGINT)
        status = self.running.wait(SECONDS)
        took = time.monotonic() - started
        self.close()
        return status, took

    def close(self) -> None:
        """End it, however it stands."""
        if self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
        self._reading.join(SECONDS)
        if self.running.stdout is not None:
            self.running.stdout.close()


@contextmanager
def previewing(root: Path, *options: str, **given: Any) -> Iterator[Preview]:
    """Run `sitegen serve ROOT` with `options` as long as the block lasts; what else is `given` is a Preview's."""
    preview = Preview(root, *options, **given)
    try:
        preview.open()
        yield preview
    finally:
        preview.close()
