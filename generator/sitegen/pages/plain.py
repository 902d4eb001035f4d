"""Plain pages: about, contact, policies; and the corrections page, which gathers every article's corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.content.article import PlainPage
from sitegen.pages.article import BodyView
from sitegen.pages.dates import day_view
from sitegen.pages.edition import Edition, direction
from sitegen.pages.page import Page
from sitegen.pages.redirect import plan_redirects
from sitegen.pages.structured import page_graph
from sitegen.pages.views import DateView, HeadView, Link, SiteView, Teaser, View
from sitegen.site.site import Site
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


class CorrectedView(View, frozen=True, kw_only=True):
    article: Teaser
    date: DateView
    text: str


class CorrectionsView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    title: str
    body: BodyView | None
    """The introduction, from the plain page at /corrections/, if there is one."""
    entries: tuple[CorrectedView, ...]
    """The newest first."""


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
            body=_body(edition, page),
            extra=page.extra,
        )
        origin = page.place("url") if page.url else page.location
        yield Page(path=file_of(path), renderer="template", template="page.html", view=view, origin=origin)


def plan_corrections(edition: Edition) -> Iterator[Page]:
    """Plan the corrections page, if there is anything for it; the plain page at /corrections/ introduces it."""
    pages = (page for page in edition.site.pages if edition.site.path(page) == CORRECTIONS_PATH)
    introduction = next(pages, None)
    if introduction or corrections_path(edition.site):
        yield _corrections(edition, introduction)


def corrections_path(site: Site) -> tuple[str, ...]:
    """Return the path of the page that gathers corrections, while any article has one."""
    return (CORRECTIONS_PATH,) if site.listed("corrected") else ()


def _corrections(edition: Edition, introduction: PlainPage | None) -> Page:
    title = introduction.title if introduction else edition.gettext("Corrections")
    corrected = [
        (correction.day, article, correction.text)
        for article in edition.site.listed("corrected")
        for correction in article.corrections
    ]
    newest = sorted(corrected, key=lambda entry: (entry[0], entry[1].source, entry[2]), reverse=True)
    description, hosts = (introduction.summary, introduction.body.hosts) if introduction else ("", ())
    entries = tuple(
        CorrectedView(article=edition.teaser(article), date=day_view(day, edition.config.language), text=text)
        for day, article, text in newest
    )
    breadcrumb = edition.breadcrumb(Link(text=title, url=CORRECTIONS_PATH))
    view = CorrectionsView(
        site=edition.view,
        head=edition.head(
            title,
            CORRECTIONS_PATH,
            description=description,
            shown=[entry.article for entry in entries],
            hosts=hosts,
            graph=page_graph(edition, title, edition.absolute(CORRECTIONS_PATH), breadcrumb, introduction),
        ),
        breadcrumb=breadcrumb,
        title=title,
        body=_body(edition, introduction) if introduction else None,
        entries=entries,
    )
    origin = introduction.location if introduction else edition.origin()
    path = file_of(CORRECTIONS_PATH)
    return Page(path=path, renderer="template", template="corrections.html", view=view, origin=origin)


def _body(edition: Edition, page: PlainPage) -> BodyView:
    resolved = edition.site.resolved(page).page
    return BodyView(source=page.source, digest=page.body.digest, resolved=resolved)
