"""Site -> every Page, and whether they fit together: one source a path, and every path that is linked to planned."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from sitegen.content.source import SourceFile
from sitegen.errors import Problem, suggest
from sitegen.pages.article import plan_articles
from sitegen.pages.edition import Edition
from sitegen.pages.feed import plan_feeds
from sitegen.pages.home import plan_home
from sitegen.pages.listing import plan_listings
from sitegen.pages.page import Page
from sitegen.pages.plain import plan_plain_pages
from sitegen.pages.special import plan_special_pages
from sitegen.pages.static import plan_static_files
from sitegen.pages.year import plan_years
from sitegen.site.site import Site
from sitegen.site.urls import file_of
from sitegen.theme.theme import Theme


def plan_pages(site: Site, theme: Theme, static: Iterable[SourceFile]) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Return every page of the output in the order of paths, and the Problems of how they fit together.

    `static` are the files of content/static/.
    """
    edition = Edition(site, theme)
    pages = [
        *plan_home(edition),
        *plan_articles(edition),
        *plan_listings(edition),
        *plan_years(edition),
        *plan_plain_pages(edition),
        *plan_special_pages(edition),
        *plan_feeds(edition),
        *plan_static_files(edition, theme, static),
    ]
    problems = [*_collisions(pages), *_dead_ends(site, pages)]
    return tuple(sorted(pages, key=lambda page: page.path)), tuple(problems)


def _collisions(pages: Sequence[Page]) -> Iterator[Problem]:
    """Report every path that two pages claim, on a file system that ignores case as on one that does not.

    A file cannot stand where a folder must be, either.
    """
    hint = "Give one of them another `slug` or `url`"
    claimed: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: (page.origin, page.path)):
        claim = _claim(page.path)
        other = claimed.setdefault(claim, page)
        if other is not page:
            message = f"the address /{page.path.removesuffix('index.html')} is claimed by {other.origin} too"
            yield Problem(page.origin, "address-taken", message, hint)
    for path, page in claimed.items():
        folder = path.rpartition("/")[0]
        while folder:
            other_page = claimed.get(folder)
            if other_page:
                message = f"the file /{other_page.path} stands where the folder of /{page.path} must be"
                yield Problem(other_page.origin, "address-taken", message, hint)
            folder = folder.rpartition("/")[0]


def _claim(path: str) -> str:
    """Return what two files may not have in common: some systems fold case and compose letters in names of files.

    A host shows index.html and index.xml alike at their folder's address.
    """
    folded = unicodedata.normalize("NFC", path).casefold()
    return folded.removesuffix("index.xml") + "index.html" if f"/{folded}".endswith("/index.xml") else folded


def _dead_ends(site: Site, pages: Sequence[Page]) -> Iterator[Problem]:
    """Report the links to paths on the site where no page is (promise 5)."""
    files = {page.path for page in pages}
    for path, where in site.expected:
        file = file_of(path)
        if file in files or f"{file}/index.html" in files:
            continue
        known = ["/" + name.removesuffix("index.html") for name in sorted(files) if name.endswith(".html")]
        hint = suggest(path, known) if len(known) > 12 else ""
        yield Problem(where, "broken-link", f"the site has no page at `{quote(path)}`", hint)
