"""Site -> Pages, unit by unit, and whether they fit together: one source a path, and every path linked to is planned.

A unit is the least that can be planned alone: an article's row (its page, its redirects, the feeds of its live
coverage), or a name such as `home`, `list/section/world/3` (page 3 of a list; 0 is its front), `feed/tag/istanbul`,
`year/2025`, `sitemap/2025-02`, `file/media/x.pdf`, `search/2025`, or `picture/` and the digest of an original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final
from urllib.parse import quote

from sitegen.errors import Location, Problem, suggest
from sitegen.pages.article import plan_article
from sitegen.pages.corrections import plan_corrections
from sitegen.pages.edition import Edition
from sitegen.pages.feed import feed_keys, plan_feed
from sitegen.pages.home import plan_home
from sitegen.pages.listing import closed_pages, list_keys, plan_list_page
from sitegen.pages.live import plan_live_feeds
from sitegen.pages.page import Page
from sitegen.pages.picture import plan_picture
from sitegen.pages.plain import plan_plain_pages
from sitegen.pages.search import plan_bundle, plan_search, search_units
from sitegen.pages.sitemap import plan_sitemap, plan_sitemap_index
from sitegen.pages.special import plan_special_pages
from sitegen.pages.static import plan_assets, plan_file
from sitegen.pages.well_known import plan_well_known
from sitegen.pages.year import plan_year
from sitegen.site.index import ALL
from sitegen.site.urls import file_of, folders_above

Unit = int | str
SINGLE: Final[dict[str, Callable[[Edition], Iterator[Page]]]] = {
    "home": plan_home,
    "special": plan_special_pages,
    "pages": plan_plain_pages,
    "corrections": plan_corrections,
    "assets": plan_assets,
    "well-known": plan_well_known,
    "sitemap": plan_sitemap_index,
    "search": plan_search,
}
"""The units of which a site has one."""


def plan(edition: Edition, unit: Unit) -> Iterator[Page]:
    """Yield the pages of a unit, none if there is nothing for it to show any more."""
    if isinstance(unit, int):
        yield from plan_article(edition, unit)
        yield from plan_live_feeds(edition, unit)
        return
    kind, _, rest = unit.partition("/")
    if kind == "sitemap" and rest:
        yield from plan_sitemap(edition, rest)
    elif kind == "search" and rest:
        yield from plan_bundle(edition, rest)
    elif kind == "list":
        key, _, number = rest.rpartition("/")
        yield from plan_list_page(edition, key, int(number))
    elif kind == "feed":
        yield from plan_feed(edition, rest)
    elif kind == "year":
        yield from plan_year(edition, int(rest))
    elif kind == "picture":
        yield from plan_picture(edition, rest)
    elif kind == "file":
        yield from plan_file(edition, rest)
    else:
        yield from SINGLE[kind](edition)


def all_units(edition: Edition, files: Iterable[str], pictures: Iterable[str] = ()) -> Iterator[Unit]:
    """Yield every unit of a site: pictures first, since feeds tell their sizes, then those that show the same articles
    near to each other.

    `files` are the files of content/ that are copied: those of static/, and those that something shows as they are;
    `pictures` are the digests of originals of which it shows renditions.
    """
    site = edition.site
    yield from map(picture_unit, pictures)
    yield from SINGLE
    yield from ("sitemap/pages", "sitemap/news")
    yield from site.index.lists[ALL]
    yield from _list_units(edition)
    yield from (f"feed/{key}" for key in feed_keys(edition))
    yield from (f"year/{year}" for year in sorted({year for year, _ in site.months()}))
    yield from (f"file/{path}" for path in files)
    yield from search_units(edition)


def picture_unit(digest: str) -> str:
    """Return the unit of the renditions of an original."""
    return f"picture/{digest}"


def is_picture(unit: Unit) -> bool:
    return isinstance(unit, str) and unit.startswith("picture/")


def is_file(unit: Unit) -> bool:
    return isinstance(unit, str) and unit.startswith("file/")


def _list_units(edition: Edition) -> list[str]:
    """Return the pages of all lists, and sitemaps, in the order of time: near to each other if they show the same."""
    index, size = edition.site.index, edition.config.per_page
    found: list[tuple[int, str]] = []
    for key in list_keys(edition):
        rows = index.lists.get(key, ())
        closed = closed_pages(len(rows), size)
        firsts = [closed * size, *range(0, closed * size, size)]
        for unit, first in zip(list_units(key, range(closed + 1)), firsts, strict=True):
            found.append((index.rank[rows[first]] if rows else 0, unit))
        if key.startswith("month/"):
            found.append((index.rank[index.lists[key][0]], key.replace("month/", "sitemap/")))
    return [unit for _, unit in sorted(found)]


def list_units(key: str, numbers: Iterable[int]) -> Iterator[str]:
    """Yield the units of some pages of a list."""
    yield from (f"list/{key}/{number}" for number in numbers)


def collisions(claims: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Report every path that two pages claim, on a file system that ignores case as on one that does not.

    A file cannot stand where a folder must be, either. Each claim is a path and the source that asks for it.
    """
    claimed: dict[str, tuple[str, Location]] = {}
    for path, origin in sorted(claims, key=lambda claim: (claim[1], claim[0])):
        own = path, origin
        other = claimed.setdefault(claim_of(path), own)
        if other is not own:
            message = f"the address /{path.removesuffix('index.html')} is claimed by {other[1]} too"
            yield Problem(origin, "address-taken", message, _way_out(origin))
    for claim, (path, _) in claimed.items():
        for folder in folders_above(claim):
            if folder in claimed:
                other_path, other_origin = claimed[folder]
                message = f"the file /{other_path} stands where the folder of /{path} must be"
                yield Problem(other_origin, "address-taken", message, _way_out(other_origin))


def _way_out(origin: Location) -> str:
    """Return how to give an address up, by whom it was claimed."""
    if origin.path.startswith("content/static/"):
        return "Take the file out of content/static/, or the option of site.yaml out that makes it"
    return "Give one of them another `slug` or `url`"


def claim_of(path: str) -> str:
    """Return what two files may not have in common: some systems fold case and compose letters in names of files.

    A host shows index.html and index.xml alike at their folder's address.
    """
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    return folded.removesuffix("index.xml") + "index.html" if f"/{folded}".endswith("/index.xml") else folded


def dead_ends(expected: Iterable[tuple[str, Location]], files: Collection[str]) -> Iterator[Problem]:
    """Report the links to paths on the site where no page is (promise 5); `files` are the paths of all pages."""
    known: list[str] = []
    for path, where in expected:
        file = file_of(path)
        if file in files or f"{file}/index.html" in files:
            continue
        known = known or ["/" + name.removesuffix("index.html") for name in sorted(files) if name.endswith(".html")]
        hint = suggest(path, known) if len(known) > 12 else ""
        yield Problem(where, "broken-link", f"the site has no page at `{quote(path)}`", hint)
