"""The search page, what the field on every page suggests, and what is indexed of each year.

A year's articles are one bundle, so that a year that is over is never indexed again. The page searches the newest year
first and the others when they are asked for; it does so in the reader's browser, with Pagefind's program, which is the
same for all bundles and stands in a folder named by its version.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final
from unicodedata import normalize

import msgspec

from sitegen.content.article import Article
from sitegen.content.search_address import SearchForm
from sitegen.pages.dates import month_name
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.static import TextView
from sitegen.pages.structured import page_graph
from sitegen.pages.views import Crop, HeadView, Link, SiteView, TermLink, View
from sitegen.search.binary import version
from sitegen.search.bundle import ENTRY
from sitegen.site.index import primary
from sitegen.site.urls import SEARCH_PATH, file_of, fill

WASM: Final = "'wasm-unsafe-eval'"
"""What a Content-Security-Policy must say for a page to run WebAssembly (CSP 3, section 6.7.2.5), and no more."""
_SUGGESTED: Final = 200
"""Headlines that the field on every page suggests, the newest."""
_MONTHS: Final = 12
_TAGS: Final = 30
"""Months and tags that a reader without script is offered."""
_EXACT: Final = frozenset(
    ("as", "bn", "gu", "hi", "km", "kn", "lo", "ml", "mr", "my", "ne", "or", "pa", "sa", "si", "ta", "te", "th")
)
"""Languages whose marks are vowels: a word without them is another word. The marks of others may be left out."""
_JOINERS: Final = str.maketrans("", "", "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""They shape the letters of those languages; hardly anybody types them into a search field."""


class SearchIndex(View, frozen=True, kw_only=True):
    """What the page knows of the bundles in one language."""

    language: str
    """Primary subtag of BCP 47."""
    exact: bool
    """Whether a word without its vowel signs is another word."""
    years: tuple[int, ...]
    """Those that have articles in it, the newest first."""


class SearchView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    title: str
    indexes: str
    """JSON: a SearchIndex for each language, the site's own first."""
    runtime: str
    """Address of the folder of Pagefind's program."""
    years: tuple[TermLink, ...]
    """The newest first, each with the address of its archive."""
    sections: tuple[TermLink, ...]
    months: tuple[Link, ...]
    tags: tuple[TermLink, ...]
    engine: SearchForm | None
    """Of another engine, for readers without script."""


class SearchRecord(View, frozen=True, kw_only=True):
    """An article as it is indexed, and as a row of results shows it."""

    source: str
    body: str
    """Digest of the text, which is fetched where the index is made."""
    url: str
    language: str
    """Primary subtag of BCP 47."""
    moment: str
    """UTC, such that moments sort as texts: `20250227T0930`."""
    opening: str
    """What stands before the text: subtitle and summary."""
    names: dict[str, str]
    """What else is searched: title, section, desk, author, tags."""
    filters: dict[str, tuple[str, ...]]
    shown: dict[str, str]
    """What a row of results shows, by the names that search.js knows."""


class SearchYearView(View, frozen=True, kw_only=True):
    """What the bundle of a year is made of."""

    records: tuple[SearchRecord, ...]


class SearchProgramView(View, frozen=True, kw_only=True):
    """What the folder of Pagefind's program is made of."""

    version: str
    languages: tuple[str, ...]


def plan_search(edition: Edition) -> Iterator[Page]:
    """Plan the search page and the suggestions, if the site can be searched."""
    if not edition.config.search:
        return
    title, engine = edition.gettext("Search"), edition.config.search_form
    breadcrumb = edition.breadcrumb(Link(text=title, url=SEARCH_PATH))
    graph = page_graph(edition, title, edition.absolute(SEARCH_PATH), breadcrumb, None)
    indexes = _indexes(edition)
    view = SearchView(
        site=edition.view,
        head=edition.head(
            title, SEARCH_PATH, index=False, graph=graph, scripts=(WASM,), forms=(engine.action,) if engine else ()
        ),
        breadcrumb=breadcrumb,
        title=title,
        indexes=msgspec.json.encode(indexes).decode(),
        runtime=edition.href(f"{SEARCH_PATH}{_program()}/"),
        years=tuple(_year(edition, year) for year in reversed(_years(edition))),
        sections=tuple(edition.term_link(term) for term in edition.site.taxonomy.sections.values()),
        months=tuple(_month(edition, *month) for month in edition.site.months()[: -_MONTHS - 1 : -1]),
        tags=_tags(edition),
        engine=engine,
    )
    origin = edition.config.place("search")
    yield Page(path=file_of(SEARCH_PATH), renderer="template", template="search.html", view=view, origin=origin)
    suggested = TextView(text=_suggestions(edition))
    yield Page(path=file_of(f"{SEARCH_PATH}suggestions.json"), renderer="text", view=suggested, origin=origin)


def search_units(edition: Edition) -> Iterator[str]:
    """Yield the units of what Pagefind makes: its program, and the bundle of each year."""
    if edition.config.search:
        yield "search/program"
        yield from (f"search/{year}" for year in _years(edition))


def is_search(unit: int | str) -> bool:
    """Tell whether a unit is one that Pagefind makes: many files of one view, which stands for the first of them."""
    return isinstance(unit, str) and unit.startswith("search/")


def plan_bundle(edition: Edition, name: str) -> Iterator[Page]:
    """Plan the bundle of a year, if it has articles, or the `program`. Its path is that of the file known by name."""
    origin = edition.config.place("search")
    if not edition.config.search:
        return
    if name == "program":
        languages = tuple(index.language for index in _indexes(edition))
        program = SearchProgramView(version=version(), languages=languages)
        yield Page(
            path=file_of(f"{SEARCH_PATH}{_program()}/pagefind.js"), renderer="search", view=program, origin=origin
        )
        return
    year = int(name)
    keys = [f"month/{year:04}-{month:02}" for each, month in edition.site.months() if each == year]
    records = tuple(_record(edition, article) for key in keys for article in edition.site.listed(key))
    if records:
        path = file_of(f"{SEARCH_PATH}{name}/{ENTRY}")
        yield Page(path=path, renderer="search", view=SearchYearView(records=records), origin=origin)


def prose_of(record: SearchRecord, prose: str) -> str:
    """Return the text of an article as it is indexed; `prose` is that of its body."""
    opening = "\n".join(line for line in record.opening.split("\n") if line not in prose)
    return _as_searched(f"{opening}\n{prose}".strip(), record.language)


def _as_searched(text: str, language: str) -> str:
    text = normalize("NFC", text)
    return text.translate(_JOINERS) if language in _EXACT else text


def _program() -> str:
    return f"pagefind-{version()}"


def _years(edition: Edition) -> list[int]:
    return sorted({year for year, _ in edition.site.months()})


def _indexes(edition: Edition) -> list[SearchIndex]:
    """Return the languages of the site, its own first, each with its years, the newest first."""
    index, zone, own = edition.site.index, edition.config.zone, primary(edition.config.language)
    totals: dict[int, int] = {}
    for year, month in edition.site.months():
        totals[year] = totals.get(year, 0) + len(index.lists[f"month/{year:04}-{month:02}"])
    others: dict[str, list[int]] = {}
    for key in sorted(key for key in index.lists if key.startswith("language/")):
        years = [datetime.fromtimestamp(index.seconds[row], zone).year for row in index.lists[key]]
        for year in years:
            totals[year] -= 1
        others[key.removeprefix("language/")] = sorted(set(years), reverse=True)
    found = {own: sorted((year for year, total in totals.items() if total), reverse=True)} | others
    return [
        SearchIndex(language=language, exact=language in _EXACT, years=tuple(years))
        for language, years in found.items()
    ]


def _record(edition: Edition, article: Article) -> SearchRecord:
    card = edition.card(article)
    language = primary(article.lang or edition.config.language)
    authors = tuple(author.text for author in card.authors)
    parent = edition.site.rules.parents[article.section]
    names = {
        "title": card.title,
        "section": card.section.text,
        "desk": card.desk.text if card.desk else "",
        "author": ", ".join(authors),
        "tags": ", ".join(tag.title for tag in edition.tag_terms(article)),
    }
    desk, people = names["desk"], edition.gettext(", ").join(authors)
    image = card.image
    shown = {
        "title": card.title,
        "lang": card.lang,
        "section": card.section.text,
        "id": card.section.id,
        "front": card.section.url,
        "byline": " / ".join(filter(None, (desk, people))),
        "iso": card.date.iso,
        "day": card.date.day,
        **_picture("wide", image.wide if image else None),
        **_picture("square", image.square if image else None),
    }
    return SearchRecord(
        source=article.source,
        body=article.body.digest,
        url=card.url,
        language=language,
        moment=article.date.instant.astimezone(UTC).strftime("%Y%m%dT%H%M"),
        opening="\n".join(filter(None, (article.subtitle, article.summary))),
        names={name: _as_searched(text, language) for name, text in names.items() if text},
        filters={"section": (article.section, *([parent] if parent else [])), "author": authors},
        shown={name: text for name, text in shown.items() if text},
    )


def _picture(shape: str, crop: Crop | None) -> dict[str, str]:
    return {shape: crop.srcset or crop.src} if crop else {}


def _year(edition: Edition, year: int) -> TermLink:
    return TermLink(
        id=str(year),
        text=edition.number(year),
        url=edition.href(fill(edition.config.permalinks.year, year=f"{year:04}")),
    )


def _month(edition: Edition, year: int, month: int) -> Link:
    path = fill(edition.config.permalinks.month, year=f"{year:04}", month=f"{month:02}")
    text = month_name(date(year, month, 1), edition.config.language)
    return Link(text=text, url=edition.href(path))


def _tags(edition: Edition) -> tuple[TermLink, ...]:
    """Return the tags of most articles, in the order of their names."""
    lists = edition.site.index.lists
    tags = sorted(edition.site.taxonomy.tags.values(), key=lambda tag: (-len(lists[tag.key]), tag.id))[:_TAGS]
    return tuple(edition.term_link(tag) for tag in sorted(tags, key=lambda tag: (tag.title.casefold(), tag.id)))


def _suggestions(edition: Edition) -> str:
    """Return, as JSON, text and address of what the search field suggests: sections, tags, and headlines."""
    terms = [[term.text, term.url] for term in (*edition.view.sections, *_tags(edition))]
    newest = edition.teasers(edition.site.articles[: -_SUGGESTED - 1 : -1])
    return msgspec.json.encode([*terms, *([story.title, story.url] for story in newest)]).decode()
