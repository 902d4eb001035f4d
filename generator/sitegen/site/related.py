"""What an article page shows of other articles.

Each choice stops changing once the archive has moved on (promise 3).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from heapq import nsmallest
from typing import Final

from sitegen.site.index import Index

MORE: Final = 5
RELATED: Final = 3
NEIGHBOURS: Final = 30
"""How far on each side of an article, in each of its tags and its section, related articles are looked for."""


def more_from(section: Sequence[int], place: int) -> tuple[int, ...]:
    """Return the MORE articles published nearest after the one at `place`, the newest first.

    `section` holds rows in the order of publication. While the article is among the newest, the rest are the nearest
    before it.
    """
    after = section[place + 1 : place + 1 + MORE]
    before = section[max(0, place - (MORE - len(after))) : place]
    return (*reversed(after), *reversed(before))


def related_to(index: Index, row: int, chosen: Collection[int], tags: Collection[str], section: str) -> tuple[int, ...]:
    """Return up to RELATED rows: first those that the article names, then the nearest in subject and time.

    `tags` are the keys of the article's tags, `section` that of its section. Subjects are near by the number of tags
    in whose neighbourhood both stand, then by the section they are filed under.
    """
    wanted = RELATED - len(chosen)
    if wanted <= 0:
        return tuple(chosen)[:RELATED]
    shared = Counter[int]()
    for key in tags:
        shared.update(_around(index, key, row))
    passed = {row, *chosen}
    found: list[int] = []
    sections, own = index.sections, index.sections[row]
    # Most candidates share a single tag: they are compared only where too few share more.
    for count in sorted(set(shared.values()), reverse=True):
        alike = [other for other, number in shared.items() if number == count and other not in passed]
        found += _nearest(index, row, [other for other in alike if sections[other] == own], wanted - len(found))
        if len(found) < wanted:
            found += _nearest(index, row, [other for other in alike if sections[other] != own], wanted - len(found))
        if len(found) >= wanted:
            break
    else:
        others = [other for other in _around(index, section, row) if other not in passed and other not in shared]
        own_ones = [other for other in others if sections[other] == own]
        found += _nearest(index, row, own_ones, wanted - len(found))
        if len(found) < wanted:
            found += _nearest(index, row, [other for other in others if sections[other] != own], wanted - len(found))
    return (*chosen, *found)


def _around(index: Index, key: str, row: int) -> array[int]:
    place = index.position(key, row)
    return index.lists[key][max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]


def _nearest(index: Index, row: int, others: Sequence[int], wanted: int) -> list[int]:
    seconds, sources, own = index.seconds, index.sources, index.seconds[row]
    return nsmallest(wanted, others, key=lambda other: (abs(seconds[other] - own), sources[other]))
