"""Real git repositories for tests, kept apart from the settings of whoever runs them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.support.tools import need_tool, run_tool

NAME: Final = "Wire Desk"
APART: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CEILING_DIRECTORIES": "/tmp",
    "LC_ALL": "C",
}
"""What keeps git from the machine's own settings, from questions, and from repositories around a test's folder."""


def git(folder: Path, *arguments: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run git in `folder`; return what it prints. It must succeed."""
    done = run_tool(need_tool("git"), *arguments, cwd=folder, env={**APART, **(env or {})})
    assert done.returncode == 0, done.stderr
    return done.stdout


def begin_repository(folder: Path) -> Path:
    """Make `folder` a repository whose branch is `main`, with an author; commit nothing yet."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", NAME)
    git(folder, "config", "user.email", "desk@newsmania.example")
    git(folder, "config", "commit.gpgsign", "false")
    return folder


def commit(folder: Path, message: str = "Stories") -> str:
    """Commit all that is in a repository; return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD").strip()
