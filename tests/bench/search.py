"""Measures search: what it costs a build, and how long a reader waits for the first results.

    python -m tests.bench.search [--sizes 1000,10000] [--folder DIR] [--rounds 5] [--example] [--alone]

For each size it writes the corpus (ten years, every year as large) twice, with search and without, and prints tables
in Markdown: cold builds, a build that has nothing to do, one new article, Pagefind over the finished HTML in the usual
way; then what a reader meets in Chromium, over loopback, text gzipped as GitHub Pages sends it. `--example` measures
the example newsroom too; `--alone` leaves out the site without search, and what is usual. What was measured stands in
SEARCH.md. It runs on Linux, in the environment that sitegen is installed in with its extra `search`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pagefind_bin import get_executable
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.bench import corpus, files, measure
from tests.support.chromium import launch_chromium
from tests.support.server import serve
from tests.support.sites import copy_example
from tests.support.tools import find_tool

AS_OF = "2026-01-01"
STARTED = """() => {
  const results = document.querySelector(".results");
  window.shown = new Promise((done) => new MutationObserver(() => {
    if (results.querySelector(".row")) requestAnimationFrame(() => done(performance.now()));
  }).observe(results, { childList: true }));
}"""
"""Notes the frame in which the next results are shown."""
TYPED = """async (words) => {
  const field = document.querySelector(".query input");
  const started = performance.now();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return (await window.shown) - started;
}"""
"""Types the last letter; returns the milliseconds until the results are shown."""
ARRIVED = """() => new Promise((done) => {
  const look = () => document.querySelector(".results .row") ? done(performance.now()) : requestAnimationFrame(look);
  look();
})"""
"""The milliseconds from the start of the navigation until the results are shown."""


@dataclass(frozen=True)
class Site:
    """A site to be built, with search or without."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "public"

    def build(self) -> measure.Cost:
        command = [sys.executable, "-m", "sitegen", "build", str(self.root), "--as-of", AS_OF, "-q"]
        return measure.run(command, os.environ, self.root, self.root / "log")

    def cold(self) -> measure.Cost:
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.root / ".sitegen", ignore_errors=True)
        return self.build()

    def changed(self) -> tuple[measure.Cost, dict[str, int]]:
        """Build again; return the cost, and how many files differ then: below search/, and all."""
        before = files.digests(self.output, {}, 0)
        cost = self.build()
        after = files.digests(self.output, {}, 0)
        differing = [path for path, digest in after.items() if before.get(path) != digest]
        return cost, {"search": sum("/search/" in path for path in differing), "all": len(differing)}


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def seconds(cost: measure.Cost) -> str:
    """Return the seconds on the clock, and those of all processors together."""
    return f"{cost.wall:.2f} ({cost.cpu:.2f})"


def told(amount: files.Amount) -> str:
    return f"{amount.files:,} files, {amount.bytes / 1e6:.1f} MB"


def write(root: Path, count: int, *, searched: bool) -> Site:
    corpus.write(root, count)
    if searched:
        settings = root / "content" / "site.yaml"
        settings.write_text(settings.read_text() + "search: true\n")
    return Site(root)


def measure_alone(folder: Path, count: int) -> Site:
    """Measure and tell what the builds of a site that can be searched take; return it."""
    site = write(folder / f"{count}-on", count, searched=True)
    cold = site.cold()
    unchanged, _ = site.changed()
    add_article(site, count)
    cost, changes = site.changed()
    say(f"{count:,} articles: cold build {seconds(cold)} s, {cold.memory / 1e6:,.0f} MB of memory;")
    say(f"nothing changed {seconds(unchanged)} s; one new article {seconds(cost)} s,")
    say(f"{changes['all']} files change, {changes['search']} of them below /search/.")
    say(f"The bundles and the program: {told(files.amount(site.output / 'search'))}.")
    say()
    return site


def add_article(site: Site, count: int) -> None:
    """Put one more article into the newest year."""
    item = corpus.article(count, count)
    newest = corpus.text(item).replace(f"date: {item.moment:%Y-%m-%d %H:%M}", "date: 2024-12-27 10:00")
    corpus.put(site.root / "content" / "articles" / "new.md", newest)


def measure_builds(folder: Path, count: int) -> Site:
    """Measure and tell what search costs the builds of a size; return the site that can be searched."""
    plain, searched = (write(folder / f"{count}-{name}", count, searched=name == "on") for name in ("off", "on"))
    wide = ("without search, s (CPU s)", "with search, s (CPU s)", "files that change", "of them below /search/")
    say(f"| {count:,} articles | {' | '.join(wide)} |")
    say("|---|---:|---:|---:|---:|")
    cold = [plain.cold(), searched.cold()]
    say(f"| cold build | {seconds(cold[0])} | {seconds(cold[1])} | | |")
    for title in ("nothing changed", "one new article"):
        if title == "one new article":
            for site in (plain, searched):
                add_article(site, count)
        costs, changes = zip(*(site.changed() for site in (plain, searched)), strict=True)
        say(f"| {title} | {seconds(costs[0])} | {seconds(costs[1])} | {changes[1]['all']} | {changes[1]['search']} |")
    say()
    usual = folder / "usual"
    command = [str(get_executable()), "--site", str(plain.output), "--output-path", str(usual)]
    cost = measure.run(command, os.environ, folder, folder / "log")
    own, whole = files.amount(searched.output / "search"), files.amount(usual)
    say(f"Pagefind over the HTML in the usual way, after every build: {seconds(cost)} s; {told(whole)}.")
    say(f"The bundles and the program: {told(own)}.")
    say()
    shutil.rmtree(usual)
    shutil.rmtree(plain.root)
    return searched


@dataclass
class Reader:
    """What one reader waited for, and loaded."""

    arrival: float
    """Milliseconds from the start of the navigation to /search/?q= until results are shown, with an empty cache."""
    first: float
    """From the last letter typed into the open page until the first results are shown."""
    second: float
    """The same for another word."""
    requests: int
    bytes: int
    """Of the search page's own style and script, and of all below its folder, for the first search; gzipped as sent."""


def read(browser: Browser, url: str, words: Sequence[str]) -> Reader:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{url}search/?q={words[0]}", wait_until="commit")
    arrival = page.evaluate(ARRIVED)
    context.close()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(f"{url}search/")
    page.wait_for_load_state("load")
    page.wait_for_timeout(400)  # A reader's hands need longer to the keys.
    first = _typed(page, words[0])
    page.wait_for_load_state("networkidle")
    asked = list(filter(_is_of_search, finished))
    second = _typed(page, words[1])
    sizes = {request.url: request.sizes()["responseBodySize"] for request in asked}
    context.close()
    return Reader(arrival, first, second, len(sizes), sum(sizes.values()))


def _typed(page: Page, words: str) -> float:
    page.evaluate(STARTED)
    taken: float = page.evaluate(TYPED, words)
    return taken


def _is_of_search(request: Request) -> bool:
    """Tell whether something was asked for because of search: not the page itself, nor the pictures of results."""
    path = request.url.partition("?")[0]
    return ("/search/" in path and not path.endswith("/search/")) or path.rpartition("/")[2].startswith("search.")


def words_of(folder: Path, count: int) -> list[tuple[str, str]]:
    """Return pairs of words to look for: words of the corpus, or of headlines."""
    chance = random.Random(7)
    if count:
        return [(chance.choice(corpus.WORDS), chance.choice(corpus.WORDS)) for _ in range(50)]
    heads = [path.parent.name.split("-") for path in folder.glob("20*/*/*/*/index.html")]
    words = sorted({word for head in heads for word in head if len(word) > 5})
    return [(chance.choice(words), chance.choice(words)) for _ in range(50)]


def measure_readers(browser: Browser, output: Path, count: int, rounds: int) -> str:
    """Return the row of a table that tells what readers meet: the median of several."""
    with serve(output) as server:
        readers = [read(browser, server.url, pair) for pair in words_of(output, count)[:rounds]]
    middle = [
        statistics.median(getattr(reader, name) for reader in readers)
        for name in ("first", "second", "arrival", "requests", "bytes")
    ]
    first, second, arrival, requests, sent = middle
    title = f"{count:,}" if count else "the example"
    return f"| {title} | {first:.0f} | {second:.0f} | {arrival:.0f} | {requests:.0f} | {sent / 1000:.0f} |"


def main() -> None:
    """Read the arguments, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles")
    parser.add_argument("--folder", type=Path, help="where the sites are written; a temporary folder if absent")
    parser.add_argument("--rounds", type=int, default=5, help="readers of each site")
    parser.add_argument("--example", action="store_true", help="the example newsroom too")
    parser.add_argument("--alone", action="store_true", help="without the site that has no search")
    options = parser.parse_args()
    chromium = find_tool("chromium")
    if chromium is None:
        parser.error("chromium is not on this machine; tests/run installs it")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder)))
        started = time.strftime("%Y-%m-%d")
        say(f"- Date: {started}; load {os.getloadavg()[0]:.2f} before")
        say()
        builds = measure_alone if options.alone else measure_builds
        sites = {int(size): builds(folder, int(size)) for size in options.sizes.split(",")}
        if options.example:
            sites[0] = Site(copy_example(folder / "example"))
            sites[0].cold()
        playwright = stack.enter_context(sync_playwright())
        browser = launch_chromium(playwright, chromium)
        stack.callback(browser.close)
        say("| articles | first search, ms | second, ms | by address, ms | requests | KB |")
        say("|---|---:|---:|---:|---:|---:|")
        for count in sorted(sites):
            say(measure_readers(browser, sites[count].output, count, options.rounds))
        say()
        say(f"Load {os.getloadavg()[0]:.2f} after.")


if __name__ == "__main__":
    main()
