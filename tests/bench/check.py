"""Measures `sitegen check` on the corpus: from nothing, again, after an edit, and with a leak to look for.

    python -m tests.bench.check [--articles 10000] [--folder DIR] [--workers 2]

It runs on Linux, in the environment that sitegen is installed in, and prints a table in Markdown. `build` is a build
from nothing, to compare with; `cold` has no state, so that the site is built first; `again` looks over the same site;
`one edit` builds what changed before it looks; `1 % hidden` has so many drafts whose headlines no file may say. What
was measured stands in RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench import corpus, measure
from tests.bench.pictures import say

AS_OF = "2026-01-01"


def cost(root: Path, workers: int, name: str = "check") -> measure.Cost:
    """Check or build the site in `root` by the command; return what it took."""
    command = [sys.executable, "-m", "sitegen", name, str(root), "--as-of", AS_OF, "-q", "--workers", str(workers)]
    return measure.run(command, dict(os.environ), root, root / "log")


def edit(root: Path, count: int) -> None:
    """Add a sentence to an article in the middle of the archive."""
    old = corpus.article(count // 2, count)
    corpus.put(
        root / "content/articles" / old.path, corpus.text(replace(old, body=f"{old.body}\nOne sentence more.\n"))
    )


def hide(root: Path, count: int) -> None:
    """Make a draft of every hundredth article."""
    for number in range(0, count, 100):
        old = corpus.article(number, count)
        text = corpus.text(old).replace("---\n", "---\nstatus: draft\n", 1)
        corpus.put(root / "content/articles" / old.path, text)


def forget(root: Path, count: int) -> None:
    """Remove all outputs and all that was kept."""
    shutil.rmtree(root / "public", ignore_errors=True)
    shutil.rmtree(root / ".sitegen", ignore_errors=True)


SCENARIOS: dict[str, Callable[[Path, int], None]] = {
    "build": forget,
    "cold": forget,
    "again": lambda root, count: None,
    "one edit": edit,
    "1 % hidden": hide,
}


def main() -> None:
    """Write the corpus, check it in each state, and print what each check took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--folder", type=Path, help="where the site is made; a temporary folder if absent")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitegen-check-", dir=chosen.folder) as folder:
        root = Path(folder)
        corpus.write(root, chosen.articles)
        say(f"{chosen.articles:,} articles, {chosen.workers} workers\n")
        say("| scenario | wall s | CPU s | memory MB |")
        say("|---|---:|---:|---:|")
        for scenario, prepare in SCENARIOS.items():
            prepare(root, chosen.articles)
            spent = cost(root, chosen.workers, "build" if scenario == "build" else "check")
            say(f"| {scenario} | {spent.wall:.2f} | {spent.cpu:.2f} | {spent.memory / 1e6:.0f} |")
        files = [path for path in (root / ".sitegen/check").rglob("*") if path.is_file()]
        say(f"\n{len(files):,} files looked at, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB.")


if __name__ == "__main__":
    main()
