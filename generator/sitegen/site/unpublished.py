"""What a site shows only because drafts are let in: each such page, and when readers will see it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.article import Article
from sitegen.site.index import is_out
from sitegen.site.site import Site
from sitegen.site.urls import file_of


def unpublished(site: Site) -> Iterator[tuple[str, float | None]]:
    """Yield the file of each page that readers do not see yet, and the moment, in seconds since the epoch, from which
    they will; None for a draft.
    """
    if not site.rules.drafts:
        return
    for row in site.index.timed:
        article: Article = site.shelf.record(row)
        if site.index.is_out(row) and not is_out(article, site.rules.as_of):
            starts = [moment.instant for moment in (article.date, article.embargo) if moment is not None]
            is_draft = article.status != "published"
            yield file_of(site.path(article)), None if is_draft else max(starts).timestamp()
    for page in site.pages:
        if page.status != "published":
            yield file_of(site.path(page)), None
