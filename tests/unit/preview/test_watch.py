"""What is saved is told by its name; what no build looks at, and what only came and went, is not."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.loops import run_apart

from sitegen.errors import MachineError
from sitegen.preview.watch import Watch

PATIENCE = 60
"""Seconds that a change may take to be told; it takes milliseconds."""
LAST = "content/articles/last.md"
"""Saved behind all else: what was not told before it never will be."""


def told(root: Path, *changes: Callable[[], object]) -> set[str]:
    """Return the names told of changes that are made one after another, each when the one before has been told."""

    async def follow() -> set[str]:
        names: set[str] = set()
        news = asyncio.Event()

        def hear(changed: frozenset[str]) -> None:
            names.update(changed)
            news.set()

        watch = Watch(root, hear)
        running = asyncio.create_task(watch.run())
        await watch.is_ready.wait()
        for change in changes:
            news.clear()
            change()
            await asyncio.wait_for(news.wait(), PATIENCE)
        while LAST not in names:
            (root / LAST).parent.mkdir(parents=True, exist_ok=True)
            (root / LAST).touch()
            await asyncio.sleep(0.02)
        watch.end()
        await asyncio.wait_for(running, PATIENCE)
        return names - {LAST}

    return run_apart(follow())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content/articles/world", "content/static", "themes/own/assets", "public"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_files_of_content_and_themes_are_told_by_their_names(root: Path) -> None:
    """New, changed and removed ones, at any depth."""
    article, sheet = root / "content" / "articles" / "world" / "a.md", root / "themes" / "own" / "assets" / "a.css"
    changes = (lambda: article.write_text("a"), lambda: sheet.write_text("b"), article.unlink)
    assert told(root, *changes) == {"content/articles/world/a.md", "themes/own/assets/a.css"}


def test_a_save_by_way_of_another_file_names_the_one_that_is_there(root: Path) -> None:
    """Many editors write a new file and put it in the place of the old one."""
    article = root / "content" / "articles" / "a.md"
    article.write_text("old")

    def save() -> None:
        (article.parent / "a.md.new").write_text("new")
        (article.parent / "a.md.new").replace(article)

    assert told(root, save) == {"content/articles/a.md"}


def test_hidden_files_and_other_folders_are_passed_over(root: Path) -> None:
    """An editor's own, and all outside of content and themes; a dot-file in content/static/ is published."""

    def save() -> None:
        (root / "content" / "articles" / ".a.md.swp").write_text("")
        (root / "public" / "index.html").write_text("")
        (root / "notes.md").write_text("")
        (root / "content" / "static" / ".nojekyll").write_text("")

    assert told(root, save) == {"content/static/.nojekyll"}


def test_a_folder_that_comes_back_is_watched_again(root: Path) -> None:
    """A change of branches may take content/ away and put another in its place. What `told` saves last shows it."""

    def exchange() -> None:
        shutil.move(root / "content", root / "aside")
        shutil.copytree(root / "aside", root / "content")

    assert "content" in told(root, exchange)


def test_a_site_that_cannot_be_watched_is_an_error(tmp_path: Path) -> None:
    """It is told, and the preview ends, rather than showing for ever what was."""
    missing = tmp_path / "missing"
    with pytest.raises(MachineError, match="cannot be watched"):
        run_apart(Watch(missing, print).run())
    assert not os.path.lexists(missing)
