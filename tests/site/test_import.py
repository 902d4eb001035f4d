"""Newsroom copy, imported and built, gives the page of the same article written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.command import Outcome
from tests.support.sites import AS_OF, REPOSITORY, TINY_HEADLINE, TINY_PARAGRAPHS, copy_example

COPY = """\
World

{title}

News Mania Desk / Piyal Chatterjee / 27th February 2025

{body}

Related Articles

Leave a Reply
Your email address will not be published. Required fields are marked *

Back to top button
"""


def test_imported_copy_gives_the_same_page(tiny_site: Path, sitegen: Callable[..., Outcome]) -> None:
    """The page of the imported story is byte for byte that of the hand-written one; a second import is refused."""
    hand_written = tiny_site / "content" / "articles" / "istanbul.md"
    assert sitegen("build", tiny_site, "--as-of", AS_OF).status == 0
    (page,) = (tiny_site / "public" / "2025" / "02" / "27").glob("*/index.html")
    before = page.read_bytes()
    hand_written.unlink()
    copy = tiny_site / "story.txt"
    copy.write_text(COPY.format(title=TINY_HEADLINE, body="\n\n\u00a0\n\n".join(TINY_PARAGRAPHS)), encoding="utf-8")
    imported = sitegen("import", "newsroom", copy, "--root", tiny_site)
    assert imported.status == 0, imported.stderr
    written = tiny_site / imported.stdout.strip()
    assert written.is_relative_to(tiny_site / "content" / "articles" / "world")
    assert sitegen("build", tiny_site, "--as-of", AS_OF).status == 0
    assert page.read_bytes() == before
    again = sitegen("import", "newsroom", copy, "--root", tiny_site)
    assert again.status == 1
    assert "exists" in again.stderr


def test_every_seed_imports_and_builds(tmp_path: Path, sitegen: Callable[..., Outcome]) -> None:
    """Each file of seeds/ becomes a valid article of the example site, and its imported twin is in content/."""
    seeds = sorted((REPOSITORY / "seeds").glob("*.txt"))
    assert len(seeds) >= 4
    root = copy_example(tmp_path)
    for twin in seeds:
        (found,) = (root / "content" / "articles").rglob(f"{twin.stem}.md")
        found.unlink()
    imported = sitegen("import", "newsroom", *seeds, "--root", root)
    assert imported.status == 0, imported.stderr
    assert len(imported.stdout.splitlines()) == len(seeds)
    built = sitegen("build", root, "--as-of", AS_OF, "--output", tmp_path / "site")
    assert built.status == 0, built.stderr
