"""A build with drafts says which pages are there because of them, and when readers will see each."""

from __future__ import annotations

from pathlib import Path

from tests.unit.site.newsroom import built, moment, story, write_site

FILES = {
    "articles/out.md": story(title="Out"),
    "articles/draft.md": story(title="Draft", status="draft"),
    "articles/draft-ahead.md": story(title="Draft ahead", status="draft", date="2026-05-01"),
    "articles/ahead.md": story(title="Ahead", date="2026-02-01 09:30"),
    "articles/embargoed.md": story(title="Embargoed", date="2025-05-01", embargo="2026-03-01"),
    "articles/expiring.md": story(title="Expiring", expires="2026-04-01"),
    "articles/expired.md": story(title="Expired", expires="2025-12-31"),
    "articles/withdrawn.md": story(title="Withdrawn", status="withdrawn"),
    "pages/about.md": "---\ntitle: About\n---\nText.\n",
    "pages/plans.md": "---\ntitle: Plans\nstatus: draft\n---\nText.\n",
}
EXPECTED = {
    "2025/02/27/draft/index.html": None,
    "2026/05/01/draft-ahead/index.html": None,
    "2026/02/01/ahead/index.html": moment("2026-02-01 09:30"),
    "2025/05/01/embargoed/index.html": moment("2026-03-01"),
    "plans/index.html": None,
}


def test_what_drafts_let_in_is_told_with_its_moment(tmp_path: Path) -> None:
    """A draft has none; neither what is out nor what stays hidden is named. A build without a change says the same."""
    root = write_site(tmp_path / "site", FILES)
    assert built(root, drafts=True).unpublished == EXPECTED
    again = built(root, drafts=True)
    assert (again.written, again.unpublished) == ((), EXPECTED)
    (root / "content" / "articles" / "draft.md").unlink()
    assert "2025/02/27/draft/index.html" not in built(root, drafts=True).unpublished


def test_a_build_for_readers_has_nothing_of_the_kind(tmp_path: Path) -> None:
    """What is not out is not there."""
    assert built(write_site(tmp_path / "site", FILES)).unpublished == {}
