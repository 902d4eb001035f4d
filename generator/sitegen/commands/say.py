"""How commands say what went wrong: on standard error, a Problem a line, and as annotations under GitHub Actions."""

from __future__ import annotations

import os
import sys

from sitegen.errors import ContentError, SitegenError


def say(error: SitegenError) -> None:
    """Print an error to standard error: a Problem a line, and as annotations under GitHub Actions."""
    if not isinstance(error, ContentError):
        print(f"sitegen: {error}", file=sys.stderr)
        return
    for problem in error.problems:
        print(problem, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(problem.annotation(), file=sys.stderr)
    count = len(error.problems)
    print(f"sitegen: {count} {'problem' if count == 1 else 'problems'}; nothing was written", file=sys.stderr)
