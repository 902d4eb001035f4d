"""Redirects: small pages at old paths that lead to where an article or page now is."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.article import Article, PlainPage
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.views import View
from sitegen.site.urls import file_of


class RedirectView(View, frozen=True, kw_only=True):
    language: str
    title: str
    target: str
    canonical: str
    """Absolute."""


def plan_redirects(edition: Edition, item: Article | PlainPage) -> Iterator[Page]:
    """Plan a redirect for every alias."""
    path = edition.site.path(item) if item.aliases else ""
    for number, alias in enumerate(item.aliases):
        view = RedirectView(
            language=edition.config.language,
            title=item.title,
            target=edition.href(path),
            canonical=edition.absolute(path),
        )
        where = item.place(f"aliases.{number}")
        yield Page(path=file_of(alias), renderer="template", template="redirect.html", view=view, origin=where)
