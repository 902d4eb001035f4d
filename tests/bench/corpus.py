"""Writes a deterministic newsroom of any size: the same number gives the same bytes on every machine.

    python -m tests.bench.corpus FOLDER 10000

Articles of 350 to 600 words over eight sections, five desks, 40 authors and 300 tags, from 2015 on; some with a
sub-heading, a list, a quotation, a link or a table, as news prose has them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

SECTIONS = ("World", "India", "Politics", "Business", "Sports", "Science & Tech", "Entertainment", "Lifestyle")
DESKS = ("News Desk", "Business Desk", "Sports Desk", "Science Desk", "Culture Desk")
AUTHORS = tuple(f"Correspondent {first}{second}" for first in "ABCDEFGH" for second in "KLMNO")
TAGS = tuple(f"{kind} {number}" for kind in ("Topic", "Place", "Event") for number in range(1, 101))
TITLE = "Bench News"
ADDRESS = "https://bench.example"
FIRST = datetime(2015, 1, 1, 6, 0)
ZONE = "Asia/Kolkata"
_SYLLABLES = "an ber co dal en for gra hin il jor ka len mar no or pel qui ran sol tar un ver wes yor zan".split()


def vocabulary(size: int = 3000) -> list[str]:
    """Return words of one to four syllables, the same every time."""
    chance = random.Random(1)
    words = {"".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(size * 2)}
    return sorted(words)[:size]


WORDS = vocabulary()


@dataclass(frozen=True)
class Article:
    """An article before any generator's form is given to it."""

    number: int
    title: str
    desk: str
    author: str
    moment: datetime
    """On the clock of ZONE."""
    section: str
    tags: tuple[str, ...]
    summary: str
    featured: bool
    breaking: bool
    body: str

    @property
    def path(self) -> str:
        """Where it stands below the folder of articles."""
        return f"{self.moment:%Y/%m}/story-{self.number}.md"

    @property
    def slug(self) -> str:
        """The last part of its address: whole words of the title, 80 bytes at most."""
        whole = self.title.lower().replace(" ", "-")
        return whole if len(whole) <= 80 else whole[:81].rpartition("-")[0]


def article(number: int, count: int) -> Article:
    """Return article `number` of `count`; `number` may go beyond, as the newest article, with as many tags as any."""
    chance = random.Random(number)
    title = " ".join(chance.choices(WORDS, k=chance.randint(6, 11))).capitalize() + f" {number}"
    tags = chance.sample(TAGS, chance.randint(2, 4) if number < count else 4)
    return Article(
        number=number,
        title=title,
        desk=DESKS[number % len(DESKS)],
        author=chance.choice(AUTHORS),
        moment=FIRST + timedelta(days=3650) / count * number,
        section=SECTIONS[number % len(SECTIONS)],
        tags=tuple(tags),
        summary=_sentence(chance, 18) if number % 3 == 0 else "",
        featured=number % 40 == 0,
        breaking=number % 97 == 0,
        body="\n\n".join(_blocks(chance, chance.randint(350, 600))) + "\n",
    )


def articles(count: int) -> Iterator[Article]:
    """Yield the whole corpus."""
    return (article(number, count) for number in range(count))


def _blocks(chance: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        kind = chance.random()
        if kind < 0.06:
            yield f"## {_sentence(chance, 4).rstrip('.')}"
        elif kind < 0.09:
            yield "\n".join(f"- {_sentence(chance, 8)}" for _ in range(3))
            words -= 24
        elif kind < 0.11:
            yield f"> {_sentence(chance, 14)}"
            words -= 14
        elif kind < 0.12:
            yield "| a | b |\n|---|---:|\n" + "\n".join(f"| {chance.choice(WORDS)} | {n} |" for n in range(3))
        else:
            paragraph = " ".join(_sentence(chance, chance.randint(9, 24)) for _ in range(chance.randint(2, 4)))
            if chance.random() < 0.15:
                paragraph += f" It is *{chance.choice(WORDS)}*, and **{chance.choice(WORDS)}** (https://www.un.org/)."
            yield paragraph
            words -= len(paragraph.split())


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def text(article: Article) -> str:
    """Return the article's source as sitegen reads it."""
    head = [
        "---",
        f"title: {article.title}",
        f"desk: {article.desk}",
        f"author: {article.author}",
        f"date: {article.moment:%Y-%m-%d %H:%M}",
        f"section: {article.section}",
        f"tags: [{', '.join(article.tags)}]",
    ]
    if article.summary:
        head.append(f"summary: {article.summary}")
    if article.featured:
        head.append("featured: true")
    if article.breaking:
        head.append("breaking: true")
    return "\n".join(head) + "\n---\n" + article.body


def settings() -> str:
    """Return the corpus's site.yaml."""
    lines = [f"title: {TITLE}", f"url: {ADDRESS}/", "language: en", f"timezone: {ZONE}"]
    lines += ["theme: newsmania", "sections:", *(f"  - {section}" for section in SECTIONS)]
    return "\n".join([*lines, "desks:", *(f"  - {desk}" for desk in DESKS)]) + "\n"


def put(file: Path, content: str) -> None:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def write(folder: Path, count: int) -> None:
    """Write a site of `count` articles into `folder`."""
    put(folder / "content" / "site.yaml", settings())
    for item in articles(count):
        put(folder / "content" / "articles" / item.path, text(item))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
