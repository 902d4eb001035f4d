"""Files that are copied: pictures and documents that something shows, the theme's assets, and content/static/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.content.source import SourceFile
from sitegen.errors import Location
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.views import View
from sitegen.site.urls import file_of
from sitegen.theme.theme import Theme


class FileView(View, frozen=True, kw_only=True):
    """A file to copy."""

    source: str
    """An absolute path, or a path relative to content/."""


class TextView(View, frozen=True, kw_only=True):
    """A small text, as it is."""

    text: str


def plan_static_files(edition: Edition, theme: Theme, static: Iterable[SourceFile]) -> Iterator[Page]:
    """Plan a copy of each file. A picture of an article that is not out is shown by nothing, so it is not copied."""
    for asset, (path, origin) in sorted(edition.site.published.items()):
        yield Page(path=file_of(path), renderer="copy", view=FileView(source=asset), origin=origin)
    for name, known in sorted(theme.assets.items()):
        origin = Location(f"themes/{theme.name}/assets/{name}")
        yield Page(path=file_of(known.path), renderer="copy", view=FileView(source=str(known.source)), origin=origin)
    for file in static:
        path = file.path.removeprefix("static/")
        origin = Location(f"content/{file.path}")
        yield Page(path=path, renderer="copy", view=FileView(source=file.path), origin=origin)
    # Without it, GitHub Pages would run a branch through Jekyll, which drops files whose names start with `_`.
    yield Page(path=".nojekyll", renderer="text", view=TextView(text=""), origin=edition.origin())
