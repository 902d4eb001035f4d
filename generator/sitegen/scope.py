"""What a build has to plan anew: the units that the changes since the last build reach, or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from msgspec import Struct

from sitegen.build import Look, Options
from sitegen.content.article import Article
from sitegen.output.ledger import Ledger
from sitegen.output.progress import Progress
from sitegen.output.state import Kept, StateFolder
from sitegen.pages.plan import Unit, picture_unit
from sitegen.pages.reach import reached
from sitegen.pictures.measuring import ENDINGS
from sitegen.site.index import Change, Index, mentioned
from sitegen.site.site import Content, Findings, Site
from sitegen.site.translations import original_of, story_rows
from sitegen.sources import Sources
from sitegen.theme.theme import Theme


class Work(Struct, frozen=True):
    """A build under way: all that its last stages need."""

    root: Path
    output: Path
    options: Options
    folder: StateFolder
    look: Look
    kept: Kept | None
    sources: Sources
    site: Site
    content: Content
    theme: Theme
    findings: Findings
    """What settings, pages and authors brought to light."""
    ledger: Ledger
    templates: dict[str, bytes]
    """Digest of each template's own text."""
    closures: dict[str, bytes]
    progress: Progress


class Scope(Struct, frozen=True):
    """What is to be planned anew."""

    units: frozenset[Unit] | None
    """None for all."""
    rows: tuple[int, ...]
    """The articles whose references are to be checked."""


def scope_of(work: Work, old: Index | None) -> Scope:
    """Return the scope of what has changed since the last build."""
    seen, site, sources, rules = work.look.seen, work.site, work.sources, work.site.rules
    if seen is None or old is None or work.look.settings != seen.settings or seen.theme != work.theme.digest:
        return everything(work)
    if _retitled(old, site) or sources.broken:
        return everything(work)
    index, known = site.index, {change.row: change for change in sources.changes}
    names = {
        normalize("NFC", sources.before[row] if change.old else index.sources[row]) for row, change in known.items()
    }
    names |= {normalize("NFC", file) for file in sources.files}
    mentioning = {row for name in names for row in index.mentions.get(name, ())} - known.keys()
    if names & site.named or any(not index.sources[row].startswith("articles/") for row in mentioning):
        return everything(work)
    # What an article shows of a file, those that name the article show too.
    shown = {normalize("NFC", index.sources[row]) for row in mentioning}
    mentioning |= {row for name in shown for row in index.mentions.get(name, ())} - known.keys()
    if any(not index.sources[row].startswith("articles/") for row in mentioning):
        return everything(work)
    stories = {
        original_of(article)
        for change in known.values()
        for article in (change.old, change.new)
        if article is not None and article.translates
    }
    mentioning |= {row for source in stories for row in story_rows(source, index, site.shelf)} - known.keys()
    for row in mentioning:
        article: Article = site.shelf.record(row)
        known[row] = Change(row, article, article)
    owners = {old.ids.get(change.new.id) for change in known.values() if change.new and change.new.id is not None}
    if any(row is not None and row not in known for row in owners):
        return everything(work)
    units = reached(old, index, list(known.values()), rules)
    units.update(work.ledger.unit(row) for row in work.look.stale.files)
    files = set(_files(sources, site, known.values()))
    units.update(f"file/{file}" for file in files)
    units.update(map(picture_unit, _pictures(sources, site, files)))
    return Scope(frozenset(units), tuple(sorted(row for row, change in known.items() if change.new)))


def _files(sources: Sources, site: Site, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the files of content/ that changed, or that a change may have begun or ceased to show."""
    yield from sources.files
    for change in changes:
        for article in (change.old, change.new):
            for name in mentioned(article) if article else ():
                asset = site.resolver.asset(name)
                if asset is not None:
                    yield asset


def _pictures(sources: Sources, site: Site, files: Iterable[str]) -> Iterator[str]:
    """Yield the digests of the pictures among some files, and of those that these were before."""
    yield from sources.former
    for file in files:
        is_new = file not in sources.measured
        if is_new and not (
            PurePosixPath(file).suffix.lower() in ENDINGS and file in sources.assets and site.uses(file)
        ):
            continue  # Nobody has looked at it, or has to.
        original = site.resolver.original(file)
        if not isinstance(original, str) and not original.is_drawing:
            yield original.digest


def _retitled(old: Index, site: Site) -> bool:
    """Tell whether a term that others show has another title, or an author with a file has come or gone."""
    before, after = old.titles, site.index.titles
    if any(key in after and after[key].text != title.text for key, title in before.items()):
        return True
    return any(key.removeprefix("author/") in site.authors for key in before.keys() ^ after.keys())


def everything(work: Work) -> Scope:
    """Return the scope of all units."""
    return Scope(None, all_rows(work.site))


def all_rows(site: Site) -> tuple[int, ...]:
    """Return the rows of all articles: those that are out in the order of publication, then the others by path."""
    sources = site.index.sources
    others = sorted((row for row in site.index.timed if not site.index.is_out(row)), key=sources.__getitem__)
    return (*site.articles.rows, *others)
