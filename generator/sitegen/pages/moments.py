"""When a site changes by time alone: what its pages show of the moment of a build, and when that is another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sitegen.content.article import Article
from sitegen.pages.home import TICKER
from sitegen.pages.sitemap import NEWS_AGE, news_rows
from sitegen.site.index import ALL, is_breaking
from sitegen.site.site import Site


def next_change(site: Site) -> datetime | None:
    """Return the next moment at which the output would differ without an edit, or None."""
    moments = [site.next_change(), *_end_of_breaking(site), *_end_of_news(site)]
    security = site.config.security
    if security is not None and security.expires > site.rules.as_of:
        moments.append(security.expires)
    return min((moment for moment in moments if moment is not None), default=None)


def _end_of_breaking(site: Site) -> Iterator[datetime]:
    """Yield the first moment at which the ticker shows other headlines because one is breaking news no more."""
    shown = _ticker(site, site.rules.as_of)
    articles: Iterator[Article] = map(site.shelf.record, shown)
    ends = {article.breaking.instant for article in articles if not isinstance(article.breaking, bool)}
    others = (end for end in sorted(ends) if end > site.rules.as_of and _ticker(site, end) != shown)
    yield from islice(others, 1)


def _ticker(site: Site, moment: datetime) -> list[int]:
    """Return the rows of the headlines that the ticker would show at a moment, if nothing came out until then."""
    marked = reversed(site.index.lists.get("breaking", ()))
    breaking = (row for row in marked if is_breaking(site.shelf.record(row), moment))
    return list(islice(breaking, TICKER)) or list(site.index.lists[ALL][: -TICKER - 1 : -1])


def _end_of_news(site: Site) -> Iterator[datetime]:
    """Yield the moment at which the oldest article of the news sitemap is news no more."""
    rows = news_rows(site)
    if rows:
        yield datetime.fromtimestamp(site.index.seconds[rows[-1]], site.config.zone) + NEWS_AGE
