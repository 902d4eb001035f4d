"""The home page: the lead grid, a block for each section, the sidebar, and the ticker's headlines."""

from __future__ import annotations

from typing import Any

from tests.unit.site.newsroom import article, config, edition, names, planned, view_at

from sitegen.content.article import Article
from sitegen.pages.home import ticker

SECTIONS = ["World", "India", "Sports", "Politics"]


def daily(count: int, section: str = "World", **fields: Any) -> list[Article]:
    """Return articles of a section, one a day; the higher the number, the newer."""
    settings = config(sections=SECTIONS)
    return [
        article(f"{section.lower()}{number}", settings, date=f"2025-01-{number:02}", section=section, **fields)
        for number in range(1, count + 1)
    ]


def home(articles: list[Article]) -> Any:
    """Return the view of the home page."""
    return view_at(planned(articles, config(sections=SECTIONS)), "index.html")


def titles(items: Any) -> list[str]:
    """Return the titles of cards or teasers, without the words that all have."""
    return [item.title.removeprefix("Story ") for item in items]


def test_the_lead_is_the_newest_featured_filled_up_with_the_newest() -> None:
    """Five in all, each once."""
    articles = daily(8)
    featured = [
        article("old-star", date="2024-01-01", featured=True),
        article("star", date="2025-01-03", featured=True),
    ]
    assert titles(home([*articles, *featured]).lead) == ["star", "old-star", "world8", "world7", "world6"]


def test_the_lead_holds_no_more_than_five() -> None:
    """The other featured ones are the editors' picks."""
    view = home(daily(12, featured=True))
    assert titles(view.lead) == ["world12", "world11", "world10", "world9", "world8"]
    assert titles(view.picks) == ["world7", "world6", "world5", "world4", "world3"]


def test_blocks_stand_in_the_order_of_sections_and_their_shapes_alternate() -> None:
    """A, B, C and A again, with five, three and eight articles; a section without one is left out."""
    articles = [*daily(20), *daily(20, "India"), *daily(20, "Politics")]
    blocks = home(articles).blocks
    assert [(block.section.text, block.shape, len(block.cards)) for block in blocks] == [
        ("World", "A", 5),
        ("India", "B", 3),
        ("Politics", "C", 8),
    ]
    assert [block.shape for block in home([*articles, *daily(20, "Sports")]).blocks] == ["A", "B", "C", "A"]


def test_a_block_does_not_repeat_the_lead_while_its_section_has_enough() -> None:
    """With fewer than three others, the section's newest stand there, seen or not."""
    assert titles(home(daily(8)).blocks[0].cards) == ["world3", "world2", "world1"]
    assert titles(home(daily(7)).blocks[0].cards) == ["world7", "world6", "world5", "world4", "world3"]
    assert titles(home(daily(1)).blocks[0].cards) == ["world1"]


def test_a_subsection_has_no_block_of_its_own() -> None:
    """Its articles stand in its parent's."""
    settings = config(sections=[{"title": "India"}, {"title": "Delhi", "parent": "India"}])
    view = view_at(planned([article("a", settings, section="Delhi")], settings), "index.html")
    assert [(block.section.text, titles(block.cards)) for block in view.blocks] == [("India", ["a"])]


def test_the_ticker_holds_the_newest_breaking_ones() -> None:
    """Five at most, the newest first."""
    articles = [*daily(9, breaking=True), article("later", date="2025-02-01")]
    assert names(ticker(edition(articles, config(sections=SECTIONS)))) == [f"world{n}" for n in (9, 8, 7, 6, 5)]


def test_without_breaking_news_the_ticker_holds_the_newest() -> None:
    """Five of them."""
    assert names(ticker(edition(daily(7), config(sections=SECTIONS)))) == [f"world{n}" for n in (7, 6, 5, 4, 3)]


def test_an_empty_site_has_a_home_page() -> None:
    """With nothing in it, and no mistake."""
    view = home([])
    assert (view.lead, view.blocks, view.recent, view.picks, view.breaking) == ((), (), (), (), ())


def test_recent_is_the_newest_five() -> None:
    """Featured or not."""
    assert titles(home([*daily(9)]).recent) == [f"world{n}" for n in (9, 8, 7, 6, 5)]
