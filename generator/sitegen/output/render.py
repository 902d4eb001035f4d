"""A Page -> the bytes of its file: the same view, bodies and theme always give the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.content.markdown.body import fill_holes
from sitegen.content.updates import SEPARATOR, text_of
from sitegen.errors import MachineError
from sitegen.output.pictures import Pictures
from sitegen.output.sitemap import render_sitemap
from sitegen.pages.article import ArticleView, BodyView
from sitegen.pages.corrections import CorrectionsView
from sitegen.pages.feed import FeedView
from sitegen.pages.page import Page
from sitegen.pages.picture import PictureView
from sitegen.pages.plain import PlainView
from sitegen.pages.sitemap import NewsSitemapView, SitemapIndexView, SitemapView
from sitegen.pages.static import FileView, TextView
from sitegen.pages.views import View
from sitegen.pictures.store import Store
from sitegen.site.site import Site
from sitegen.theme.templates import Templates

if TYPE_CHECKING:
    from sitegen.output.feeds import FeedWriter


class Renderer:
    """Renders the pages of one site with one theme."""

    def __init__(self, templates: Templates, site: Site, content: Path, store: Store) -> None:
        """`content` is the folder of the sources, `store` where renditions of pictures are kept."""
        self._templates, self._site, self._content = templates, site, content
        self._pictures = Pictures(site, content, store)
        self._last_feed: tuple[View | None, bytes] = None, b""
        self._feeds: FeedWriter | None = None

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page's file.

        Raises ContentError for a template's mistake, MachineError if a file to copy cannot be read, or has changed
        since the build began.
        """
        view, templates = page.view, self._templates
        if isinstance(view, FileView):
            return _read(self._content / view.source)
        if isinstance(view, PictureView):
            return self._pictures.render(view)
        if isinstance(view, TextView):
            return view.text.encode()
        if isinstance(view, FeedView):
            return self._feed(view)
        if isinstance(view, SitemapView | NewsSitemapView | SitemapIndexView):
            return render_sitemap(view)
        if isinstance(view, ArticleView):
            story, *updates = self._html(view.body).split(SEPARATOR)
            return templates.render(page.template, view, story, updates).encode()
        if isinstance(view, PlainView):
            return templates.render(page.template, view, self._html(view.body)).encode()
        if isinstance(view, CorrectionsView):
            return templates.render(page.template, view, self._html(view.body) if view.body else "").encode()
        return templates.render(page.template, view).encode()

    def _feed(self, view: FeedView) -> bytes:
        """A feed has a second copy, the same view under another path, which comes right after it."""
        if self._last_feed[0] is not view:
            if self._feeds is None:
                from sitegen.output.feeds import FeedWriter  # Slower to import than most builds take.

                self._feeds = FeedWriter(self._html, self._length, trusted=self._site.config.trusted_html)
            self._last_feed = view, self._feeds.write(view)
        return self._last_feed[1]

    def _length(self, view: PictureView) -> int:
        return len(self._pictures.render(view))

    def _html(self, body: BodyView) -> str:
        row = self._site.shelf.row(body.source)
        if row is None:
            raise LookupError(f"{body.source} is no source of this site")
        return text_of(fill_holes(self._site.shelf.text(row), body.resolved), body.update)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path}: cannot be read: {error.strerror}") from error
