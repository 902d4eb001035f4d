"""The banner says why readers do not see a page, or that it may show what they do not see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sitegen.build import BuildReport
from sitegen.preview.notices import notice

NOW = datetime(2025, 6, 1, tzinfo=UTC)
INDIA = ZoneInfo("Asia/Kolkata")
REPORT = BuildReport(
    articles=4, pages=9, rendered=0, written=(), removed=(), unchanged=9, seconds=0, next_change=None,
    unpublished={
        "draft.html": None,
        "ahead.html": datetime(2025, 6, 30, 9, 5, tzinfo=INDIA),
        "to-the-second.html": datetime(2025, 12, 1, 0, 0, 1, tzinfo=INDIA),
        "meanwhile-out.html": NOW - timedelta(seconds=1),
    },
)  # fmt: skip
OTHER = "Preview with drafts and scheduled articles: readers do not see all of this."


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("draft.html", "Draft: readers do not see this page."),
        ("ahead.html", "Scheduled: readers see this page from 30 June 2025, 09:05."),
        ("to-the-second.html", "Scheduled: readers see this page from 1 December 2025, 00:00:01."),
        ("meanwhile-out.html", OTHER),
        ("index.html", OTHER),
    ],
)
def test_a_page_is_told_by_what_it_is(file: str, expected: str) -> None:
    """On the site's own clock; what has come out since the build is a page like any other."""
    assert notice(REPORT, file, NOW) == expected
