"""Lighthouse over the example newsroom, on a phone and on a desktop.

    python -m tests.browser.lighthouse [--runs N] [--only KIND ...]

builds the newsroom for a loopback server that sends text gzipped, as GitHub Pages does, audits home, a section and an
article with Debian's Chromium, prints the table and writes tests/browser/LIGHTHOUSE.md. Of N runs of a page the one of
median performance counts. Run it from the repository's root, on a machine that does nothing else: performance depends
on the processor, unlike the rest. Lighthouse comes from npm with the other tools of tests/tools.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.command import run_sitegen
from tests.support.kinds import find_page
from tests.support.server import serve
from tests.support.sites import AS_OF, copy_example
from tests.support.tools import find_tool, run_tool

RESULTS = Path(__file__).with_name("LIGHTHOUSE.md")
KINDS = ("home", "section", "article")
FORMS = ("mobile", "desktop")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
COMMAND = "python -m tests.browser.lighthouse"


@dataclass(frozen=True)
class Audit:
    """What Lighthouse says of a page; a figure that it was not asked for is not a number."""

    scores: dict[str, int]
    """Of each category, out of 100."""
    lcp: float
    """Largest contentful paint, in seconds."""
    cls: float
    """Cumulative layout shift."""
    tbt: float
    """Total blocking time, in milliseconds."""
    weight: float
    """What travels, in bytes."""
    shortcomings: list[str]
    """The audits that cost a category points, with what Lighthouse says of each."""
    versions: str


@contextmanager
def serve_newsroom(scratch: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server and the folder of the example newsroom, built for that very address.

    A canonical address on another host would count as a mistake.
    """
    folder = scratch / "public"
    folder.mkdir()
    root = copy_example(scratch / "root")
    with serve(folder) as server:
        built = run_sitegen("build", root, "--output", folder, "--as-of", AS_OF, "--base-url", server.url)
        assert built.status == 0, built.stderr
        yield server.url, folder


@dataclass(frozen=True)
class Programs:
    """What an audit runs."""

    lighthouse: Path
    node: Path
    chromium: Path


def audit(address: str, form: str, programs: Programs, *options: str) -> Audit:
    """Let Lighthouse look at a page as on a phone or a desktop; `options` go to its command line.

    Raises RuntimeError where Lighthouse fails.
    """
    command: list[str | Path] = [programs.node, programs.lighthouse, address]
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch, "report.json")
        fixed = ["--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}"]
        fixed += ["--no-enable-error-reporting", *(["--preset=desktop"] if form == "desktop" else [])]
        environment = {"CHROME_PATH": str(programs.chromium)}
        done = run_tool(*command, *fixed, *options, env=environment, seconds=180)
        if done.returncode or not out.is_file():
            raise RuntimeError(f"Lighthouse ended with status {done.returncode} on {address}: {done.stderr[-2000:]}")
        return _read(json.loads(out.read_text(encoding="utf-8")))


def _read(report: dict[str, Any]) -> Audit:
    audits = report["audits"]

    def value(name: str) -> float:
        return float(audits[name]["numericValue"]) if name in audits else math.nan

    shortcomings = [
        f"{category}: {audits[entry['id']]['title']} {audits[entry['id']].get('displayValue', '')}".strip()
        for category, found in report["categories"].items()
        for entry in found["auditRefs"]
        if entry["weight"] and audits[entry["id"]]["score"] is not None and audits[entry["id"]]["score"] < 1
    ]
    browser = report["environment"]["hostUserAgent"].partition("Chrome/")[2].partition(" ")[0]
    return Audit(
        scores={name: round(100 * found["score"]) for name, found in report["categories"].items()},
        lcp=value("largest-contentful-paint") / 1000,
        cls=value("cumulative-layout-shift"),
        tbt=value("total-blocking-time"),
        weight=value("total-byte-weight"),
        shortcomings=shortcomings,
        versions=f"Lighthouse {report['lighthouseVersion']}, Chromium {browser}",
    )


def write_table(audits: dict[tuple[str, str], Audit]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| page | form | performance | accessibility | best practices | SEO | LCP s | CLS | TBT ms | weight KB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for (kind, form), found in audits.items():
        scores = " | ".join(str(found.scores[name]) for name in CATEGORIES)
        figures = f"{found.lcp:.2f} | {found.cls:.3f} | {found.tbt:.0f} | {found.weight / 1024:.0f}"
        lines.append(f"| {kind} | {form} | {scores} | {figures} |")
    return "\n".join(lines) + "\n"


def write_report(audits: dict[tuple[str, str], Audit], runs: int) -> str:
    """The page that stands beside this file: the command, the versions, the figures and what costs points."""
    lost = [f"- {kind}, {form}: {line}" for (kind, form), found in audits.items() for line in found.shortcomings]
    return "\n".join(
        [
            "# Lighthouse\n",
            f"`{COMMAND} --runs {runs}`: the example newsroom, text gzipped, the run of median performance of {runs}.",
            f"{next(iter(audits.values())).versions}; {os.cpu_count()} processors.\n",
            write_table(audits),
            "What costs points:\n" if lost else "Nothing costs points.",
            *lost,
            *([""] if lost else []),
        ]
    )


def main() -> None:
    """Read the arguments, audit the pages, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="how often each page is audited (default 3)")
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS, metavar="KIND", help=", ".join(KINDS))
    options = parser.parse_args()
    tools = [find_tool(name) for name in ("lighthouse", "node", "chromium")]
    found_tools = [tool for tool in tools if tool]
    if len(found_tools) < len(tools):
        parser.error("lighthouse, node or chromium is not on this machine; tests/run installs them")
    programs = Programs(*found_tools)
    audits = {}
    with tempfile.TemporaryDirectory() as scratch, serve_newsroom(Path(scratch)) as (url, folder):
        for kind in options.only:
            for form in FORMS:
                found = [audit(url + find_page(folder, kind), form, programs) for _ in range(options.runs)]
                audits[kind, form] = _median(found)
                sys.stderr.write(f"{kind}, {form}: {[one.scores['performance'] for one in found]}\n")
    sys.stdout.write(write_table(audits))
    if tuple(options.only) == KINDS:
        RESULTS.write_text(write_report(audits, options.runs), encoding="utf-8")


def _median(found: Sequence[Audit]) -> Audit:
    return sorted(found, key=lambda one: one.scores["performance"])[len(found) // 2]


if __name__ == "__main__":
    main()
