"""Writes a deterministic newsroom of any size: the same number gives the same bytes on every machine.

    python tests/bench/corpus.py FOLDER 10000

Articles of 350 to 600 words over eight sections, five desks, 40 authors and 300 tags, from 2015 on; some with a
sub-heading, a list, a quotation, a link or a table, as news prose has them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

SECTIONS = ("World", "India", "Politics", "Business", "Sports", "Science & Tech", "Entertainment", "Lifestyle")
DESKS = ("News Desk", "Business Desk", "Sports Desk", "Science Desk", "Culture Desk")
AUTHORS = tuple(f"Correspondent {first}{second}" for first in "ABCDEFGH" for second in "KLMNO")
TAGS = tuple(f"{kind} {number}" for kind in ("Topic", "Place", "Event") for number in range(1, 101))
FIRST = datetime(2015, 1, 1, 6, 0)
_SYLLABLES = "an ber co dal en for gra hin il jor ka len mar no or pel qui ran sol tar un ver wes yor zan".split()


def vocabulary(size: int = 3000) -> list[str]:
    """Return words of one to four syllables, the same every time."""
    chance = random.Random(1)
    words = {"".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(size * 2)}
    return sorted(words)[:size]


WORDS = vocabulary()


def article(number: int, count: int) -> tuple[str, str]:
    """Return the path below content/articles/ and the text of article `number` of `count`."""
    chance = random.Random(number)
    section = SECTIONS[number % len(SECTIONS)]
    step = timedelta(days=3650) / count
    moment = FIRST + step * number
    title = " ".join(chance.choices(WORDS, k=chance.randint(6, 11))).capitalize() + f" {number}"
    tags = chance.sample(TAGS, chance.randint(2, 4))
    head = [
        "---",
        f"title: {title}",
        f"desk: {DESKS[number % len(DESKS)]}",
        f"author: {chance.choice(AUTHORS)}",
        f"date: {moment:%Y-%m-%d %H:%M}",
        f"section: {section}",
        f"tags: [{', '.join(tags)}]",
    ]
    if number % 3 == 0:
        head.append(f"summary: {_sentence(chance, 18)}")
    if number % 40 == 0:
        head.append("featured: true")
    if number % 97 == 0:
        head.append("breaking: true")
    body = "\n\n".join(_blocks(chance, chance.randint(350, 600), number, count))
    return f"{moment:%Y/%m}/story-{number}.md", "\n".join(head) + "\n---\n" + body + "\n"


def _blocks(chance: random.Random, words: int, number: int, count: int) -> Iterator[str]:
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


def settings() -> str:
    """Return the corpus's site.yaml."""
    lines = ["title: Bench News", "url: https://bench.example/", "language: en", "timezone: Asia/Kolkata"]
    lines += ["theme: newsmania", "sections:", *(f"  - {section}" for section in SECTIONS)]
    return "\n".join([*lines, "desks:", *(f"  - {desk}" for desk in DESKS)]) + "\n"


def write(folder: Path, count: int) -> None:
    """Write a site of `count` articles into `folder`."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(settings())
    for number in range(count):
        path, text = article(number, count)
        file = articles / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
