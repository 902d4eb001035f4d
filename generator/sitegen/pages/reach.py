"""How far a change reaches: the units whose pages may differ after some articles changed, and no others.

This is promise 3 read backwards: an article is shown by its neighbours in time and in each of its lists, by the pages
of those lists, by feeds while it is among the newest, and by what refers to it. A unit too many costs a moment, since
its key shows that nothing changed; a unit too few would leave a page stale. Whatever a page kind comes to show of
other articles belongs here as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from unicodedata import normalize

from msgspec import structs

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.pages.listing import closed_pages
from sitegen.pages.plan import Unit, list_units
from sitegen.site.index import ALL, Change, Index, Rules
from sitegen.site.related import NEIGHBOURS

_WITH_FEED: Final = (ALL, "section", "desk", "author", "tag")


def reached(old: Index, new: Index, changes: Sequence[Change], rules: Rules) -> set[Unit]:
    """Return the units that the changes reach.

    An article that did not change itself, but refers to what did, is given as a change from itself to itself.
    """
    units: set[Unit] = {"home", "special", "well-known", "sitemap", "sitemap/news", "search"}
    units.update(["sitemap/pages"] if old.lists.keys() != new.lists.keys() else ())
    if rules.config.search:
        units.update(_bundles(old, new, changes, rules))
    for change in changes:
        units.add(change.row)
        if old.is_out(change.row) == new.is_out(change.row) and _is_same_to_others(change):
            units.update(_feeds(old, new, change, rules))
            units.update(_month_of_pictures(new, change, rules))
            continue
        for index, article in ((old, change.old), (new, change.new)):
            if article is not None and index.is_out(change.row):
                units.update(_of_article(old, new, article, rules))
    if _years(old) != _years(new):
        units.update(f"year/{year}" for year in _years(old) | _years(new))
    return units


def _bundles(old: Index, new: Index, changes: Sequence[Change], rules: Rules) -> Iterator[str]:
    """Yield the search bundles of the years of what changed, and the program if the languages did."""
    for change in changes:
        for index, article in ((old, change.old), (new, change.new)):
            if article is not None and index.is_out(change.row):
                yield f"search/{article.date.instant.astimezone(rules.config.zone).year}"
    if _languages(old) != _languages(new):
        yield "search/program"


def _languages(index: Index) -> set[str]:
    return {key for key in index.lists if key.startswith("language/")}


def _is_same_to_others(change: Change) -> bool:
    """Tell whether an article changed in its text alone, of which only its own page and feeds show anything."""
    if change.old is None or change.new is None or change.old is change.new:
        return False
    return structs.replace(change.old, body=change.new.body, places=change.new.places) == change.new


def _feeds(old: Index, new: Index, change: Change, rules: Rules) -> Iterator[str]:
    if change.new is not None and new.is_out(change.row):
        for key in rules.keys(change.new):
            if key.partition("/")[0] in _WITH_FEED and _is_among_newest(old, new, key, change.new, rules.config):
                yield f"feed/{key}"


def _month_of_pictures(index: Index, change: Change, rules: Rules) -> Iterator[str]:
    """Yield the sitemap of an article whose text has come to show other pictures."""
    old, new = change.old, change.new
    if old is not None and new is not None and index.is_out(change.row) and _pictures(old) != _pictures(new):
        yield from (key.replace("month/", "sitemap/") for key in rules.keys(new) if key.startswith("month/"))


def _pictures(article: Article) -> list[str]:
    return [reference.target for reference in article.body.references if reference.kind == "image"]


def _of_article(old: Index, new: Index, article: Article, rules: Rules) -> Iterator[Unit]:
    """Yield the units that show an article, in the old index or the new."""
    config = rules.config
    yield from _around(new, ALL, article, 1)
    for key in rules.keys(article):
        kind, _, id_ = key.partition("/")
        if kind in ("section", "tag"):
            yield from _around(new, key, article, NEIGHBOURS)
        if kind in ("section", "desk", "author", "tag", "month"):
            yield from _list_pages(old, new, key, article, config)
        if kind == "month":
            yield f"year/{int(id_[:4])}"
            yield f"sitemap/{id_}"
        elif kind == "corrected":
            yield "corrections"
        if kind in _WITH_FEED and _is_among_newest(old, new, key, article, config):
            yield f"feed/{key}"


def _around(index: Index, key: str, article: Article, distance: int) -> Iterable[int]:
    """Return the rows that stand at most `distance` from an article's place in a list, the article's own included."""
    place = index.place(key, article)
    return index.lists[key][max(0, place - distance) : place + distance + 1] if key in index.lists else ()


def _list_pages(old: Index, new: Index, key: str, article: Article, config: Config) -> Iterator[str]:
    """Yield the pages of a list from the one that an article stands on, or stood, to those that follow it.

    Where the list as such is the same, only that one page can differ.
    """
    size = config.per_page
    before, after = old.lists.get(key, ()), new.lists.get(key, ())
    place = min(old.place(key, article), new.place(key, article))
    closed = sorted((closed_pages(len(before), size), closed_pages(len(after), size)))
    first = place // size + 1
    if before == after:
        yield from list_units(key, [first if first <= closed[0] else 0])
        return
    # A page that closes takes rows of the front that stood there before; the one before it leads to it from then on.
    yield from list_units(key, sorted({0, closed[0], *range(min(first, closed[0] + 1), closed[1] + 1)}))


def _is_among_newest(old: Index, new: Index, key: str, article: Article, config: Config) -> bool:
    return any(index.place(key, article) >= len(index.lists.get(key, ())) - config.feed_items for index in (old, new))


def _years(index: Index) -> set[str]:
    return {str(int(key[6:10])) for key in index.lists if key.startswith("month/")}


def names_of(paths: Iterable[str]) -> set[str]:
    """Return the names by which other sources may refer to output files or files of content/."""
    names: set[str] = set()
    for path in paths:
        name = normalize("NFC", path)
        names |= {name, name.removesuffix("/index.html"), name.removesuffix("index.html").rstrip("/")}
    return names
