"""Builds one corpus with every tool in every scenario, in turns, and measures."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import files, measure
from tests.bench.corpus import articles
from tests.bench.files import Amount
from tests.bench.peers.tool import Tool
from tests.bench.report import OWN, Machine, Result, Run
from tests.bench.scenarios import COLD, Scenario

HASHED = 10_000
"""Up to this many articles, the files whose bytes changed are counted for every tool; beyond, for sitegen only."""


@dataclass(frozen=True)
class Plan:
    """What is to be built."""

    count: int
    rounds: int
    scenarios: Sequence[Scenario]
    """The cold one first: the others start from its output."""
    peers_cold_only: bool


@dataclass
class _Progress:
    """What is known so far."""

    runs: dict[str, dict[str, Run]]
    outputs: dict[str, Amount] = field(default_factory=dict)
    pages: dict[str, Amount] = field(default_factory=dict)
    digests: dict[str, dict[str, bytes]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def compare(tools: Sequence[Tool], folder: Path, plan: Plan) -> Result:
    """Build the corpus with every tool as `plan` says; `folder` is free to be filled.

    A peer that fails is left out from there on, and named; raises RuntimeError if sitegen fails.
    """
    load = os.getloadavg()[0]
    for tool in tools:
        say(f"{plan.count:,} articles: writing the sources for {tool.name}")
        tool.prepare()
        tool.write(articles(plan.count))
    own = tools[0]
    sources = own.folder / own.sources
    amount, reading = files.amount(sources), files.time_to_read(sources)
    progress = _Progress({scenario.name: {} for scenario in plan.scenarios})
    try:
        for number, scenario, tool in _turns(tools, plan):
            if tool.name not in progress.failed:
                _turn(tool, scenario, number, folder, plan, progress)
    except KeyboardInterrupt:
        if OWN not in progress.outputs:
            raise
        say("interrupted: the table holds what was measured")
    looking = files.time_to_stat(sources, own.output)
    floor = Machine(amount, reading, looking, files.time_to_write(own.output, folder / "copy"))
    loads = (load, os.getloadavg()[0])
    return Result(
        plan.count, plan.rounds, progress.runs, progress.outputs, progress.pages, progress.failed, floor, loads
    )


def _turns(tools: Sequence[Tool], plan: Plan) -> Iterator[tuple[int, Scenario, Tool]]:
    for number in range(plan.rounds):
        for scenario in plan.scenarios:
            for tool in tools:
                if tool.name == OWN or scenario is COLD or not plan.peers_cold_only:
                    yield number, scenario, tool


def _turn(tool: Tool, scenario: Scenario, number: int, folder: Path, plan: Plan, progress: _Progress) -> None:
    """Build once, and keep what was measured if it is the best of its scenario so far."""
    scenario.prepare(tool, plan.count, number)
    # Whatever ran before may have pushed the sources out of the system's cache.
    files.time_to_read(tool.folder / tool.sources)
    moment = files.now(folder)
    try:
        cost = measure.run(tool.command(), tool.environment(), tool.folder, folder / f"{tool.name}.log")
    except RuntimeError as error:
        if tool.name == OWN:
            raise
        say(f"{plan.count:,} articles: {scenario.name}: {tool.name} failed, and is left out from here on: {error}")
        progress.failed[tool.name] = scenario.name
        return
    say(f"{plan.count:,} articles: {scenario.name}: {tool.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s")
    run = Run(cost, files.amount(tool.output, moment), _changed(tool, scenario, moment, plan, progress))
    known = progress.runs[scenario.name].get(tool.name)
    if known is None or cost.wall < known.cost.wall:
        progress.runs[scenario.name][tool.name] = run
    if tool.name not in progress.outputs:
        progress.outputs[tool.name] = files.amount(tool.output)
        progress.pages[tool.name] = _article_pages(tool.output)


def _changed(tool: Tool, scenario: Scenario, moment: int, plan: Plan, progress: _Progress) -> tuple[int, int] | None:
    """Return how many files have other bytes than before the build, and how many are gone; None if none are counted."""
    if len(plan.scenarios) == 1 or (tool.name != OWN and (plan.count > HASHED or plan.peers_cold_only)):
        return None
    before = {} if scenario is COLD else progress.digests[tool.name]
    after = files.digests(tool.output, before, moment)
    progress.digests[tool.name] = after
    return None if scenario is COLD else files.changed(before, after)


def _article_pages(output: Path) -> Amount:
    """Return how much of an output is pages of articles: those at /YEAR/MONTH/DAY/SLUG/."""
    found = [entry.stat().st_size for entry in files.entries(output) if _is_article(Path(entry.path), output)]
    return Amount(len(found), sum(found))


def _is_article(file: Path, output: Path) -> bool:
    parts = file.relative_to(output).parts
    return len(parts) == 5 and parts[4] == "index.html" and all(part.isdecimal() for part in parts[:3])


def say(text: str) -> None:
    """Tell whoever waits how far the bench is."""
    sys.stderr.write(f"bench: {text}\n")
