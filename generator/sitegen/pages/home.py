"""The home page: the lead grid, then a block for each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from sitegen.content.article import Article
from sitegen.pages.edition import Edition
from sitegen.pages.images import Shown
from sitegen.pages.page import Page
from sitegen.pages.structured import home_graph
from sitegen.pages.views import Card, HeadView, SiteView, Teaser, TermLink, View

LEAD = 5
TICKER = 5
SIDEBAR = 5
SHAPES = {"A": 5, "B": 3, "C": 8}
"""The shapes of blocks, in turn, and how many articles each holds."""


class Block(View, frozen=True, kw_only=True):
    section: TermLink
    shape: str
    """A: one large, four small; B: a row of three; C: two columns of a large over three plain headlines."""
    cards: tuple[Card, ...]


class HomeView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breaking: tuple[Teaser, ...]
    lead: tuple[Card, ...]
    blocks: tuple[Block, ...]
    recent: tuple[Teaser, ...]
    picks: tuple[Teaser, ...]
    """Editors' picks: featured articles that the lead grid does not hold."""


def plan_home(edition: Edition) -> Iterator[Page]:
    """Plan the home page.

    The lead grid holds the newest featured articles, filled up with the newest others; a block does not repeat them
    while its section has enough without. The theme's settings `lead` and `home` say how many articles lead, and which
    blocks follow.
    """
    newest = edition.site.articles[: -LEAD - SIDEBAR - 1 : -1]
    featured = edition.site.listed("featured")[: -LEAD - SIDEBAR - 1 : -1]
    lead = _distinct([*featured, *newest])[: int(edition.setting("lead", LEAD))]
    cards, blocks = edition.cards(lead), tuple(_blocks(edition, lead))
    recent = edition.teasers(newest[:SIDEBAR])
    picks = edition.teasers([article for article in featured if article not in lead][:SIDEBAR])
    shown: tuple[Shown, ...] = (*cards, *(card for block in blocks for card in block.cards), *recent, *picks)
    view = HomeView(
        site=edition.view,
        head=edition.head("", "/", description=edition.config.tagline, shown=shown, graph=home_graph(edition)),
        breaking=edition.teasers(ticker(edition)),
        lead=cards,
        blocks=blocks,
        recent=recent,
        picks=picks,
    )
    yield Page(path="index.html", renderer="template", template="home.html", view=view, origin=edition.origin())


def ticker(edition: Edition) -> list[Article]:
    """Return the newest articles marked breaking, or, where there are none, the newest."""
    breaking = edition.site.listed("breaking") or edition.site.articles
    return list(breaking[: -TICKER - 1 : -1])


def _blocks(edition: Edition, lead: list[Article]) -> Iterator[Block]:
    shown = {article.source for article in lead}
    shapes = cycle(SHAPES)
    for section, chosen_shape in _sections(edition):
        term = edition.site.taxonomy.sections[section]
        if not term.articles:
            continue
        shape = chosen_shape or next(shapes)
        most = SHAPES.get(shape, LEAD)
        newest = term.articles[: -most - LEAD - 1 : -1]
        fresh = [article for article in newest if article.source not in shown]
        chosen = (fresh if len(fresh) >= min(3, len(newest)) else list(newest))[:most]
        yield Block(section=edition.term_link(term), shape=shape, cards=edition.cards(chosen))


def _sections(edition: Edition) -> Iterator[tuple[str, str | None]]:
    """Yield the id of each block's section, and its shape where one is chosen."""
    chosen = edition.setting("home")
    if chosen is not None:
        yield from ((block["section"], block["shape"]) for block in chosen)
        return
    for id_, term in edition.site.taxonomy.sections.items():
        if not term.parent:
            yield id_, None


def _distinct(articles: Iterable[Article]) -> list[Article]:
    return list({article.source: article for article in articles}.values())
