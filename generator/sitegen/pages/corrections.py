"""The corrections page, which gathers every article's corrections, and its feed; a plain page may introduce it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from msgspec import Struct, structs

from sitegen.content.article import Article, PlainPage
from sitegen.pages.article import BodyView
from sitegen.pages.dates import day_view
from sitegen.pages.edition import Edition
from sitegen.pages.feed import FeedItem, feed_item, feed_pages
from sitegen.pages.page import Page
from sitegen.pages.plain import body_view
from sitegen.pages.structured import page_graph
from sitegen.pages.views import DateView, HeadView, Link, SiteView, Teaser, View
from sitegen.site.urls import CORRECTIONS_PATH, file_of


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
    feed: str
    """The address of the feed of corrections; empty where there is none."""
    entries: tuple[CorrectedView, ...]
    """The newest first."""


class _Entry(Struct, frozen=True):
    day: date
    article: Article
    number: int
    """Of the corrections that this article had on that day: 1 for the first in its file."""
    text: str


def plan_corrections(edition: Edition) -> Iterator[Page]:
    """Plan the corrections page and its feeds, if there is anything for them."""
    entries = sorted(_entries(edition), key=lambda it: (it.day, it.article.source, it.number), reverse=True)
    introduction = edition.site.introduction
    if not introduction and not entries:
        return
    title = introduction.title if introduction else edition.gettext("Corrections")
    yield _page(edition, title, introduction, entries)
    if entries:
        newest = [_item(edition, entry) for entry in entries[: edition.config.feed_items]]
        whole = f"{title} – {edition.config.title}"
        description = introduction.summary if introduction and introduction.summary else whole
        yield from feed_pages(edition, CORRECTIONS_PATH, whole, description, newest, edition.config.place("feeds"))


def _entries(edition: Edition) -> Iterator[_Entry]:
    for article in edition.site.listed("corrected"):
        numbers: dict[date, int] = {}
        for correction in article.corrections:
            number = numbers[correction.day] = numbers.get(correction.day, 0) + 1
            yield _Entry(correction.day, article, number, correction.text)


def _page(edition: Edition, title: str, introduction: PlainPage | None, entries: list[_Entry]) -> Page:
    description, hosts = (introduction.summary, introduction.body.hosts) if introduction else ("", ())
    shown = tuple(
        CorrectedView(
            article=edition.teaser(entry.article), date=day_view(entry.day, edition.config.language), text=entry.text
        )
        for entry in entries
    )
    breadcrumb = edition.breadcrumb(Link(text=title, url=CORRECTIONS_PATH))
    view = CorrectionsView(
        site=edition.view,
        head=edition.head(
            title,
            CORRECTIONS_PATH,
            description=description,
            feeds=[(title, CORRECTIONS_PATH)] if entries else (),
            shown=[entry.article for entry in shown],
            hosts=hosts,
            graph=page_graph(edition, title, edition.absolute(CORRECTIONS_PATH), breadcrumb, introduction),
        ),
        breadcrumb=breadcrumb,
        title=title,
        body=body_view(edition, introduction) if introduction else None,
        feed=edition.feed_href(CORRECTIONS_PATH) if entries else "",
        entries=shown,
    )
    origin = introduction.location if introduction else edition.origin()
    path = file_of(CORRECTIONS_PATH)
    return Page(path=path, renderer="template", template="corrections.html", view=view, origin=origin)


def _item(edition: Edition, entry: _Entry) -> FeedItem:
    """Return a correction as its feed shows it: an item of its own, which leads to the article."""
    whole = edition.once("feed item", entry.article, feed_item)
    anchor = f"correction-{entry.day.isoformat()}" + (f"-{entry.number}" if entry.number > 1 else "")
    moment = datetime.combine(entry.day, time(), edition.config.zone).astimezone(UTC)
    return structs.replace(
        whole,
        id=f"{whole.id}#{anchor}",
        atom_id=f"{whole.atom_id}#{anchor}",
        url=f"{whole.url}#corrections",
        title=edition.gettext("Correction: %(title)s") % {"title": whole.title},
        published=moment,
        updated=moment,
        summary=entry.text,
        picture=None,
        sound=None,
        notes=(),
        updates=(),
        body=None,
    )
