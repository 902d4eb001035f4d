"""A build at the next change makes another site, and one a second before it makes the same: incremental is clean."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.unit.site.newsroom import moment, read_tree, story, write_site

from sitegen.build import BuildReport, Options, build
from sitegen.output.writer import MARK

NOW = "2025-06-01 09:00"
ARTICLES: dict[str, dict[str, Any]] = {
    "scheduled": {"date": "2025-06-01 10:00", "tags": ["x"]},
    "embargoed": {"date": "2025-05-01", "embargo": "2025-06-01 11:30"},
    "expiring": {"date": "2025-05-01", "expires": "2025-06-01 12:00"},
    "breaking": {"date": "2025-05-02", "breaking": "2025-06-01 13:00"},
    "breaking-too": {"date": "2025-05-03", "breaking": "2025-06-01"},
    "news": {"date": "2025-05-30 14:00"},
    "draft": {"date": "2025-05-03", "status": "draft", "expires": "2025-06-02"},
}
WHEN = [
    "2025-06-01 10:00", "2025-06-01 11:30", "2025-06-01 12:00", "2025-06-01 13:00", "2025-06-01 14:00",
    "2025-06-01 23:59:59", "2025-06-03 10:00", "2025-06-05 23:59:59",
]  # fmt: skip
"""Each article in turn, the last of breaking news at the end of its day; what was scheduled, when it is news no more;
security.txt at its end."""


def made(root: Path, output: Path, at: object, *, clean: bool = False) -> BuildReport:
    return build(root, Options(output=output, as_of=at, clean=clean, workers=1))  # type: ignore[arg-type]


def site_of(output: Path) -> dict[str, bytes]:
    return {path: content for path, content in read_tree(output).items() if path != MARK}


def test_every_moment_that_is_named_changes_the_site_and_nothing_does_before(tmp_path: Path) -> None:
    """From one to the next until none is left, each as a clean build of that moment would make it."""
    files = {f"articles/{name}.md": story(title=name, **fields) for name, fields in ARTICLES.items()}
    security = {"contact": "mailto:a@newsmania.example", "expires": "2025-06-05"}
    root = write_site(tmp_path / "site", files, security=security)
    change = made(root, root / "public", moment(NOW)).next_change
    told: list[str] = []
    while change is not None:
        told.append(f"{change:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))
        before = made(root, root / "public", change - timedelta(seconds=1))
        assert (before.written, before.removed, before.next_change) == ((), (), change)
        after = made(root, root / "public", change)
        assert after.written or after.removed, told[-1]
        assert after.next_change is None or after.next_change > change
        made(root, tmp_path / "clean", change, clean=True)
        assert site_of(root / "public") == site_of(tmp_path / "clean"), told[-1]
        change = after.next_change
    assert told == WHEN
