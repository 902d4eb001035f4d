"""Terms: the sections, desks, authors and tags that gather articles, each with its address and its articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import Article, Author
from sitegen.errors import Location
from sitegen.site.slugs import slugify
from sitegen.site.urls import fill


class Term(Struct, frozen=True):
    """A section, desk, author or tag."""

    kind: str
    """section, desk, author or tag."""
    id: str
    title: str
    description: str
    path: str
    """Of the front page of its list."""
    articles: tuple[Article, ...]
    """In the order of publication, the oldest first."""
    origin: Location
    """Where the term comes from, for collisions."""
    parent: str | None = None
    """A section's parent section's id."""


class Taxonomy(Struct, frozen=True):
    """All terms of a site by id, in the order in which a reader should meet them."""

    sections: dict[str, Term]
    desks: dict[str, Term]
    authors: dict[str, Term]
    tags: dict[str, Term]

    def all(self) -> Iterable[Term]:
        for terms in (self.sections, self.desks, self.authors, self.tags):
            yield from terms.values()


def build_taxonomy(articles: Sequence[Article], authors: Mapping[str, Author], config: Config) -> Taxonomy:
    """Gather `articles` (in the order of publication) under their terms.

    A subsection's articles count for its parent section too. Two spellings of a tag or an author that have one slug
    are one term, titled as its oldest article spells it, so that a new article never retitles it.
    """
    links = config.permalinks
    parents = {section.id: section.parent for section in config.sections}
    known = {author.name.casefold(): author for author in authors.values()}
    sections = _Gathered("section", links.section)
    for section in config.sections:
        sections.start(section.id, section.title, config.place("sections"), section.description, section.parent)
    desks = _Gathered("desk", links.desk)
    for desk in config.desks:
        desks.start(desk.id, desk.title, config.place("desks"), desk.description)
    bylines, tags = _Gathered("author", links.author), _Gathered("tag", links.tag)
    for article in articles:
        for section_id in filter(None, (article.section, parents[article.section])):
            sections.add(section_id, article)
        if article.desk:
            desks.add(article.desk, article)
        for name in article.authors:
            author = known.get(name.casefold())
            id_ = author.slug if author else slugify(name)
            bylines.start(id_, author.name if author else name, author.location if author else article.place("author"))
            bylines.add(id_, article)
        for tag in article.tags:
            tags.start(slugify(tag), tag, article.place("tags"))
            tags.add(slugify(tag), article)
    return Taxonomy(sections.terms(), desks.terms(), bylines.terms(by_id=True), tags.terms(by_id=True))


class _Gathered:
    """The terms of one kind while their articles are gathered."""

    def __init__(self, kind: str, pattern: str) -> None:
        self._kind, self._pattern = kind, pattern
        self._started: dict[str, tuple[str, Location, str, str | None]] = {}
        self._articles: dict[str, dict[str, Article]] = {}

    def start(self, id_: str, title: str, origin: Location, description: str = "", parent: str | None = None) -> None:
        """Make a term, unless its id is there already."""
        self._started.setdefault(id_, (title, origin, description, parent))
        self._articles.setdefault(id_, {})

    def add(self, id_: str, article: Article) -> None:
        self._articles[id_][article.source] = article

    def terms(self, *, by_id: bool = False) -> dict[str, Term]:
        ids = sorted(self._started) if by_id else list(self._started)
        return {id_: self._term(id_, *self._started[id_]) for id_ in ids}

    def _term(self, id_: str, title: str, origin: Location, description: str, parent: str | None) -> Term:
        path = fill(self._pattern, **{self._kind: id_})
        articles = tuple(self._articles[id_].values())
        return Term(self._kind, id_, title, description, path, articles, origin, parent)
