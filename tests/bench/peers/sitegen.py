"""Sitegen itself, from the checkout that the bench stands in, with its own theme."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import corpus
from tests.bench.corpus import Article, put
from tests.bench.peers.tool import Tool

REPOSITORY = Path(__file__).resolve().parents[3]


class Sitegen(Tool):
    name = "sitegen"
    template = "themes/newsmania/templates/article.html"
    state = (".sitegen",)
    sources = "content/articles"

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        super().__init__(folder)
        self.options = options

    def version(self) -> str:
        return "sitegen (this checkout)"

    def prepare(self) -> None:
        put(self.folder / "content" / "site.yaml", corpus.settings())
        shutil.copytree(REPOSITORY / "themes" / "newsmania", self.folder / "themes" / "newsmania")

    def place(self, article: Article) -> str:
        return article.path

    def text(self, article: Article) -> str:
        return corpus.text(article)

    def command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "sitegen", "build", str(self.folder)),
            *("--output", str(self.output), "--as-of", "2026-01-01"),
            *self.options,
        ]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(REPOSITORY / "generator")}
