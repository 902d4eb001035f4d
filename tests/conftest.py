"""Fixtures for all tests: the command, built sites, a server and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import launch_chromium
from tests.support.command import Outcome, run_sitegen
from tests.support.server import Server, serve
from tests.support.sites import BuiltSite, build_site, copy_arabic_newsroom, copy_example, write_tiny_site
from tests.support.tools import need_tool


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag by which expected files change; what it changed is then reviewed like code."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected files from what is made now")


@pytest.fixture(scope="session")
def updates(request: pytest.FixtureRequest) -> bool:
    """Whether this run rewrites expected files."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def sitegen() -> Callable[..., Outcome]:
    """The command: `sitegen("build", root, cwd=..., env=...)` gives status, stdout and stderr."""
    return run_sitegen


@pytest.fixture(name="serve", scope="session")
def serve_fixture() -> Callable[..., AbstractContextManager[Server]]:
    """A server as GitHub Pages: `with serve(folder, base="/repo/") as server: ...`."""
    return serve


@pytest.fixture(scope="session")
def example_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example newsroom."""
    return copy_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def example_site(example_root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example newsroom, built once for https://newsmania.example/."""
    return build_site(example_root, tmp_path_factory.mktemp("host") / "root")


@pytest.fixture(scope="session")
def example_site_under_repo(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example newsroom, built once for https://newsmania.example/repo/."""
    root = copy_example(tmp_path_factory.mktemp("example-repo"))
    return build_site(root, tmp_path_factory.mktemp("host") / "root", base="/repo/")


@pytest.fixture(scope="session", params=["/", "/repo/"])
def either_site(request: pytest.FixtureRequest) -> BuiltSite:
    """The example newsroom at the root of a host, then under /repo/; both must hold the same promises."""
    name = "example_site" if request.param == "/" else "example_site_under_repo"
    site: BuiltSite = request.getfixturevalue(name)
    return site


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The newsroom in Arabic, built once for https://newsmania.example/repo/."""
    root = copy_arabic_newsroom(tmp_path_factory.mktemp("arabic"))
    return build_site(root, tmp_path_factory.mktemp("host-arabic") / "root", base="/repo/")


@pytest.fixture
def tiny_site(tmp_path: Path) -> Path:
    """The root folder of the smallest site, not yet built."""
    return write_tiny_site(tmp_path / "tiny")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    executable = need_tool("chromium")
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright, executable)
        yield chromium
        chromium.close()
