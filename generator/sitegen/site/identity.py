"""The id by which feed readers know an article again, whatever becomes of its headline, slug, section and folder.

It is the article's own `id`. Else it is made of what a newsroom has no reason to change once readers have seen it: the
day on which the article was first published and the name of its file, in a tag URI (RFC 4151) that the site's host
makes unique. An address would not do, since it follows the headline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Final
from unicodedata import normalize
from urllib.parse import quote

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.errors import Location, Problem
from sitegen.site.index import Index
from sitegen.site.shelf import Shelf

_SAFE: Final = "~!$&'()*+,;=:@/"
"""What RFC 4151 admits beside letters, digits and `-._`."""
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TAG: Final = re.compile(r"tag:[^,]*,(\d{4}-\d\d)-\d\d:")


def feed_id(article: Article, config: Config) -> str:
    """Return the id of an article in RSS and JSON feeds."""
    if article.id is not None:
        return article.id
    return _tag(article.date.instant.astimezone(config.zone).date(), _name(article.source), config)


def atom_id(article: Article, config: Config) -> str:
    """Return the id of an article in Atom, which takes nothing but an IRI (RFC 4287, section 4.2.6)."""
    if article.id is None or _IRI.fullmatch(article.id):
        return feed_id(article, config)
    # Whatever else was typed, another system's number for instance, is made one; a name of a file has no slash.
    return _tag(article.date.instant.astimezone(config.zone).date(), f"id/{article.id}", config)


def same_ids(
    rows: Collection[int], waiting: Collection[int], index: Index, shelf: Shelf, config: Config
) -> Iterator[Problem]:
    """Report the articles that have the id of another: a reader takes the two for one and shows one of them.

    One of the two is at one of `rows`. `waiting` are the rows of what is to come, so that a mistake is known in time.
    """
    made = {id_: row for id_, row in index.ids.items() if id_.startswith("tag:")}
    months = {_day(row, index, config).strftime("month/%Y-%m") for row in rows}
    if made:
        asked = set(rows)
        months |= {f"month/{found[1]}" for id_, row in made.items() if row in asked and (found := _TAG.match(id_))}
    pool = {*waiting, *(row for month in months for row in index.lists.get(month, ()))}
    groups: dict[str, list[int]] = {}
    for row in pool:
        groups.setdefault(_name(index.sources[row]), []).append(row)
    for name, group in groups.items():
        if len(group) == 1 and not made:
            continue
        first: dict[date, int] = {}
        for row in sorted(group, key=index.sources.__getitem__):
            day = _day(row, index, config)
            other = made.get(_tag(day, name, config), row) if made else row
            if shelf.record(row).id is not None:
                continue
            other = other if other != row else first.setdefault(day, row)
            if other != row:
                message = f"feed readers know it by its day and its file's name, which content/{index.sources[other]}"
                where = Location(f"content/{index.sources[row]}")
                hint = "Give one of the files another name, or the article an `id` of its own"
                yield Problem(where, "duplicate-id", f"{message} has too", hint)


def _day(row: int, index: Index, config: Config) -> date:
    return datetime.fromtimestamp(index.seconds[row], config.zone).date()


def _name(source: str) -> str:
    """Return the name of a file without its ending; that of its folder for an index.md."""
    folder, _, name = source.removesuffix(".md").rpartition("/")
    return folder.rpartition("/")[2] if name == "index" and folder != "articles" else name


def _tag(day: date, name: str, config: Config) -> str:
    rest = quote(normalize("NFC", name), safe=_SAFE)
    return f"tag:{_host(config)},{day.isoformat()}:{_prefix(config)}{rest}"


def _host(config: Config) -> str:
    return config.feed_authority.partition("/")[0]


def _prefix(config: Config) -> str:
    path = config.feed_authority.partition("/")[2]
    return f"{path}/" if path else ""
