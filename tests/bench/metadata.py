"""Measures what feeds, sitemaps and structured data cost a build that starts from nothing.

    python -m tests.bench.metadata [--articles 10000] [--rounds 3] [--workers 1] [--folder DIR]

It builds one site in turns, whole and without each of them, and compares seconds of processor time. A build is made to
go without by taking out the functions that make a thing, in a process of its own. What was measured stands in
RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench import corpus, measure

AS_OF = "2026-01-01"
PARTS = {
    "feeds": ["plan.feed_keys", "corrections.feed_pages"],
    "sitemaps": ["plan.plan_sitemap", "plan.SINGLE.sitemap"],
    "structured data": ["article.article_graph", "listing.list_graph", "listing.profile_graph", "year.list_graph"],
    "Open Graph's article": ["article._properties"],
}
"""The functions of sitegen.pages that are taken out for a build without each part: they return an empty text then."""
WITHOUT = """
import importlib, sys
for name in sys.argv[1].split():
    module, *path, last = name.split(".")
    holder = importlib.import_module(f"sitegen.pages.{module}")
    if path:
        getattr(holder, path[0])[last] = lambda *_, **__: ""
    else:
        setattr(holder, last, lambda *_, **__: "")
from sitegen.cli import cli
cli(sys.argv[2:])
"""
"""The program that builds without them."""


def cost(root: Path, workers: int, parts: list[str]) -> float:
    """Build the site in `root` from nothing without some parts; return seconds of processor time."""
    for name in ("public", ".sitegen"):
        shutil.rmtree(root / name, ignore_errors=True)
    cuts = " ".join(name for part in parts for name in PARTS[part])
    build = ["build", str(root), "--as-of", AS_OF, "-q", "--workers", str(workers)]
    return measure.run([sys.executable, "-c", WITHOUT, cuts, *build], dict(os.environ), root, root / "log").cpu


def main() -> None:
    """Write the site, build it so often in each way, and print what each part took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the site is made; a temporary folder if absent")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitegen-metadata-", dir=chosen.folder) as folder:
        root = Path(folder)
        corpus.write(root, chosen.articles)
        ways: dict[str, list[str]] = {"whole": [], **{part: [part] for part in PARTS}, "all": list(PARTS)}
        spent: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(chosen.rounds):
            for way, parts in ways.items():
                spent[way].append(cost(root, chosen.workers, parts))
        whole = statistics.median(spent["whole"])
        lines = [f"{chosen.articles:,} articles, {chosen.workers} worker(s), median of {chosen.rounds}\n"]
        lines += ["| build | CPU s | the part costs | of the rest |", "|---|---:|---:|---:|"]
        for way, seconds in spent.items():
            least = statistics.median(seconds)
            costs = f"{whole - least:.2f} s | {(whole - least) / least:.1%}" if way != "whole" else "|"
            lines.append(f"| {way if way == 'whole' else f'without {way}'} | {least:.2f} | {costs} |")
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
