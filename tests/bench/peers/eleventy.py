"""Eleventy, with the site in eleventy_site/: the same pages and feeds, by templates that are plain functions.

Its own collections hold the articles; sections, desks, authors, tags, months and what is related are grouped by a
module of the site, in one pass, since its collections by tag and its pagination know no list within a list. A build
from the command line makes everything: it knows no incremental build but for one named file, which leaves lists stale.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.bench.corpus import SECTIONS, Article, put
from tests.bench.peers.tool import Tool

SITE = Path(__file__).parent / "eleventy_site"


class Eleventy(Tool):
    name = "Eleventy"
    template = "layouts/article.11ty.js"
    state = ()
    sources = "content/articles"

    def __init__(self, folder: Path, program: Path) -> None:
        super().__init__(folder)
        self.program = program

    def version(self) -> str:
        said = subprocess.run([*self._start(), "--version"], capture_output=True, text=True, check=True).stdout
        return f"Eleventy {said.strip()}"

    def prepare(self) -> None:
        shutil.copytree(SITE, self.folder)
        put(self.folder / "data" / "sections.json", json.dumps(SECTIONS))

    def place(self, article: Article) -> str:
        return article.path

    def text(self, article: Article) -> str:
        head = [
            "---",
            f"title: {article.title}",
            f"slug: {article.slug}",
            f"date: {article.moment.replace(microsecond=0).isoformat()}+05:30",
            f"section: {article.section}",
            f"desk: {article.desk}",
            f"author: {article.author}",
            # Not `tags`: each of those would be one more collection, made by a pass over all articles.
            f"topics: [{', '.join(article.tags)}]",
        ]
        if article.summary:
            head.append(f"description: {article.summary}")
        if article.featured:
            head.append("featured: true")
        if article.breaking:
            head.append("breaking: true")
        return "\n".join(head) + "\n---\n" + article.body

    def command(self) -> list[str]:
        return [*self._start(), f"--output={os.path.relpath(self.output, self.folder)}"]

    def environment(self) -> dict[str, str]:
        # Node.js gives up at about 4 GB otherwise, whatever the machine has; the largest corpus takes more.
        megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4 // 2**20
        return {**os.environ, "NODE_OPTIONS": f"--max-old-space-size={megabytes}"}

    def _start(self) -> list[str]:
        """Return what starts it: the script cmd.cjs need not be marked as a program."""
        return ["node", str(self.program)] if self.program.suffix == ".cjs" else [str(self.program)]
