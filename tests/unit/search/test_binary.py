"""What Pagefind's process says is understood, and its end is told in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from tests.unit.site.newsroom import config

from sitegen.errors import MachineError
from sitegen.search import binary

RECORD: dict[str, Any] = {"url": "/a/", "content": "words", "language": "en"}


def script(folder: Path, text: str) -> str:
    """Write a program that stands in the binary's place."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return str(file)


def test_a_record_that_is_refused_is_told() -> None:
    """What it wants of a record is its own to say."""
    with pytest.raises(MachineError, match="Pagefind cannot make the search index: "):
        binary.index([{"url": "/a/"}])


@pytest.mark.parametrize("text", ["exit 1", "exec 1>&-; sleep 0.1", "head -c 40 >/dev/null; echo 'no memory' >&2"])
def test_an_early_end_is_told(text: str, tmp_path: Path) -> None:
    """At the start, without an answer, or in the midst of it."""
    records = [RECORD] * 2000
    with patch.object(binary, "_binary", lambda: script(tmp_path, text)), pytest.raises(MachineError, match="ended"):
        binary.index(records)


def test_a_binary_that_cannot_run_is_told(tmp_path: Path) -> None:
    """By its path."""
    with patch.object(binary, "_binary", lambda: str(tmp_path / "none")), pytest.raises(MachineError, match="none"):
        binary.index([RECORD])


def test_a_large_answer_comes_whole() -> None:
    """All files come in one answer, many times larger than a pipe holds."""
    words = " ".join(f"word{number}" for number in range(3000))
    files = binary.index({**RECORD, "url": f"/{number}/", "content": f"{words} {number}"} for number in range(60))
    assert sum(name.startswith("fragment/") for name in files) == 60
    assert sum(map(len, files.values())) > 1 << 20


def test_without_pagefind_a_site_that_wants_it_has_a_problem() -> None:
    """One line, at the option; a site that does not search has none."""
    with patch.object(binary, "find_spec", lambda _: None):
        (problem,) = binary.missing(config(search=True))
        assert binary.missing(config()) == binary.missing(config(search=False)) == ()
    assert str(problem) == (
        "content/site.yaml:8:9: no-pagefind: the site cannot be searched: Pagefind is not installed. "
        "Run `pip install 'sitegen[search]'`"
    )
    assert binary.missing(config(search=True)) == ()
