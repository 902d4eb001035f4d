"""The rules of the layout: which regions a page of each kind has, in which order and where they stand.

Every rule is a generator of complaints, each a sentence that names the region; a page whose layout is right has none.
Positions are counted from the inline-start edge, so that a page from right to left is judged by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from tests.browser.sight import Box, Sight

Complaints = Iterator[str]

ARTICLE_ORDER = (
    "breadcrumb",
    "label",
    "title",
    "subtitle",
    "byline",
    "reading line",
    "share row",
    "picture",
    "highlights",
    "story",
    "corrections",
    "tags",
    "lower share row",
    "author box",
    "neighbours",
    "related",
    "reply",
    "foot",
)
"""The regions of an article from top to bottom."""

NOT_ALWAYS = ("subtitle", "highlights", "corrections")
"""Those that only some articles have; where they are, their place is as fixed as the others'."""

TWO_COLUMNS = 700
"""From this width on, in CSS pixels, cards stand side by side and a row's picture beside its text."""


def complain(sight: Sight) -> list[str]:
    """All that is wrong with the layout of a page."""
    return [*check_frame(sight), *CHECKS[sight.kind](sight), *sight.faults]


def need(sight: Sight, *regions: str) -> Complaints:
    """The regions must be seen."""
    yield from (f"`{region}` is not to be seen" for region in regions if not sight.all(region))


def stack(sight: Sight, *regions: str) -> Complaints:
    """Of the regions that are there, each begins under the end of the one before it; all the boxes of each count."""
    there = [(region, sight.all(region)) for region in regions if sight.all(region)]
    for (above, upper), (below, lower) in pairwise(there):
        end, begin = max(box.bottom for box in upper), min(box.top for box in lower)
        if begin < end - 1:
            yield f"`{below}` is not under `{above}`: it begins at {begin:.0f} px, and that ends at {end:.0f} px"


def column(region: str, boxes: Sequence[Box]) -> Complaints:
    """The boxes stand one under the other."""
    if any(lower.top < upper.bottom - 1 for upper, lower in pairwise(boxes)):
        yield f"the `{region}` boxes do not stand one under the other"


def row(region: str, boxes: Sequence[Box]) -> Complaints:
    """The boxes begin at one height and follow each other from inline-start to inline-end."""
    if any(abs(after.top - before.top) > 1 or after.start < before.end - 1 for before, after in pairwise(boxes)):
        yield f"the `{region}` boxes do not stand in one row"


def count(sight: Sight, region: str, expected: int) -> Complaints:
    """The region occurs so often."""
    if len(sight.all(region)) != expected:
        yield f"there are {len(sight.all(region))} `{region}` boxes to be seen, not {expected}"


def check_frame(sight: Sight) -> Complaints:
    """What every page has around its main column."""
    yield from need(sight, "news bar", "ticker", "masthead", "wordmark", "main", "sidebar", "foot", "fine print")
    if sight.kind not in ("home", "404"):
        yield from need(sight, "breadcrumb")
    if sight.is_wide:
        yield from need(sight, "today", "menu")
        yield from stack(sight, "news bar", "masthead", "menu", "breadcrumb", "main", "foot")
        yield from (f"`{region}` belongs on a phone" for region in ("menu button",) if sight.all(region))
        yield from row("foot column", sight.all("foot column"))
        if len(sight.all("foot column")) < 3:
            yield "the foot has fewer than three columns"
    else:
        yield from need(sight, "menu button", "bar skin switch")
        yield from stack(sight, "masthead", "news bar", "breadcrumb", "main", "foot")
        yield from _check_bar(sight)
        if sight.all("menu"):
            yield "`menu` shows before it is opened"
    yield from stack(sight, "foot column", "fine print")
    if sight.kind != "home":
        yield from _check_sidebar(sight, sight.all("main"))


def _check_bar(sight: Sight) -> Complaints:
    """The row of a phone: the menu's button, the wordmark, the skin switch."""
    parts = [box for region in ("menu button", "wordmark", "bar skin switch") for box in sight.all(region)]
    if any(after.start < before.end - 1 or not after.is_beside(before) for before, after in pairwise(parts)):
        yield "`menu button`, `wordmark` and `bar skin switch` do not stand in one row"


def _check_sidebar(sight: Sight, columns: Sequence[Box]) -> Complaints:
    """The sidebar: beside the main column, which has about 8 of the 12 parts, or under it."""
    sidebar = sight.one("sidebar")
    if not (columns and sidebar):
        return
    first = columns[0]
    if not sight.is_wide:
        if sidebar.top < columns[-1].bottom - 1:
            yield "`sidebar` is not under the main column"
        return
    if sidebar.start < first.end or abs(sidebar.top - first.top) > 64:
        yield "`sidebar` does not stand beside the main column, at its inline-end"
    share = first.width / (sidebar.end - first.start)
    if not 0.62 <= share <= 0.74:
        yield f"the main column has {share:.2f} of the width, not about 8 of 12 parts"


def check_home(sight: Sight) -> Complaints:
    """The lead grid, the blocks and the sidebar of the home page."""
    yield from need(sight, "lead", "block", "block heading", "shape A large", "shape B", "shape C")
    yield from _check_lead(sight)
    yield from column("block", sight.all("block"))
    yield from stack(sight, "lead", "block", "foot")
    if sight.is_wide:
        yield from stack(sight, "lead", "sidebar", "foot")
    yield from _check_sidebar(sight, sight.all("block"))
    for block in sight.all("block"):
        parts = [*sight.within(block, "block heading"), *sight.within(block, "block body")]
        if len(parts) != 2 or parts[1].top < parts[0].bottom - 1:
            yield "a `block heading` does not stand over its block"
    yield from _check_shape_a(sight)
    yield from _check_shape_b(sight)
    yield from _check_shape_c(sight)


def _check_lead(sight: Sight) -> Complaints:
    tiles = sight.all("lead tile")
    yield from count(sight, "lead tile", 5)
    yield from count(sight, "lead byline", 1)
    for region in ("lead picture", "lead pill", "lead headline"):
        yield from count(sight, region, len(tiles))
    for tile in tiles:
        headline = sight.within(tile, "lead headline")
        if not any(picture.holds(box) for picture in sight.within(tile, "lead picture") for box in headline):
            yield "a `lead headline` does not stand over its picture"
        if any(pill.bottom > box.top + 1 for pill in sight.within(tile, "lead pill") for box in headline):
            yield "a `lead pill` does not stand over its headline"
    if len(tiles) != 5:
        return
    large, *small = tiles
    if sight.width < TWO_COLUMNS:
        yield from column("lead tile", tiles)
        return
    yield from row("lead tile", small[:2])
    yield from row("lead tile", small[2:])
    yield from column("lead tile", [small[0], small[2]])
    if sight.is_wide:
        is_beside = abs(small[0].top - large.top) <= 1 and abs(small[3].bottom - large.bottom) <= 1
        if not (is_beside and all(tile.start >= large.end - 1 for tile in small)):
            yield "the four small `lead tile` boxes do not stand at the inline-end of the large one"
    else:
        yield from column("lead tile", [large, small[0]])
    if large.width < 1.5 * small[0].width:
        yield "the first `lead tile` is not the large one"


def _check_shape_a(sight: Sight) -> Complaints:
    """One large story, four small ones at its inline-end, or under it on a narrow screen."""
    larges, smalls = sight.all("shape A large"), sight.all("shape A small")
    if len(larges) != len(smalls):
        yield "a block of shape A lacks its large story or its small ones"
        return
    for large, small in zip(larges, smalls, strict=True):
        stories = sight.within(small, "shape A story")
        if not 2 <= len(stories) <= 4:
            yield f"a block of shape A has {len(stories)} small stories"
        if sight.is_wide and (small.start < large.end or abs(small.top - large.top) > 1):
            yield "the small stories of shape A do not stand at the inline-end of the large one"
        if not sight.is_wide and small.top < large.bottom - 1:
            yield "the small stories of shape A do not stand under the large one"
        if sight.is_wide and any(story.width > large.width for story in stories):
            yield "a small story of shape A is wider than the large one"


def _check_shape_b(sight: Sight) -> Complaints:
    """Three cards in a row, or one under the other on a phone."""
    for block in sight.all("shape B"):
        cards = sight.within(block, "shape B card")
        if len(cards) != 3:
            yield f"a block of shape B has {len(cards)} cards"
        yield from (row if sight.width >= TWO_COLUMNS else column)("shape B card", cards)


def _check_shape_c(sight: Sight) -> Complaints:
    """Two columns, each a large story over plain headlines; one, where the section has no more stories."""
    for block in sight.all("shape C"):
        columns = sight.within(block, "shape C column")
        if len(columns) not in (1, 2):
            yield f"a block of shape C has {len(columns)} columns"
        yield from (row if sight.width >= TWO_COLUMNS else column)("shape C column", columns)
        for part in columns:
            large, headlines = sight.within(part, "shape C large"), sight.within(part, "shape C headlines")
            if len(large) != 1 or any(lines.top < large[0].bottom - 1 for lines in headlines):
                yield "a column of shape C is not a large story over headlines"
        if len(columns) == 2 and not sight.within(block, "shape C headlines"):
            yield "a block of shape C has no headlines"


def check_list(sight: Sight) -> Complaints:
    """A section, an archive, a desk, an author, a tag or a month: a title, a box or a description, then the rows."""
    yield from need(sight, "title", "row")
    yield from stack(sight, "breadcrumb", "title", "description", "profile", "row", "pager")
    if sight.kind == "section":
        yield from need(sight, "description")
    if sight.kind == "archive":
        yield from need(sight, "pager")
    if sight.kind in ("author", "desk"):
        yield from need(sight, "profile")
    rows = sight.all("row")
    yield from column("row", rows)
    parts = ["row picture", "row text", "row pill", "row headline", "row byline"]
    if sight.width >= TWO_COLUMNS:
        parts += ["row excerpt", "row read more"]
    for region in parts:
        yield from count(sight, region, len(rows))
    for box in rows:
        yield from _check_row(sight, box, parts[2:])


def _check_row(sight: Sight, box: Box, parts: Iterable[str]) -> Complaints:
    """A row: its picture at inline-start and its text beside it; on a phone the text may stand under the picture."""
    picture, text = sight.within(box, "row picture"), sight.within(box, "row text")
    if not (picture and text):
        yield "a `row` does not hold its picture and its text"
        return
    is_beside = picture[0].end < text[0].start and picture[0].is_beside(text[0])
    is_under = picture[0].bottom <= text[0].top + 1
    if not is_beside and (sight.width >= TWO_COLUMNS or not is_under):
        yield "a `row picture` does not stand at the inline-start of its text"
    if abs(picture[0].start - box.start) > 1:
        yield "a `row picture` does not stand at the inline-start of its row"
    if sight.width >= TWO_COLUMNS and not 0.25 <= picture[0].width / box.width <= 0.5:
        yield f"a `row picture` has {picture[0].width / box.width:.2f} of its row's width"
    stacked = [found for region in parts for found in sight.within(box, region)]
    yield from column("row text", stacked)


def check_year(sight: Sight) -> Complaints:
    """A year: its title, then its months, each a heading over headlines."""
    yield from need(sight, "title", "month")
    yield from stack(sight, "breadcrumb", "title", "month", "pager")
    yield from column("month", sight.all("month"))
    for month in sight.all("month"):
        parts = [*sight.within(month, "month heading"), *sight.within(month, "month headlines")]
        if len(parts) != 2 or parts[1].top < parts[0].bottom - 1:
            yield "a `month` is not a heading over headlines"


def check_article(sight: Sight) -> Complaints:
    """An article, in the order in which a reader meets it."""
    yield from need(sight, *(region for region in ARTICLE_ORDER if region not in NOT_ALWAYS))
    yield from stack(sight, *ARTICLE_ORDER)
    main = sight.one("main")
    for region in ARTICLE_ORDER[1:-1]:
        if main and not all(main.holds(box) for box in sight.all(region)):
            yield f"`{region}` stands out of the main column"
    cards = sight.all("related card")
    yield from count(sight, "related card", 3)
    yield from (row if sight.width >= TWO_COLUMNS else column)("related card", cards)
    yield from count(sight, "reply field", 6)
    fields = sight.all("reply field")
    if len(fields) == 6:
        comment, *name_to_website, keep, post = fields
        yield from (row if sight.width >= TWO_COLUMNS else column)("reply field", name_to_website)
        yield from column("reply field", [comment, name_to_website[0], keep, post])


def check_live(sight: Sight) -> Complaints:
    """Live coverage: an article, and under its text the updates, each its time, its headline and its own text."""
    yield from check_article(sight)
    yield from need(sight, "coverage", "coverage heading", "update")
    yield from stack(sight, "story", "coverage", "tags")
    yield from stack(sight, "story", "coverage heading", "update")
    updates = sight.all("update")
    yield from column("update", updates)
    for update in updates:
        parts = [found for name in ("time", "headline", "text") for found in sight.within(update, f"update {name}")]
        if len(parts) != 3:
            yield "an `update` is not a time, a headline and a text"
        yield from column("update text", parts)


def check_page(sight: Sight) -> Complaints:
    """A plain page: a title and a text, and nothing of an article's."""
    yield from need(sight, "title", "story")
    yield from stack(sight, "breadcrumb", "title", "story", "foot")
    strange = ("byline", "share row", "neighbours", "related", "reply")
    yield from (f"`{region}` is an article's" for region in strange if sight.all(region))


def check_corrections(sight: Sight) -> Complaints:
    """The corrections page: a title, a text, then the corrections."""
    yield from need(sight, "title", "corrected")
    yield from stack(sight, "breadcrumb", "title", "story", "corrected", "foot")
    yield from column("corrected", sight.all("corrected"))


def check_lost(sight: Sight) -> Complaints:
    """The page for an address that leads nowhere: an apology, a way home and the five newest headlines."""
    yield from need(sight, "title", "apology", "way home", "newest")
    yield from stack(sight, "title", "apology", "way home", "newest", "foot")
    yield from count(sight, "newest story", 5)
    yield from column("newest story", sight.all("newest story"))


CHECKS: dict[str, Callable[[Sight], Complaints]] = {
    **dict.fromkeys(("section", "archive", "desk", "author", "tag", "month"), check_list),
    "home": check_home,
    "article": check_article,
    "live": check_live,
    "year": check_year,
    "page": check_page,
    "feeds": check_page,
    "corrections": check_corrections,
    "404": check_lost,
}
"""The rules for each kind of page."""
