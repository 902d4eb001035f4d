"""Files that are copied: pictures and documents that something shows, the theme's assets, and content/static/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.errors import Location
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.views import View
from sitegen.site.references import public_path
from sitegen.site.urls import file_of
from sitegen.site.uses import AS_IT_IS

SEARCH_ASSETS: Final = frozenset(("search.css", "search.js", "suggest.js"))
"""The theme's assets that only a site which can be searched has."""


class FileView(View, frozen=True, kw_only=True):
    """A file to copy."""

    source: str
    """An absolute path, or a path relative to content/."""
    stamp: str
    """Changes with the file."""


class TextView(View, frozen=True, kw_only=True):
    """A text as it is: a mark, or an asset put together from parts."""

    text: str


def plan_file(edition: Edition, source: str) -> Iterator[Page]:
    """Plan the copy of a file of content/, if it is there: one of static/, or one that something shows.

    A picture of an article that is not out is shown by nothing, and so is not copied.
    """
    stamp = edition.site.stamps.get(source)
    is_static = source.startswith("static/")
    if stamp is None or not (is_static or _is_shown(edition, source)):
        return
    path = source.removeprefix("static/") if is_static else file_of(public_path(source))
    where = Location(f"content/{source}")
    yield Page(path=path, renderer="copy", view=FileView(source=source, stamp=stamp), origin=where)


def _is_shown(edition: Edition, source: str) -> bool:
    """Tell whether something leads to a file, or shows it as it is: of most pictures only renditions are shown."""
    uses = edition.uses(source)
    return AS_IT_IS in uses or (bool(uses) and source.lower().endswith(".svg"))


def plan_assets(edition: Edition) -> Iterator[Page]:
    """Plan each of the theme's assets, and the file that keeps GitHub Pages from running Jekyll.

    Jekyll drops files whose names start with `_`.
    """
    theme = edition.theme
    for name, asset in sorted(theme.assets.items()):
        if name in SEARCH_ASSETS and not edition.config.search:
            continue
        origin = Location(f"themes/{theme.name}/assets/{name}")
        if asset.text is not None:
            yield Page(path=file_of(asset.path), renderer="text", view=TextView(text=asset.text), origin=origin)
            continue
        view = FileView(source=str(asset.source), stamp=asset.integrity)
        yield Page(path=file_of(asset.path), renderer="copy", view=view, origin=origin)
    yield Page(path=".nojekyll", renderer="text", view=TextView(text=""), origin=edition.origin())
