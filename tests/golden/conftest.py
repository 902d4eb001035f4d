"""The one way in which an expected file changes: `pytest tests/golden --update-golden`, and then a review."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden, for a run that names tests/golden."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/expected from what is built")
