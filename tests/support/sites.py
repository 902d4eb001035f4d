"""Sites for tests to build: copies of the example newsroom and of the one in Arabic, and the smallest there can be."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.command import run_sitegen

REPOSITORY = Path(__file__).parents[2]

ARABIC_NEWSROOM = REPOSITORY / "tests" / "browser" / "newsroom_ar" / "content"

AS_OF = "2026-01-01T00:00:00+05:30"
"""The "now" of every build in the tests; no test reads the clock."""

HOST = "https://newsmania.example"

TINY_CONFIG = """\
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
theme: newsmania
sections: [World]
desks: [News Mania Desk]
"""

TINY_HEADLINE = "Russian and US diplomats meet in Istanbul on the work of their embassies"

TINY_PARAGRAPHS = (
    "Diplomats of Russia and the United States met behind closed doors in Istanbul on Thursday.",
    "They spoke about staff, banking and visas, and left the larger questions for another day.",
    "Both sides said that a further round would follow.",
)

TINY_ARTICLE = """\
---
title: {title}
desk: News Mania Desk
author: Piyal Chatterjee
date: 2025-02-27
section: World
---

{body}
"""


@dataclass(frozen=True)
class BuiltSite:
    """The output of one build, laid out as its host would hold it."""

    host: Path
    """The folder that stands for the host's root."""
    base: str
    """The site's base path: `/`, or `/repo/` for a project site of GitHub Pages."""

    @property
    def folder(self) -> Path:
        """The folder that the build wrote."""
        return self.host / self.base.strip("/")

    @property
    def url(self) -> str:
        """The site's public address, with its base path and a closing slash."""
        return HOST + self.base


def build_site(root: Path, host: Path, base: str = "/", env: Mapping[str, str] | None = None) -> BuiltSite:
    """Build the site in `root` through the command line, as if it were published under `base` of the host."""
    site = BuiltSite(host, base)
    host.mkdir(parents=True, exist_ok=True)
    move = ["--base-url", site.url] if base != "/" else []
    outcome = run_sitegen("build", root, "--output", site.folder, "--as-of", AS_OF, *move, env=env)
    assert outcome.status == 0, f"sitegen build ended with status {outcome.status}\n{outcome.stderr}{outcome.stdout}"
    return site


def copy_example(root: Path, *, reverse: bool = False) -> Path:
    """Copy the example newsroom to `root`, so that a test's build leaves no state in the repository.

    `reverse` makes the directory entries in the opposite order, so that a file system that lists them as they were
    made (tmpfs does) hands them over differently.
    """
    for name in ("content", "themes"):
        source = REPOSITORY / name
        for path in sorted(source.rglob("*"), reverse=reverse):
            target = root / name / path.relative_to(source)
            if path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    return root


def copy_arabic_newsroom(root: Path) -> Path:
    """Copy the newsroom in Arabic to `root`, with those of the example's pictures that its articles show."""
    shutil.copytree(ARABIC_NEWSROOM, root / "content")
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "content").rglob("*.md")))
    media = root / "content" / "media"
    media.mkdir()
    for picture in sorted(set(re.findall(r"/media/([\w-]+\.\w+)", text))):
        shutil.copyfile(REPOSITORY / "content" / "media" / picture, media / picture)
    return root


def write_tiny_site(root: Path) -> Path:
    """Write the smallest site: the seven options that site.yaml must have and one article with five fields."""
    articles = root / "content" / "articles"
    articles.mkdir(parents=True)
    (root / "content" / "site.yaml").write_text(TINY_CONFIG, encoding="utf-8")
    article = TINY_ARTICLE.format(title=TINY_HEADLINE, body="\n\n".join(TINY_PARAGRAPHS))
    (articles / "istanbul.md").write_text(article, encoding="utf-8")
    return root


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`: its path, with forward slashes, and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
