"""A view of a sitemap -> XML: sitemaps.org 0.9, with Google's extensions for pictures and news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from sitegen.pages.sitemap import NewsSitemapView, SitemapEntry, SitemapIndexView, SitemapView

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE: Final = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_NEWS: Final = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def render_sitemap(view: SitemapView | NewsSitemapView | SitemapIndexView) -> bytes:
    """Return a sitemap as UTF-8 bytes, an entry a line."""
    if isinstance(view, SitemapIndexView):
        return _document("sitemapindex", _SITEMAP, (_entry("sitemap", sitemap) for sitemap in view.sitemaps))
    if isinstance(view, NewsSitemapView):
        return _document("urlset", f"{_SITEMAP} {_NEWS}", _news(view))
    spaces = f"{_SITEMAP} {_IMAGE}" if any(page.pictures for page in view.pages) else _SITEMAP
    return _document("urlset", spaces, (_entry("url", page) for page in view.pages))


def _document(name: str, spaces: str, lines: Iterable[str]) -> bytes:
    return "".join([_DECLARATION, f"<{name} {spaces}>\n", *lines, f"</{name}>\n"]).encode()


def _entry(name: str, page: SitemapEntry) -> str:
    modified = f"<lastmod>{page.modified}</lastmod>" if page.modified else ""
    pictures = "".join(
        f"<image:image><image:loc>{escape(picture)}</image:loc></image:image>" for picture in page.pictures
    )
    return f"<{name}><loc>{escape(page.address)}</loc>{modified}{pictures}</{name}>\n"


def _news(view: NewsSitemapView) -> Iterator[str]:
    name = escape(view.publication)
    for article in view.articles:
        yield (
            f"<url><loc>{escape(article.address)}</loc><news:news>"
            f"<news:publication><news:name>{name}</news:name>"
            f"<news:language>{article.language}</news:language></news:publication>"
            f"<news:publication_date>{article.published}</news:publication_date>"
            f"<news:title>{escape(article.title)}</news:title></news:news></url>\n"
        )
