"""What the banner says under --drafts: why readers do not see a page yet, or that it may show what they do not."""

from __future__ import annotations

from datetime import datetime

from sitegen.build import BuildReport

_OTHER = "Preview with drafts and scheduled articles: readers do not see all of this."


def notice(report: BuildReport, file: str, now: datetime) -> str:
    """Return what the banner on the page in `file` says at `now`, of a site that was built with drafts."""
    if file not in report.unpublished:
        return _OTHER
    moment = report.unpublished[file]
    if moment is None:
        return "Draft: readers do not see this page."
    if moment <= now:
        return _OTHER
    time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"Scheduled: readers see this page from {moment.day} {moment:%B %Y}, {time}."
