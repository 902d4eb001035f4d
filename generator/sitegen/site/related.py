"""What an article page shows of other articles.

Each choice stops changing once the archive has moved on (promise 3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

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


def related_to(
    article: Article,
    chosen: Sequence[Article],
    lists: Sequence[tuple[Sequence[Article], Mapping[str, int]]],
    tags: Mapping[str, Collection[str]],
) -> tuple[Article, ...]:
    """Return up to RELATED articles: first those that the article names, then the nearest in subject and time.

    `lists` are the article's tags' and section's articles in the order of publication, each with the position of
    every source in it; `tags` are the ids of every article's tags, by source, since a tag may be spelled in many ways.
    """
    candidates: dict[str, Article] = {}
    for articles, positions in lists:
        position = positions[article.source]
        for other in articles[max(0, position - NEIGHBOURS) : position + NEIGHBOURS + 1]:
            candidates[other.source] = other
    candidates.pop(article.source, None)
    for named in chosen:
        candidates.pop(named.source, None)
    own = set(tags[article.source])
    moment = article.date.instant.timestamp()

    def rank(other: Article) -> tuple[int, bool, float, str]:
        distance = abs(other.date.instant.timestamp() - moment)
        return (-len(own.intersection(tags[other.source])), other.section != article.section, distance, other.source)

    nearest = sorted(candidates.values(), key=rank)
    return (*chosen, *nearest)[:RELATED]
