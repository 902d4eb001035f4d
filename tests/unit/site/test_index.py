"""Promise 2, incremental is clean: an index that was brought up to date is the one that would be made anew."""

from __future__ import annotations

import random
from array import array
from typing import Any

import pytest
from tests.unit.site.newsroom import article, config, moment

from sitegen.content.article import Article
from sitegen.site.index import NOWHERE, Change, Index, Rules, build_index, changed, load_index

SETTINGS = config(sections=["World", "India", {"title": "Delhi", "parent": "India"}])


def rules(as_of: str = "2025-06-01") -> Rules:
    return Rules.of(SETTINGS, (), moment(as_of), drafts=False)


def fields(chance: random.Random) -> dict[str, Any]:
    """Return front matter of every kind that the index knows."""
    some: dict[str, Any] = {
        "date": f"2025-0{chance.randint(1, 8)}-{chance.randint(10, 12)}",
        "section": chance.choice(["World", "India", "Delhi"]),
        "author": chance.sample(["Ann", "ANN", "Bo"], chance.randint(0, 2)),
        "tags": chance.sample(["One", "one", "two", "three"], chance.randint(0, 3)),
        "featured": chance.random() < 0.3,
        "breaking": chance.choice([True, False, False, f"2025-06-{chance.randint(1, 28)}"]),
        "status": chance.choice(["published"] * 4 + ["draft", "withdrawn"]),
    }
    if chance.random() < 0.3:
        some["expires"] = f"2025-09-{chance.randint(10, 28)}"
    if chance.random() < 0.3:
        some["corrections"] = [{"date": "2025-09-01", "text": "An earlier version said so."}]
    if chance.random() < 0.2:
        some["canonical"] = "https://wire.example/a"
    if chance.random() < 0.3:
        some["updated"] = f"2025-09-{chance.randint(10, 28)}"
    if chance.random() < 0.4:
        some["related"] = [f"articles/s{chance.randint(0, 30)}.md"]
    return some


def story(number: int, chance: random.Random) -> Article:
    target = chance.randint(0, 30)
    return article(f"s{number}", SETTINGS, body=f"[x](s{target}.md) and [y](/category/world/)", **fields(chance))


def table(articles: dict[int, Article], count: int) -> list[str]:
    return [articles[row].source if row in articles else "" for row in range(count)]


def parts(index: Index) -> dict[str, Any]:
    """Return an index as values to compare; a row that is no article has no moment and no section."""
    return {name: getattr(index, name) for name in index.__struct_fields__}


def fresh(articles: dict[int, Article], count: int, as_of: str) -> Index:
    return build_index(sorted(articles.items()), (), table(articles, count), rules(as_of))


@pytest.mark.parametrize("seed", range(12))
def test_an_updated_index_is_the_one_made_anew(seed: int) -> None:
    """After additions, edits, deletions and the passing of time, round after round."""
    chance = random.Random(seed)
    articles = {row: story(row, chance) for row in range(12)}
    count, day = 12, 1
    index = fresh(articles, count, f"2025-06-{day:02}")
    for _ in range(25):
        changes: list[Change] = []
        for row in chance.sample(sorted(articles), min(len(articles), chance.randint(0, 3))):
            old = articles[row]
            if chance.random() < 0.4:
                changes.append(Change(row, old, None))
                del articles[row]
            else:
                articles[row] = story(row, chance)
                changes.append(Change(row, old, articles[row]))
        if chance.random() < 0.5:
            articles[count] = story(count, chance)
            changes.append(Change(count, None, articles[count]))
            count += 1
        day = min(28, day + chance.choice([0, 0, 1, 9]))
        now = rules(f"2025-06-{day:02}")
        known = {change.row for change in changes}
        for row in set(index.timed) - known:
            told = articles[row]
            is_out = now.is_out(told)
            if (is_out, is_out and now.is_breaking(told)) != (index.is_out(row), index.is_breaking(row)):
                changes.append(Change(row, told, told))
        index = changed(index, changes, table(articles, count), now, articles.__getitem__)
        assert parts(index) == parts(fresh(articles, count, f"2025-06-{day:02}"))


def test_an_index_is_stored_whole() -> None:
    """What is loaded is what was dumped, the order of all included."""
    chance = random.Random(1)
    articles = {row: story(row, chance) for row in range(30)}
    index = fresh(articles, 31, "2025-06-01")
    assert parts(load_index(index.dump(), table(articles, 31))) == parts(index)


def test_what_is_not_out_has_no_rank() -> None:
    """Nor a place in any list; it is known by its row all the same."""
    articles = {0: article("a", SETTINGS, date="2025-01-01"), 1: article("b", SETTINGS, date="2025-12-01")}
    index = fresh(articles, 2, "2025-06-01")
    assert (index.lists["all"], list(index.rank), index.timed) == (array("I", [0]), [0, NOWHERE], array("I", [1]))
    assert (index.is_out(0), index.is_out(1), index.is_out(7)) == (True, False, False)
