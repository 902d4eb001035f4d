"""Plain pages: about, contact, policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.content.article import PlainPage
from sitegen.pages.article import BodyView
from sitegen.pages.edition import Edition, direction
from sitegen.pages.page import Page
from sitegen.pages.redirect import plan_redirects
from sitegen.pages.structured import page_graph
from sitegen.pages.views import HeadView, Link, SiteView, View
from sitegen.site.urls import CORRECTIONS_PATH, file_of


class PlainView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    lang: str
    """BCP 47; the page's own language."""
    direction: str
    """ltr or rtl: that of its language."""
    title: str
    body: BodyView
    extra: dict[str, Any]


def plan_plain_pages(edition: Edition) -> Iterator[Page]:
    """Plan every plain page, and a redirect for each of their aliases."""
    for page in edition.site.pages:
        yield from plan_redirects(edition, page)
        path = edition.site.path(page)
        if path == CORRECTIONS_PATH:
            continue  # The introduction of the corrections page.
        lang = page.lang or edition.config.language
        breadcrumb = edition.breadcrumb(Link(text=page.title, url=path))
        view = PlainView(
            site=edition.view,
            head=edition.head(
                page.title,
                path,
                description=page.summary,
                frames=page.body.frames,
                lang=lang,
                hosts=page.body.hosts,
                graph=page_graph(edition, page.title, edition.absolute(path), breadcrumb, page),
            ),
            breadcrumb=breadcrumb,
            lang=lang,
            direction=direction(lang),
            title=page.title,
            body=body_view(edition, page),
            extra=page.extra,
        )
        origin = page.place("url") if page.url else page.location
        yield Page(path=file_of(path), renderer="template", template="page.html", view=view, origin=origin)


def body_view(edition: Edition, page: PlainPage) -> BodyView:
    """Return the text of a plain page as views hold it."""
    resolved = edition.site.resolved(page).page
    return BodyView(source=page.source, digest=page.body.digest, resolved=resolved)
