"""What the sources say that no page may show, and what they call their authors and tags: gathered in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Literal
from unicodedata import normalize

from msgspec import Struct

from sitegen.content.article import Article, Author, PlainPage
from sitegen.errors import Location
from sitegen.scope import Work
from sitegen.site.index import has_expired, mentioned
from sitegen.site.references import public_path
from sitegen.site.site import Site
from sitegen.workers import Start, cut, default_workers, ordered_map

Kind = Literal["author", "tag"]

_BATCH: Final = 1000
"""Sources that a worker is handed at a time."""
_WORTH_A_POOL: Final = 5000
"""Sources above which a pool of processes is quicker than this one."""


class Hidden(Struct, frozen=True):
    """An article or page that is not out."""

    title: str
    path: str
    """Where it would be, on the site."""
    why: str
    """`a draft`, `withdrawn` and the like."""
    location: Location
    """Of its title."""
    files: tuple[str, ...] = ()
    """The paths on the site of the files that it alone refers to."""


class Private(Struct, frozen=True):
    """A text of a field that is free for themes."""

    field: str
    text: str
    location: Location


class Name(Struct):
    """How articles spell an author or a tag."""

    kind: Kind
    text: str
    location: Location
    """Where it stands first, in the order of paths."""
    count: int = 0
    """How many articles spell it so."""


class Facts(Struct):
    """All that the pass gathers, and the site itself."""

    work: Work
    hidden: list[Hidden] = []
    private: list[Private] = []
    names: dict[tuple[Kind, str], Name] = {}
    titles: set[str] = set()
    """Of what is out."""


class _Seen(Struct):
    hidden: list[Hidden] = []
    private: list[Private] = []
    names: list[tuple[Kind, str, Location]] = []
    titles: list[str] = []


def gather_facts(work: Work, workers: int | None, method: Start | None) -> Facts:
    """Return the facts of all sources that could be read."""
    sources = sorted(work.site.shelf.sources())
    count = workers or (default_workers() if len(sources) > _WORTH_A_POOL else 1)
    facts = Facts(work)
    for seen in ordered_map(_start, work.site, cut(sources, _BATCH), workers=count, method=method):
        facts.hidden += seen.hidden
        facts.private += seen.private
        facts.titles.update(seen.titles)
        for kind, text, where in seen.names:
            name = facts.names.setdefault((kind, text), Name(kind, text, where))
            name.count += 1
    return facts


def _start(site: Site) -> Callable[[list[str]], _Seen]:
    def look_at(sources: list[str]) -> _Seen:
        seen = _Seen()
        for source in sources:
            row = site.shelf.row(source)
            if row is not None:
                _read(site, row, site.shelf.record(row), seen)
        return seen

    return look_at


def _read(site: Site, row: int, record: Article | PlainPage | Author, seen: _Seen) -> None:
    seen.private += _private(record.extra, record)
    if isinstance(record, Author):
        return
    if isinstance(record, PlainPage):
        why = "a draft" if record.status == "draft" and not site.rules.drafts else ""
    else:
        why = "" if site.index.is_out(row) else _why_not_out(record, site.rules.as_of)
        seen.names += _names(record)
    if why:
        path = site.path(record)
        files = tuple(_own_files(site, record))
        seen.hidden.append(Hidden(record.title, path, why, record.place("title"), files))
    else:
        seen.titles.append(record.title)


def _why_not_out(article: Article, as_of: datetime) -> str:
    if article.status != "published":
        return "a draft" if article.status == "draft" else "withdrawn"
    if has_expired(article, as_of):
        return "expired"
    return "under embargo" if article.embargo and article.embargo.instant > as_of else "not out yet"


def _own_files(site: Site, record: Article | PlainPage) -> Iterator[str]:
    """Yield the paths of the files of content/ that a record refers to and that nothing which is out uses."""
    for name in mentioned(record):
        asset = site.resolver.asset(name)
        if asset is not None and not site.uses(asset):
            yield normalize("NFC", public_path(asset))


def _names(article: Article) -> Iterator[tuple[Kind, str, Location]]:
    kinds: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
        ("author", "author", article.authors), ("tag", "tags", article.tags),
    )  # fmt: skip
    for kind, field, names in kinds:
        for number, name in enumerate(names):
            place = f"{field}.{number}"
            yield kind, name, article.place(place if place in article.places else field)


def _private(extra: Mapping[str, Any], record: Article | PlainPage | Author) -> Iterator[Private]:
    """Yield the texts of the free fields, but for those that the record's own words say to everybody."""
    if not extra:
        return
    public = "\n".join(_public(record))
    for field, value in extra.items():
        for text in _texts(value):
            if text not in public:
                yield Private(field, text, record.place(field))


def _public(record: Article | PlainPage | Author) -> tuple[str, ...]:
    if isinstance(record, Author):
        return record.name, record.role, record.biography
    if isinstance(record, PlainPage):
        return record.title, record.summary
    return record.title, record.subtitle, record.summary, record.dateline, record.credit, *record.highlights


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
