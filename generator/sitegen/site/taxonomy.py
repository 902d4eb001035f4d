"""Terms: the sections, desks, authors and tags that gather articles, each with its address and its articles."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import Author
from sitegen.errors import Location
from sitegen.site.index import Index
from sitegen.site.shelf import Run, Shelf
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
    articles: Run
    """In the order of publication, the oldest first."""
    origin: Location
    """Where the term comes from, for collisions."""
    parent: str | None = None
    """A section's parent section's id."""

    @property
    def key(self) -> str:
        """The key of its list in the index."""
        return f"{self.kind}/{self.id}"


class Taxonomy(Struct, frozen=True):
    """All terms of a site by id, in the order in which a reader should meet them."""

    sections: dict[str, Term]
    desks: dict[str, Term]
    authors: dict[str, Term]
    tags: dict[str, Term]

    def term(self, key: str) -> Term | None:
        """Return the term with this key, or None."""
        kind, _, id_ = key.partition("/")
        terms = {"section": self.sections, "desk": self.desks, "author": self.authors, "tag": self.tags}
        return terms[kind].get(id_)

    def all(self) -> Iterable[Term]:
        for terms in (self.sections, self.desks, self.authors, self.tags):
            yield from terms.values()


def build_taxonomy(index: Index, shelf: Shelf, authors: Mapping[str, Author], config: Config) -> Taxonomy:
    """Return the terms that gather the articles of the index.

    A subsection's articles count for its parent section too. Two spellings of a tag or an author that have one slug
    are one term, titled as its oldest article spells it, so that a new article never retitles it; an author with a
    file is titled by it. Sections and desks are there without an article too.
    """
    empty = array("I")
    patterns = {kind: getattr(config.permalinks, kind) for kind in ("section", "desk", "author", "tag")}

    def term(
        kind: str, id_: str, title: str, origin: Location, description: str = "", parent: str | None = None
    ) -> Term:
        path = fill(patterns[kind], **{kind: id_})
        articles = Run(shelf, index.lists.get(f"{kind}/{id_}", empty))
        return Term(kind, id_, title, description, path, articles, origin, parent)

    bylines, tags = dict[str, Term](), dict[str, Term]()
    for key in sorted(index.titles):
        kind, _, id_ = key.partition("/")
        title = index.titles[key]
        origin = Location(f"content/{title.source}", title.line, title.column)
        file = authors.get(id_) if kind == "author" else None
        named = term(kind, id_, file.name if file else title.text, file.location if file else origin)
        (bylines if kind == "author" else tags)[id_] = named
    sections, desks = config.place("sections"), config.place("desks")
    return Taxonomy(
        {each.id: term("section", each.id, each.title, sections, each.description, each.parent)
         for each in config.sections},
        {each.id: term("desk", each.id, each.title, desks, each.description) for each in config.desks},
        bylines,
        tags,
    )  # fmt: skip
