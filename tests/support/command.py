"""The real command line, run as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import unmeasured
from tests.support.tools import need_tool, run_tool


@dataclass(frozen=True)
class Outcome:
    """How a run of the command ended."""

    status: int
    stdout: str
    stderr: str


def run_sitegen(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, seconds: float = 120
) -> Outcome:
    """Run `python -m sitegen` with `arguments`; `env` is added to the environment of the tests.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    done = run_tool(sys.executable, "-m", "sitegen", *map(str, arguments), cwd=cwd, env=env, seconds=seconds)
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_unprivileged(*arguments: str | Path) -> Outcome:
    """Run `python -m sitegen` as a user to whom permissions mean something; root gives up the right to pass them by."""
    command: list[str | Path] = [sys.executable, "-m", "sitegen", *arguments]
    if os.geteuid() == 0:
        command = [need_tool("setpriv"), "--bounding-set=-dac_override,-dac_read_search", *command]
    done = run_tool(*command)
    return Outcome(done.returncode, done.stdout, done.stderr)


def kill_sitegen(*arguments: str | Path, after: float = 0, when: Callable[[], bool] = lambda: True) -> bool:
    """Run `python -m sitegen`, and kill it with all that it started, once `after` seconds are over and `when` is true.

    Returns whether it still ran. Coverage is not measured: a killed process leaves half a file of it.
    """
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    moment = time.monotonic() + after
    nothing = subprocess.DEVNULL
    running = subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, env=unmeasured(), start_new_session=True
    )
    while running.poll() is None:
        if time.monotonic() >= moment and when():
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            return True
        time.sleep(0.001)
    return False
