"""What an article page shows of other articles.

Each choice stops changing once the archive has moved on (promise 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Final

from msgspec import Struct

from sitegen.content.article import Article

MORE: Final = 5
RELATED: Final = 3
NEIGHBOURS: Final = 30
"""How far on each side of an article, in each of its tags and its section, related articles are looked for."""


def more_from(section: Sequence[Article], position: int) -> tuple[Article, ...]:
    """Return the MORE articles published nearest after the one at `position`, the newest first.

    `section` is in the order of publication. While the article is among the newest, the rest are the nearest before it.
    """
    after = section[position + 1 : position + 1 + MORE]
    before = section[max(0, position - (MORE - len(after))) : position]
    return (*reversed(after), *reversed(before))


class Subject(Struct, frozen=True):
    """What relates one article to another; made once, since each is compared with hundreds."""

    tags: frozenset[str]
    """Ids, since a tag may be spelled in many ways."""
    section: str
    seconds: float
    """Since the epoch."""


def subject_of(article: Article, tags: Iterable[str]) -> Subject:
    """Return the subject of an article whose tags have the ids `tags`."""
    return Subject(frozenset(tags), article.section, article.date.instant.timestamp())


def related_to(
    article: Article,
    chosen: Sequence[Article],
    lists: Sequence[tuple[Sequence[Article], Mapping[str, int]]],
    subjects: Mapping[str, Subject],
) -> tuple[Article, ...]:
    """Return up to RELATED articles: first those that the article names, then the nearest in subject and time.

    `lists` are the article's tags' and section's articles in the order of publication, each with the position of
    every source in it; `subjects` are those of all articles, by source.
    """
    candidates: dict[str, Article] = {}
    for articles, positions in lists:
        position = positions[article.source]
        for other in articles[max(0, position - NEIGHBOURS) : position + NEIGHBOURS + 1]:
            candidates[other.source] = other
    candidates.pop(article.source, None)
    for named in chosen:
        candidates.pop(named.source, None)
    own = subjects[article.source]

    def rank(source: str) -> tuple[int, bool, float, str]:
        other = subjects[source]
        return -len(own.tags & other.tags), other.section != own.section, abs(other.seconds - own.seconds), source

    nearest = nsmallest(RELATED, candidates, key=rank)
    return (*chosen, *(candidates[source] for source in nearest))[:RELATED]
