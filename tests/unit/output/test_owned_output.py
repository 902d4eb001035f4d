"""A build that owns its output does not look at it again: what it makes is what a build that looks would make."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.unit.site.newsroom import read_tree, story, write_site

from sitegen.build import BuildReport, Options, build


def made(root: Path, *, owns: bool = True, clean: bool = False, output: str = "public") -> BuildReport:
    return build(root, Options(output=root / output, as_of="2026-01-01", owns_output=owns, clean=clean, workers=1))


def test_what_changed_is_built_and_removed_as_ever(tmp_path: Path) -> None:
    """A new article, an edited one, and one that is gone, in turn."""
    root = write_site(tmp_path / "site", {"articles/a.md": story(title="A"), "articles/b.md": story(title="B")})
    made(root)
    articles = root / "content" / "articles"
    for change in (
        lambda: (articles / "c.md").write_text(story(title="C")),
        lambda: (articles / "a.md").write_text(story("Other text.", title="A")),
        lambda: (articles / "b.md").unlink(),
    ):
        change()
        made(root)
        made(root, clean=True, output="clean")
        assert read_tree(root / "public") == read_tree(root / "clean")


def test_only_a_build_that_does_not_own_its_output_sees_a_foreign_edit(tmp_path: Path) -> None:
    """Nobody else writes there, so the difference is the time that looking takes."""
    root = write_site(tmp_path / "site", {"articles/a.md": story(title="A")})
    made(root)
    page = root / "public" / "2025" / "02" / "27" / "a" / "index.html"
    before = page.read_text()
    page.write_text("edited")
    assert made(root).written == ()
    assert page.read_text() == "edited"
    made(root, owns=False)
    assert page.read_text() == before


def test_an_output_that_is_gone_is_made_again_all_the_same(tmp_path: Path) -> None:
    """Somebody may tidy up; one look at the folder tells."""
    root = write_site(tmp_path / "site", {"articles/a.md": story(title="A")})
    made(root)
    before = read_tree(root / "public")
    shutil.rmtree(root / "public")
    made(root)
    assert read_tree(root / "public") == before
