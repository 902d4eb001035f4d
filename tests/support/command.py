"""The real command line, run as a user runs it: in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.tools import run_tool


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
