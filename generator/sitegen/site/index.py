"""The index of a site: which articles are out, in which order, and what each term, month and mention gathers.

It holds numbers, not articles: an article is the row of its source, so that the index of 100,000 articles is small,
quick to store, and brought up to date by what has changed. `changed` gives what `build_index` would give over the
same articles; nothing else in the project may depend on which of the two made it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from unicodedata import normalize

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import Article, Author, PlainPage
from sitegen.site.slugs import slugify
from sitegen.site.urls import linked_file, picture_file

ALL: Final = "all"
"""The key of the list of all articles that are out. The others: `featured`, `breaking`, `corrected`, `canonical` (those
that name an address of their own), `translated` (those that name an original), and those made of a kind and an id:
`section/world`, `desk/...`, `author/...`, `tag/...`, `month/2025-02`, and `language/hi` for each language that is not
the site's."""
NOWHERE: Final = 0xFFFFFFFF
"""The rank of a row that is no article that is out."""


def primary(language: str) -> str:
    """Return the primary subtag of a BCP 47 tag, in lower case: `pt` of `pt-BR`."""
    return language.partition("-")[0].lower()


class Title(Struct, frozen=True, array_like=True):
    """What a term is called that no settings name: as its oldest article spells it."""

    text: str
    source: str
    line: int
    column: int


class Change(Struct, frozen=True):
    """One article before and after; None where it was not, or is no more."""

    row: int
    old: Article | None
    new: Article | None


class Rules(Struct, frozen=True):
    """What decides where an article belongs, besides itself."""

    config: Config
    author_ids: Mapping[str, str]
    """The id of every author with a file, by the name in lower case."""
    as_of: datetime
    drafts: bool
    parents: Mapping[str, str | None]
    """The parent of every section."""
    numbers: Mapping[str, int]
    """The place of every section in the settings."""

    @classmethod
    def of(cls, config: Config, authors: Iterable[Author], as_of: datetime, *, drafts: bool) -> Rules:
        ids = {author.name.casefold(): author.slug for author in authors}
        parents = {section.id: section.parent for section in config.sections}
        return cls(config, ids, as_of, drafts, parents, {id_: number for number, id_ in enumerate(parents)})

    def author_id(self, name: str) -> str:
        return self.author_ids.get(name.casefold()) or slugify(name)

    def keys(self, article: Article, *, breaking: bool | None = None) -> tuple[str, ...]:
        """Return the keys of all the lists that an article which is out stands in.

        `breaking` tells whether it stands, or stood, in that one, where it is not this moment that decides.
        """
        day = article.date.instant.astimezone(self.config.zone)
        parent = self.parents[article.section]
        keys = [ALL, f"section/{article.section}", f"month/{day.year:04}-{day.month:02}"]
        keys += [f"section/{parent}"] if parent else []
        keys += [f"desk/{article.desk}"] if article.desk else []
        keys += [f"author/{self.author_id(name)}" for name in article.authors]
        keys += [f"tag/{slugify(tag)}" for tag in article.tags]
        language = primary(article.lang or "")
        keys += [f"language/{language}"] if language and language != primary(self.config.language) else []
        flags = (
            ("featured", article.featured),
            ("breaking", self.is_breaking(article) if breaking is None else breaking),
            ("corrected", article.corrections),
            ("canonical", article.canonical),
            ("translated", article.translates),
        )
        return tuple(dict.fromkeys([*keys, *(name for name, is_set in flags if is_set)]))

    def is_out(self, article: Article) -> bool:
        return is_out(article, self.as_of, drafts=self.drafts)

    def is_breaking(self, article: Article) -> bool:
        return is_breaking(article, self.as_of)

    def titles(self, article: Article) -> Iterator[tuple[str, Title]]:
        """Yield the key and the title of each author and tag, as this article would name them."""
        for field, kind, names in (("author", "author", article.authors), ("tags", "tag", article.tags)):
            line, column = article.places.get(field, (1, 1))
            for name in names:
                id_ = self.author_id(name) if kind == "author" else slugify(name)
                yield f"{kind}/{id_}", Title(name, article.source, line, column)


class Index(Struct, frozen=True):
    """See the module. Rows are those of `sources`."""

    sources: Sequence[str]
    """The path of every source below content/, by row."""
    seconds: array[int]
    """When each article was first published, since the epoch, by row."""
    modified: array[int]
    """When each article was last changed, as far as a reader needs to know, since the epoch, by row."""
    sections: array[int]
    """The number of the section that each article is filed under, by row."""
    lists: dict[str, array[int]]
    """The rows of the articles in each list, in the order of publication."""
    titles: dict[str, Title]
    """Of authors and tags."""
    timed: array[int]
    """The rows of the articles whose being out, or breaking, can change with time or drafts, and of those never out."""
    ids: dict[str, int]
    """The row of each id that an article gives itself."""
    mentions: dict[str, array[int]]
    """The rows of the sources that refer to each file, or path of the site, by its name (composed, NFC)."""
    rank: array[int]
    """The place of each row in the list of all; NOWHERE for what is not out."""

    def is_out(self, row: int) -> bool:
        return row < len(self.rank) and self.rank[row] != NOWHERE

    def is_breaking(self, row: int) -> bool:
        return row in self.lists.get("breaking", ())

    def position(self, key: str, row: int) -> int:
        """Return the place of an article in a list, or the one where it would stand if it were in it."""
        rows, sources, seconds = self.lists.get(key, ()), self.sources, self.seconds
        if self.is_out(row):
            return bisect_left(rows, self.rank[row], key=self.rank.__getitem__)
        return _place_in(rows, seconds[row], sources[row], seconds, sources)

    def place(self, key: str, article: Article) -> int:
        """Return where an article, which may be one that is no more, stands in a list or would stand."""
        rows = self.lists.get(key, ())
        return _place_in(rows, seconds_of(article), article.source, self.seconds, self.sources)

    def dump(self) -> bytes:
        """Return the index to be stored, without `sources`, which stand in a table of their own, and `rank`."""
        return msgspec.msgpack.encode(
            (
                self.seconds.tobytes(),
                self.modified.tobytes(),
                self.sections.tobytes(),
                {key: rows.tobytes() for key, rows in self.lists.items()},
                self.titles,
                self.timed.tobytes(),
                self.ids,
                {name: rows.tobytes() for name, rows in self.mentions.items()},
            )
        )


_Stored = tuple[bytes, bytes, bytes, dict[str, bytes], dict[str, Title], bytes, dict[str, int], dict[str, bytes]]


def load_index(stored: bytes, sources: Sequence[str]) -> Index:
    """Return the index that `dump` stored. Raises msgspec.DecodeError or ValueError if it is none."""
    seconds, modified, sections, lists, titles, timed, ids, mentions = msgspec.msgpack.decode(stored, type=_Stored)
    loaded = {key: _rows(rows) for key, rows in lists.items()}
    times, latest, filed = array("q"), array("q"), array("H")
    times.frombytes(seconds)
    latest.frombytes(modified)
    filed.frombytes(sections)
    names = {name: _rows(rows) for name, rows in mentions.items()}
    rank = _ranked(loaded[ALL], len(sources))
    return Index(sources, times, latest, filed, loaded, titles, _rows(timed), ids, names, rank)


def build_index(
    articles: Iterable[tuple[int, Article]],
    others: Iterable[tuple[int, PlainPage | Author]],
    sources: Sequence[str],
    rules: Rules,
) -> Index:
    """Return the index of all `articles`, and of what they and the `others` mention, each given with its row."""
    seconds, modified = array("q", bytes(8 * len(sources))), array("q", bytes(8 * len(sources)))
    sections = array("H", bytes(2 * len(sources)))
    timed = array("I")
    ids: dict[str, int] = {}
    mentions: dict[str, array[int]] = {}
    out: list[tuple[int, str, int, tuple[str, ...], tuple[tuple[str, Title], ...]]] = []
    for row, article in articles:
        seconds[row], sections[row] = seconds_of(article), rules.numbers[article.section]
        modified[row] = modified_of(article)
        if rules.is_out(article):
            out.append((seconds[row], article.source, row, rules.keys(article), tuple(rules.titles(article))))
        if _is_timed(article, rules):
            timed.append(row)
        if article.id is not None:
            ids[article.id] = min(ids.get(article.id, row), row, key=sources.__getitem__)
        for name in mentioned(article):
            mentions.setdefault(name, array("I")).append(row)
    for row, other in others:
        for name in mentioned(other):
            mentions.setdefault(name, array("I")).append(row)
    mentions = {name: array("I", sorted(set(rows))) for name, rows in mentions.items()}
    lists: dict[str, array[int]] = {ALL: array("I")}
    titles: dict[str, Title] = {}
    out.sort()
    for _, _, row, keys, named in out:
        for key in keys:
            if key in lists:
                lists[key].append(row)
            else:
                lists[key] = array("I", (row,))
        for key, title in named:
            titles.setdefault(key, title)
    rank = _ranked(lists[ALL], len(sources))
    return Index(sources, seconds, modified, sections, lists, titles, timed, ids, mentions, rank)


def changed(
    index: Index, changes: Sequence[Change], sources: Sequence[str], rules: Rules, read: Callable[[int], Article]
) -> Index:
    """Return the index after `changes`; `read` gives the article of a row as it now is.

    `sources` are those of the new index; `rules` may differ from those before in their moment alone, if `changes`
    hold every article that this moment lets out or takes away, or that is breaking news no more.
    """
    seconds = array("q", index.seconds)
    seconds.extend([0] * (len(sources) - len(seconds)))
    modified = array("q", index.modified)
    modified.extend([0] * (len(sources) - len(modified)))
    sections = array("H", index.sections)
    sections.extend([0] * (len(sources) - len(sections)))
    lists, titles, ids, mentions = dict(index.lists), dict(index.titles), dict(index.ids), dict(index.mentions)
    timed = set(index.timed)
    touched: set[str] = set()
    fresh: set[str] = set()

    def own(key: str) -> array[int]:
        """Return a list that may be changed: not the former index's."""
        if key not in fresh:
            lists[key] = array("I", lists.get(key, ()))
            fresh.add(key)
        touched.add(key)
        return lists[key]

    standing = {change.row for change in changes if _stands(change, index, rules)}
    for change in changes:
        if change.old is not None:
            gone = index.is_out(change.row) and change.row not in standing
            for key in rules.keys(change.old, breaking=index.is_breaking(change.row)) if gone else ():
                own(key).remove(change.row)
            for name in mentioned(change.old):
                mentions[name] = array("I", (row for row in mentions[name] if row != change.row))
            if change.old.id is not None and ids.get(change.old.id) == change.row:
                del ids[change.old.id]
        timed.discard(change.row)
        # All moments are right before anything is inserted: its place is found by those of its neighbours.
        new = change.new
        seconds[change.row] = seconds_of(new) if new else 0
        modified[change.row] = modified_of(new) if new else 0
        sections[change.row] = rules.numbers[new.section] if new else 0
    for change in changes:
        article, row = change.new, change.row
        if article is None:
            continue
        if rules.is_out(article) and row not in standing:
            for key in rules.keys(article):
                rows = own(key)
                rows.insert(_place_in(rows, seconds[row], sources[row], seconds, sources), row)
        for name in mentioned(article):
            mentions[name] = array("I", sorted({*mentions.get(name, ()), row}))
        if _is_timed(article, rules):
            timed.add(row)
        if article.id is not None:
            ids[article.id] = min(ids.get(article.id, row), row, key=sources.__getitem__)
    for key in touched:
        titles.pop(key, None)
        if not lists[key] and key != ALL:
            del lists[key]
        elif key.startswith(("author/", "tag/")):
            titles[key] = next(title for named, title in rules.titles(read(lists[key][0])) if named == key)
    for name in [name for name, rows in mentions.items() if not rows]:
        del mentions[name]
    rank = _ranked(lists[ALL], len(sources)) if ALL in fresh or len(sources) != len(index.rank) else index.rank
    return Index(sources, seconds, modified, sections, lists, titles, array("I", sorted(timed)), ids, mentions, rank)


def _place_in(rows: Sequence[int], moment: int, source: str, seconds: Sequence[int], sources: Sequence[str]) -> int:
    """Return where an article of a moment and a source stands, or would stand, in a list in publication order."""
    return bisect_left(rows, (moment, source), key=lambda row: (seconds[row], sources[row]))


def _stands(change: Change, index: Index, rules: Rules) -> bool:
    """Tell whether an article stands where it stood, in the same lists and under the same names."""
    old, new = change.old, change.new
    if old is None or new is None or not index.is_out(change.row) or not rules.is_out(new):
        return False
    before = rules.keys(old, breaking=index.is_breaking(change.row))
    same_place = (seconds_of(old), before) == (seconds_of(new), rules.keys(new))
    return same_place and list(rules.titles(old)) == list(rules.titles(new))


def mentioned(record: Article | PlainPage | Author) -> frozenset[str]:
    """Return the names of all that a source refers to: files of content/, or paths of the site without the slashes."""
    names = (
        [picture_file(record.image.src, record.source)] if isinstance(record, Article | Author) and record.image else []
    )
    if isinstance(record, Article) and record.audio:
        names.append(picture_file(record.audio.src, record.source))
    if not isinstance(record, Author):
        for reference in record.body.references:
            name = picture_file if reference.kind == "image" else linked_file
            names.append(name(reference.target, record.source))
    if isinstance(record, Article):
        others = [*record.related, *([record.translates] if record.translates else [])]
        names += [name.removeprefix("/") for name in others]
    return frozenset(normalize("NFC", name) for name in names)


def is_out(article: Article, as_of: datetime, *, drafts: bool = False) -> bool:
    """Tell whether readers may see the article at `as_of` (promise 4)."""
    if article.status == "withdrawn" or has_expired(article, as_of):
        return False
    if drafts:
        return True
    starts = [article.date, article.embargo] if article.embargo else [article.date]
    return article.status == "published" and all(moment.instant <= as_of for moment in starts)


def is_waiting(article: Article, as_of: datetime) -> bool:
    """Tell whether an article is to be out as soon as its time has come, if it is not out yet."""
    return article.status == "published" and not has_expired(article, as_of)


def has_expired(article: Article, as_of: datetime) -> bool:
    return article.expires is not None and article.expires.instant <= as_of


def is_breaking(article: Article, as_of: datetime) -> bool:
    """Tell whether an article is breaking news at `as_of`, if it is out."""
    return article.breaking if isinstance(article.breaking, bool) else article.breaking.instant > as_of


def seconds_of(article: Article) -> int:
    """Return when an article was first published, in seconds since the epoch."""
    return int(article.date.instant.timestamp())


def modified_of(article: Article) -> int:
    """Return when an article was last changed, in seconds since the epoch; never before it was published."""
    published = seconds_of(article)
    return max(published, int(article.updated.instant.timestamp())) if article.updated else published


def _is_timed(article: Article, rules: Rules) -> bool:
    can_change = article.expires is not None or not isinstance(article.breaking, bool)
    return can_change or article.status != "published" or not is_out(article, rules.as_of)


def _rows(stored: bytes) -> array[int]:
    rows = array("I")
    rows.frombytes(stored)
    return rows


def _ranked(rows: array[int], count: int) -> array[int]:
    rank = array("I", b"\xff" * 4 * count)
    for place, row in enumerate(rows):
        rank[row] = place
    return rank
