"""How commands say what went wrong: on standard error, a Problem a line, and as annotations under GitHub Actions."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from sitegen.commands.colour import paint
from sitegen.errors import ContentError, Problem, SitegenError


def say(error: SitegenError) -> None:
    """Print an error to standard error: a Problem a line, and as annotations under GitHub Actions."""
    if not isinstance(error, ContentError):
        print(f"sitegen: {error}", file=sys.stderr)
        return
    say_each(error.problems)
    count = len(error.problems)
    print(f"sitegen: {count} {'problem' if count == 1 else 'problems'}; nothing was written", file=sys.stderr)


def say_each(problems: Iterable[Problem]) -> None:
    """Print problems or cautions to standard error, a line each, and as annotations under GitHub Actions.

    A terminal shows them in colours.
    """
    for problem in problems:
        print(paint(problem, sys.stderr), file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(problem.annotation(), file=sys.stderr)
