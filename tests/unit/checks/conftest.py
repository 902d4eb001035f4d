"""The defective site, built and looked over once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.defective import AS_OF, write_defective_site

from sitegen.inspection.inspect import Inspection, Wish, inspect


@pytest.fixture(scope="session")
def defective(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the site with one of each defect."""
    return write_defective_site(tmp_path_factory.mktemp("defective"))


@pytest.fixture(scope="session")
def inspected(defective: Path) -> Inspection:
    """What the checks find in it."""
    return inspect(defective, Wish(AS_OF))
