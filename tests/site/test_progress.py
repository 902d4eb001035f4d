"""A long build shows how far it is to who watches it, and nothing to a pipe; its last line says what happened."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.bench import corpus
from tests.support.command import run_sitegen

ARTICLES = 700
"""Enough for a build of more than a second on one processor."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of ARTICLES."""
    folder = tmp_path_factory.mktemp("long")
    corpus.write(folder, ARTICLES)
    return folder


def on_a_terminal(root: Path, *options: str) -> str:
    """Return what a build prints on a terminal, escapes and all."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "sitegen", "build", str(root), "--as-of", "2026-01-01", "--workers", "1", *options]
    with subprocess.Popen(command, stdout=terminal, stderr=terminal, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(terminal)
        pieces: list[bytes] = []
        try:
            while piece := os.read(controller, 65536):
                pieces.append(piece)
        except OSError:
            pass  # The other end was closed: the build has ended.
        assert process.wait() == 0
    os.close(controller)
    return b"".join(pieces).decode()


def test_a_terminal_gets_a_bar_and_a_pipe_does_not(root: Path) -> None:
    """The bar names the stage and counts; both end in the same line."""
    told = on_a_terminal(root, "--clean")
    assert re.search(r"(Reading|Making).*\d+/\d+", told)
    piped = run_sitegen("build", root, "--as-of", "2026-01-01", "--clean", "--workers", "1")
    assert piped.stderr == ""
    assert piped.stdout.count("\n") == 1
    line = r"700 articles, \d+ files in .*public: \d+ written, 0 removed, \d+ unchanged, in [\d.]+ s "
    line += r"\(look [\d.]+, read [\d.]+, site [\d.]+, make [\d.]+, publish [\d.]+\)"
    assert re.fullmatch(line, piped.stdout.strip())
    assert re.search(line, told)


def test_a_quick_build_shows_no_bar(root: Path) -> None:
    """There is nothing to wait for."""
    on_a_terminal(root)
    told = on_a_terminal(root)
    assert "Reading" not in told
    assert "Making" not in told
    assert "0 written" in told
