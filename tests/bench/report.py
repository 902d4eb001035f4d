"""The results as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.files import Amount
from tests.bench.measure import Cost

OWN = "sitegen"


@dataclass(frozen=True)
class Run:
    """One measured build."""

    cost: Cost
    written: Amount
    """What it wrote, not what it left alone."""


@dataclass(frozen=True)
class Result:
    """All that was measured with one size of the corpus."""

    count: int
    rounds: int
    runs: Mapping[str, Mapping[str, Run]]
    """The best of each scenario and tool."""
    outputs: Mapping[str, Amount]
    """All of each tool's output after the cold build."""
    pages: Mapping[str, Amount]
    """The pages of articles in it."""
    sources: Amount
    reading: float
    writing: float
    load: tuple[float, float]
    """The machine's load in the last minute, before and after."""


def machine() -> str:
    """Return what the figures were measured on."""
    memory = next(
        int(line.split()[1]) / 2**20 for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line
    )
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} {platform.release()}, {python}"


def lines(result: Result) -> Iterator[str]:
    """Yield the lines of one size."""
    yield f"## {result.count:,} articles"
    yield ""
    best = f"the best of {result.rounds} rounds" if result.rounds > 1 else "one round"
    yield f"Each figure is {best}; load {result.load[0]:.2f} before, {result.load[1]:.2f} after."
    yield ""
    yield "| scenario | tool | wall s | CPU s | memory MB | files written | MB written | wall: sitegen ÷ it | CPU ÷ |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for scenario, runs in result.runs.items():
        for tool, run in runs.items():
            own = runs[OWN].cost
            ratios = ["", ""] if tool == OWN else [f"{own.wall / run.cost.wall:.2f}", f"{own.cpu / run.cost.cpu:.2f}"]
            cells = [
                *(scenario, tool, f"{run.cost.wall:.2f}", f"{run.cost.cpu:.2f}", f"{run.cost.memory / 1e6:.0f}"),
                *(f"{run.written.files:,}", f"{run.written.bytes / 1e6:.1f}", *ratios),
            ]
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield "| output of the cold build | files | MB | KB an article's page |"
    yield "|---|---:|---:|---:|"
    for tool, output in result.outputs.items():
        page = result.pages[tool].bytes / max(1, result.pages[tool].files) / 1e3
        yield f"| {tool} | {output.files:,} | {output.bytes / 1e6:.1f} | {page:.1f} |"
    yield ""
    output = result.outputs[OWN]
    yield (
        f"The machine itself: a plain loop reads sitegen's sources ({result.sources.files:,} files, "
        f"{result.sources.bytes / 1e6:.1f} MB) in {result.reading:.2f} s, and writes as many files of the same sizes "
        f"as its output ({output.files:,} files, {output.bytes / 1e6:.1f} MB) in {result.writing:.2f} s."
    )
    yield ""
