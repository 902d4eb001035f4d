"""The results as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.files import Amount
from tests.bench.measure import Cost
from tests.bench.scenarios import COLD

OWN = "sitegen"


@dataclass(frozen=True)
class Run:
    """One measured build."""

    cost: Cost
    written: Amount
    """What it wrote, not what it left alone."""
    changed: tuple[int, int] | None
    """How many files have other bytes than before it, and how many are gone; None where none were counted."""


@dataclass(frozen=True)
class Machine:
    """Seconds that plain loops take for sitegen's files: what no tool can do without."""

    sources: Amount
    reading: float
    """All the sources."""
    looking: float
    """At the status of every source and every file of the output."""
    writing: float
    """As many files of the same sizes as the output."""


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
    failed: Mapping[str, str]
    """The scenario in which a peer gave up."""
    machine: Machine
    load: tuple[float, float]
    """The machine's load in the last minute, before and after."""


def machine(folder: Path) -> str:
    """Return what the figures were measured on, with sites below `folder`."""
    memory = next(
        int(line.split()[1]) / 2**20 for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line
    )
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {system}, the sites on {_file_system(folder)}"


def _file_system(folder: Path) -> str:
    mounted = (line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines())
    kinds = {Path(place): kind for place, kind in mounted}
    return next(kinds[place] for place in (folder.resolve(), *folder.resolve().parents) if place in kinds)


def lines(result: Result) -> Iterator[str]:
    """Yield the lines of one size."""
    yield f"## {result.count:,} articles"
    yield ""
    best = f"the best of {result.rounds} rounds" if result.rounds > 1 else "one round"
    yield f"Each figure is {best}; load {result.load[0]:.2f} before, {result.load[1]:.2f} after."
    for tool, scenario in result.failed.items():
        yield f"{tool} failed in `{scenario}`, and was left out from there on."
    yield ""
    yield from _runs(result.runs)
    yield ""
    yield from _outputs(result)
    yield ""
    yield from _floor(result.machine, result.outputs[OWN])
    yield ""


def growth(results: Sequence[Result]) -> Iterator[str]:
    """Yield the lines that show how the cost of an article changes with the archive's size."""
    yield "## Growth"
    yield ""
    yield "Milliseconds of wall time (and of CPU) an article in the cold build: equal figures are linear growth."
    yield ""
    yield from _row("tool", *(f"{result.count:,}" for result in results))
    yield from _rule(1, len(results))
    for tool in dict.fromkeys(name for result in results for name in result.runs[COLD.name]):
        yield from _row(tool, *(_each(result, tool) for result in results))
    yield ""


def _each(result: Result, tool: str) -> str:
    run = result.runs[COLD.name].get(tool)
    if run is None:
        return ""
    return f"{run.cost.wall / result.count * 1e3:.2f} ({run.cost.cpu / result.count * 1e3:.2f})"


def _runs(found: Mapping[str, Mapping[str, Run]]) -> Iterator[str]:
    measured = ("wall s", "CPU s", "memory MB", "files written", "MB written", "files whose bytes changed")
    ratios = ("wall: sitegen ÷ it", "CPU ÷", "memory ÷")
    yield from _row("scenario", "tool", *measured, *ratios)
    yield from _rule(2, len(measured) + len(ratios))
    for scenario, runs in found.items():
        for tool, run in runs.items():
            yield from _row(scenario, tool, *_cells(run), *([""] * 3 if tool == OWN else _ratios(runs[OWN], run)))


def _cells(run: Run) -> Iterator[str]:
    yield f"{run.cost.wall:.2f}"
    yield f"{run.cost.cpu:.2f}"
    yield f"{run.cost.memory / 1e6:.0f}"
    yield f"{run.written.files:,}"
    yield f"{run.written.bytes / 1e6:.1f}"
    if run.changed is None:
        yield ""
    else:
        written, removed = run.changed
        yield f"{written:,}" + (f", {removed:,} removed" if removed else "")


def _ratios(own: Run, peer: Run) -> Iterator[str]:
    yield f"{own.cost.wall / peer.cost.wall:.2f}"
    yield f"{own.cost.cpu / peer.cost.cpu:.2f}"
    yield f"{own.cost.memory / peer.cost.memory:.2f}"


def _outputs(result: Result) -> Iterator[str]:
    yield from _row("output of the cold build", "files", "MB", "pages of articles", "KB an article's page")
    yield from _rule(1, 4)
    for tool, output in result.outputs.items():
        pages = result.pages[tool]
        size = pages.bytes / max(1, pages.files) / 1e3
        yield from _row(tool, f"{output.files:,}", f"{output.bytes / 1e6:.1f}", f"{pages.files:,}", f"{size:.1f}")


def _floor(found: Machine, output: Amount) -> Iterator[str]:
    sources = found.sources
    yield (
        f"The machine itself: a plain loop reads sitegen's sources ({sources.files:,} files, "
        f"{sources.bytes / 1e6:.1f} MB) in {found.reading:.2f} s, looks once at the status of each of them and of its "
        f"output's files ({sources.files + output.files:,}) in {found.looking:.2f} s, and writes as many files of the "
        f"same sizes as its output ({output.files:,} files, {output.bytes / 1e6:.1f} MB) in {found.writing:.2f} s."
    )


def _row(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def _rule(names: int, figures: int) -> Iterator[str]:
    yield "|" + "---|" * names + "---:|" * figures
