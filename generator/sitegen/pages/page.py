"""A Page: one file of the output, planned but not yet made."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sitegen.errors import Location
from sitegen.pages.views import View

Renderer = Literal["template", "feed", "sitemap", "copy", "picture", "text", "search"]


class Page(Struct, frozen=True, kw_only=True):
    """One output file: where it goes, how it is made and the one value that it is made from."""

    path: str
    """Relative to the output folder, with forward slashes: `category/world/index.html`."""
    renderer: Renderer
    """template: a theme's template over `view`; feed: RSS 2.0 from a FeedView; sitemap: XML from a view of sitemap.py;
    copy: the bytes of a source file; picture: a rendition of an original; text: literal text; search: all
    files of a bundle, see search.py, of which the page is one."""
    template: str = ""
    """The template's name, for the renderer `template`."""
    view: View
    origin: Location
    """The source that asked for this page; named when two claim one path."""
