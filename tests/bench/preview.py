"""Measures the preview: from a save to the new bytes in a reader's hands, at any size of the archive.

    python -m tests.bench.preview [--sizes 1000,10000] [--rounds 10] [--folder DIR] [--results FILE]

A reader holds a stream open, as a page in the browser does. The clock runs from the save (the new text is written
beside the file and put in its place) until the stream has told of it and the page, fetched then, has what was saved;
for a style sheet, until the new sheet has been fetched. What was measured stands in PREVIEW.md.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import corpus
from tests.bench.report import machine
from tests.support.preview import Preview, previewing
from tests.support.sites import REPOSITORY

PATIENCE = 1800
"""Seconds that a save may take to be told."""


class Reader:
    """A page that is open: its stream, and what it fetches when that tells it to."""

    def __init__(self, preview: Preview) -> None:
        self._port = preview.port
        self._stream = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        self._stream.request("GET", "/__sitegen/events?built=")
        self._events = self._read(self._stream.getresponse())
        self.wait_for("failure")

    def _read(self, response: http.client.HTTPResponse) -> Iterator[tuple[str, str]]:
        name = ""
        for line in response:
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, value

    def wait_for(self, name: str) -> str:
        """Return what the next event of a name tells."""
        return next(told for event, told in self._events if event == name)

    def fetch(self, path: str) -> str:
        """Return the text at a path, as a browser would fetch it."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def close(self) -> None:
        self._stream.close()


def save(file: Path, text: str) -> None:
    """Write a file as editors do: beside it, then in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


class Site:
    """A corpus of `count` articles, and what is done to it."""

    def __init__(self, root: Path, count: int) -> None:
        corpus.write(root, count)
        theme = root / "themes" / "own"
        (theme / "assets" / "styles").mkdir(parents=True)
        (theme / "theme.yaml").write_text("name: own\nparent: newsmania\n")
        config = root / "content" / "site.yaml"
        config.write_text(config.read_text().replace("theme: newsmania", "theme: own"))
        self.root, self.count = root, count
        self._ground = (REPOSITORY / "themes/newsmania/assets/styles/ground.css").read_text()
        self._sheet = theme / "assets" / "styles" / "ground.css"
        save(self._sheet, self._ground)

    def _save(self, article: corpus.Article) -> str:
        save(self.root / "content" / "articles" / article.path, corpus.text(article))
        return f"/{article.moment:%Y/%m/%d}/{article.slug}/"

    def body(self, number: int) -> tuple[str, str]:
        """Edit the text of an article in the middle; return its page and what it must hold."""
        old = corpus.article(self.count // 2, self.count)
        said = f"One sentence more, of edit {number}."
        return self._save(replace(old, body=f"{old.body}\n{said}\n")), said

    def title(self, number: int) -> tuple[str, str]:
        """Edit the headline of the newest article, which moves it to another address."""
        old = corpus.article(self.count - 1, self.count)
        new = replace(old, title=f"Edit {number} {old.title.lower()}")
        return self._save(new), f"<h1>{new.title}</h1>"

    def new(self, number: int) -> tuple[str, str]:
        """Add an article, the newest."""
        new = corpus.article(self.count + number, self.count)
        return self._save(new), f"<h1>{new.title}</h1>"

    def style(self, number: int) -> str:
        """Edit a part of the style sheet; return what the sheet must hold."""
        save(self._sheet, f"{self._ground}\nbody {{ outline-offset: {number + 1000}px }}\n")
        return f"{number + 1000}px"


def seconds_of(reader: Reader, edit: Callable[[int], tuple[str, str]], number: int) -> float:
    """Make an edit, and return the seconds until the reader has its page."""
    started = time.perf_counter()
    page, said = edit(number)
    reader.wait_for("reload")
    text = reader.fetch(page)
    took = time.perf_counter() - started
    if said not in text:
        raise RuntimeError(f"{page} does not say: {said}")
    return took


def seconds_of_style(reader: Reader, preview: Preview, site: Site, number: int) -> tuple[float, float]:
    """Edit the style sheet; return the seconds until the reader has it, and until all pages are built with it."""
    said = len(preview.lines)
    started = time.perf_counter()
    rule = site.style(number)
    sheets = json.loads(reader.wait_for("styles"))
    (address,) = {sheet[0] for sheet in sheets.values()}
    text = reader.fetch(address)
    took = time.perf_counter() - started
    if rule not in text:
        raise RuntimeError(f"{address} does not say: {rule}")
    preview.wait_for(lambda line: "ground.css changed" in line, since=said)
    return took, time.perf_counter() - started


def measure(folder: Path, count: int, rounds: int) -> Iterator[str]:
    """Yield the rows of the table for an archive of `count` articles."""
    site = Site(folder, count)
    started = time.perf_counter()
    with previewing(site.root, patience=PATIENCE) as preview:
        yield f"| {count:,} | start, nothing built before | 1 | {1000 * (time.perf_counter() - started):,.0f} | | |"
    started = time.perf_counter()
    with previewing(site.root, patience=PATIENCE) as preview:
        yield f"| {count:,} | start, built before | 1 | {1000 * (time.perf_counter() - started):,.0f} | | |"
        reader = Reader(preview)
        edits = {"body of an article": site.body, "headline of the newest": site.title, "new article": site.new}
        for name, edit in edits.items():
            yield _row(count, name, [seconds_of(reader, edit, number) for number in range(rounds)])
        styles = [seconds_of_style(reader, preview, site, number) for number in range(min(rounds, 3))]
        yield _row(count, "style sheet", [took for took, _ in styles])
        yield _row(count, "all pages built with it", [took for _, took in styles])
        reader.close()


def _row(count: int, name: str, took: list[float]) -> str:
    least, middle, most = (1000 * seconds for seconds in (min(took), statistics.median(took), max(took)))
    return f"| {count:,} | {name} | {len(took)} | {middle:,.0f} | {least:,.0f} | {most:,.0f} |"


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.preview", description="Measure the preview.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles (1000,10000)")
    parser.add_argument("--rounds", type=int, default=10, help="edits of each kind (10)")
    parser.add_argument("--folder", type=Path, help="where the sites are written; a temporary folder")
    parser.add_argument("--results", type=Path, help="a file for the table")
    arguments = parser.parse_args()
    lines = [
        f"- Date: {datetime.now(UTC):%Y-%m-%d}",
        f"- Machine: {machine(arguments.folder)}",
        f"- Command: `{shlex.join(['python', '-m', 'tests.bench.preview', *sys.argv[1:]])}`",
        "",
        "| articles | saved | times | median ms | least ms | most ms |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size in arguments.sizes.split(","):
        with tempfile.TemporaryDirectory(prefix="bench-", dir=arguments.folder) as name:
            for row in measure(Path(name), int(size), arguments.rounds):
                sys.stderr.write(f"{row}\n")
                lines.append(row)
    text = "\n".join(lines) + "\n"
    if arguments.results:
        arguments.results.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
