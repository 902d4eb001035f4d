"""A wheel alone builds a site, away from the checkout: the theme travels in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.site.conftest import PIP
from tests.support.sites import AS_OF, TINY_HEADLINE
from tests.support.tools import run_tool


@pytest.fixture(scope="session")
def installed_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what a wheel of this checkout installs, without its dependencies."""
    target = tmp_path_factory.mktemp("installed")
    done = run_tool(*PIP, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    assert done.returncode == 0, done.stderr
    return target


def test_a_wheel_builds_a_site(installed_wheel: Path, tiny_site: Path, tmp_path: Path) -> None:
    """What was installed, not the checkout, runs, and finds its theme."""
    env = {"PYTHONPATH": str(installed_wheel)}
    where = run_tool(sys.executable, "-c", "import sitegen; print(sitegen.__file__)", cwd=tmp_path, env=env)
    assert Path(where.stdout.strip()) == installed_wheel / "sitegen" / "__init__.py"
    command = (sys.executable, "-m", "sitegen", "build", str(tiny_site), "--as-of", AS_OF)
    done = run_tool(*command, cwd=tmp_path, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert TINY_HEADLINE in (tiny_site / "public" / "index.html").read_text()


def test_the_wheel_holds_the_schemas(installed_wheel: Path) -> None:
    """Editors find the JSON Schemas in the package."""
    names = {path.name for path in (installed_wheel / "sitegen" / "schemas").iterdir()}
    assert {"article.schema.json", "site.schema.json"} <= names


def test_the_wheel_holds_the_words_of_new_sites(installed_wheel: Path) -> None:
    """In every language, with the workflow and the list of what git passes over."""
    starter = installed_wheel / "sitegen" / "starter"
    assert {"pages.yaml", "gitignore", "en", "ar", "bn", "hi"} <= {path.name for path in starter.iterdir()}


def test_the_wheel_holds_what_a_preview_shows_in_the_browser(installed_wheel: Path) -> None:
    """The client and its style sheet travel beside the code."""
    names = {path.name for path in (installed_wheel / "sitegen" / "preview").iterdir()}
    assert {"client.js", "overlay.css", "server.py"} <= names
