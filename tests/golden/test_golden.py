"""A small site and what must come of it, as literal files: feeds, texts in reading order, and the list of all files.

The theme's markup is not in them. `bash tests/run tests/golden --update-golden` rewrites them, for review.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.golden.reading import read_aloud
from tests.unit.site.newsroom import AS_OF, read_tree

from sitegen.build import Options, build

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
FEEDS = (
    "feed.xml", "atom.xml", "feed.json", "category/india/feed.xml", "author/ann-lee/feed.xml", "tag/diplomacy/feed.xml",
    "desk/culture-desk/feed.xml", "corrections/feed.xml", "2025/02/27/budget-day-as-it-happens/feed.xml",
)  # fmt: skip
MACHINES = ("robots.txt", "sitemap.xml", "sitemaps/pages.xml", "sitemaps/2025-02.xml")
"""Both copied as they are."""
TEXTS = (
    "2025/02/27/envoys-of-two-powers-meet-in-istanbul/",
    "2025/02/26/the-metro-that-paid-for-itself-how-delhis-fares-work/",
    "2025/02/25/কলকাতার-ট্রাম-ফিরছে/", "2025/02/24/cairo-museum/", "opinion/let-the-trams-run/",
    "2024/12/31/a-film-of-light-shadow/", "2025/02/27/budget-day-as-it-happens/", "corrections/", "about/",
    "category/india/", "author/piyal-chatterjee/", "2025/02/", "2025/",
)  # fmt: skip
"""Read aloud."""


@pytest.fixture(scope="module")
def actual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is made of the golden site now: the text of each expected file by its name."""
    root = shutil.copytree(HERE / "site", tmp_path_factory.mktemp("golden") / "site")
    build(root, Options(output=root / "public", as_of=AS_OF))
    output = root / "public"
    found = {path: (output / path).read_text(encoding="utf-8") for path in (*FEEDS, *MACHINES)}
    for path in TEXTS:
        found[f"{path.removesuffix('/')}.txt"] = read_aloud((output / path / "index.html").read_text(encoding="utf-8"))
    found["files.txt"] = "".join(list_files(output))
    return found


def list_files(output: Path) -> list[str]:
    """Return a line for each file, the digests in the names of assets left out; a redirect with its target."""
    lines = []
    for path, content in read_tree(output).items():
        name = re.sub(r"(?<=\.)[0-9a-f]{10}(?=\.)", "*", path) if path.startswith("assets/") else path
        target = re.search(rb'http-equiv="refresh" content="0; url=([^"]*)"', content)
        lines.append(f"{name} -> {target[1].decode()}\n" if target else f"{name}\n")
    return lines


@pytest.fixture(scope="module", autouse=True)
def updated(updates: bool, actual: dict[str, str]) -> None:
    """Rewrite the expected files where that was asked for."""
    if updates:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in actual.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", [*FEEDS, *MACHINES, *(f"{path.removesuffix('/')}.txt" for path in TEXTS), "files.txt"])
def test_what_is_built_is_what_was_reviewed(name: str, actual: dict[str, str]) -> None:
    """Line by line."""
    assert actual[name].splitlines() == (EXPECTED / name).read_text(encoding="utf-8").splitlines()


def test_every_expected_file_is_compared(actual: dict[str, str]) -> None:
    """None lies there forgotten."""
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()} == actual.keys()
