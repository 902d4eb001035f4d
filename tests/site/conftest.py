"""What several tests of whole sites need."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.support.sites import REPOSITORY
from tests.support.tools import run_tool

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheels")
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder))
    done = run_tool(*PIP, "wheel", *options, str(REPOSITORY))
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("sitegen-*.whl")
    return made
