"""Pelican, with the site in pelican_site/: what its own generators make, without plug-ins.

It knows no desks, neighbours or related articles: bylines name the desk, and a page shows its section's newest. It
keeps parsed articles between two builds, by the time of their files, and makes every page again.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.bench.corpus import Article
from tests.bench.peers.tool import Tool

SITE = Path(__file__).parent / "pelican_site"


class Pelican(Tool):
    name = "Pelican"
    template = "theme/templates/article.html"
    state = ("cache",)
    sources = "content"

    def __init__(self, folder: Path, program: Path) -> None:
        super().__init__(folder)
        self.program = program

    def version(self) -> str:
        said = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout
        return f"Pelican {said.strip()}"

    def prepare(self) -> None:
        shutil.copytree(SITE, self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def place(self, article: Article) -> str:
        return article.path

    def text(self, article: Article) -> str:
        head = [
            f"Title: {article.title}",
            f"Slug: {article.slug}",
            f"Date: {article.moment:%Y-%m-%d %H:%M}",
            f"Category: {article.section}",
            f"Authors: {article.author}",
            f"Desk: {article.desk}",
            f"Tags: {', '.join(article.tags)}",
        ]
        if article.summary:
            head.append(f"Summary: {article.summary}")
        if article.featured:
            head.append("Featured: true")
        if article.breaking:
            head.append("Breaking: true")
        return "\n".join(head) + "\n\n" + article.body

    def command(self) -> list[str]:
        settings = self.folder / "pelicanconf.py"
        return [str(self.program), "--settings", str(settings), "--output", str(self.output), "--fatal", "errors"]
