"""Where the regions of the layout stand in a page: the one place in which the browser tests know the theme's markup.

A region has the name by which a complaint speaks of it and a CSS selector. Selectors say what a thing is (an element,
a role's own attribute, a class named for what the reader sees), never how it looks, and hold in any language.
"""

from __future__ import annotations

FRAME = {
    "news bar": "body > aside.top-bar",
    "today": ".top-bar .today time",
    "ticker": ".top-bar .ticker",
    "masthead": "body > header.masthead",
    "menu button": ".masthead .menu-button",
    "wordmark": ".masthead .wordmark",
    "bar skin switch": ".masthead button.skin",
    "menu": "body > nav.menu",
    "breadcrumb": "nav:has(> ol [aria-current='page'])",
    "main": "#page-main",
    "sidebar": "aside.sidebar",
    "sidebar part": "aside.sidebar > .part",
    "foot": "body > footer",
    "foot column": "body > footer > :is(div, nav)",
    "fine print": "body > footer .fine",
    "back to top": "a[href='#top']",
}
"""What stands on every page."""

HOME = {
    "lead": ".lead",
    "lead tile": ".lead > article",
    "lead picture": ".lead > article .picture",
    "lead pill": ".lead > article .pill",
    "lead headline": ".lead > article h3",
    "lead byline": ".lead > article .meta",
    "block": ".block",
    "block heading": ".block > h2",
    "block body": ".block > h2 + *",
    "shape A large": ".shape-a > .card",
    "shape A small": ".shape-a .small",
    "shape A story": ".shape-a .small > .card",
    "shape B": ".shape-b",
    "shape B card": ".shape-b > .card",
    "shape C": ".shape-c",
    "shape C column": ".shape-c > *",
    "shape C large": ".shape-c > * > .card",
    "shape C headlines": ".shape-c > * > .headlines",
}
"""The lead grid and the blocks, in their three shapes."""

LIST = {
    "title": "main h1",
    "description": "main header .subtitle",
    "profile": "main .author-box",
    "row": "main article.row",
    "row picture": "main article.row .picture",
    "row text": "main article.row > div",
    "row pill": "main article.row .pill",
    "row headline": "main article.row h2",
    "row byline": "main article.row .meta",
    "row excerpt": "main article.row .excerpt",
    "row read more": "main article.row .read-more",
    "pager": "main nav:has(> [rel='next'], > [rel='prev'])",
    "month": "main section.block",
    "month heading": "main section.block > h2",
    "month headlines": "main section.block > .headlines",
}
"""Sections, desks, authors, tags, months and years."""

ARTICLE = {
    "article": "main article:has(h1)",
    "label": "article .label",
    "title": "main h1",
    "subtitle": "article > header .subtitle",
    "byline": "article > header .byline",
    "reading line": "article > header .meta",
    "share row": "article > header .share",
    "picture": "article > figure",
    "highlights": "article .highlights",
    "story": "main .story",
    "corrections": "article .corrections",
    "tags": "article ul:has(> li > [rel='tag'])",
    "lower share row": "article > footer .share",
    "author box": "article .author-box",
    "neighbours": "main nav:has(> [rel='prev'], > [rel='next'])",
    "related": "main .related",
    "related card": "main .related li",
    "reply": "main .reply",
    "reply field": "main .reply form :is(textarea, input:not([type='hidden']), button)",
}
"""An article, and what it has in common with the other pages that are read."""

LIVE = ARTICLE | {
    "story": "main article:has(h1) > .story",
    "coverage": "main .live",
    "coverage heading": "main .live > h2",
    "update": "main .live > .update",
    "update time": "main .update time",
    "update headline": "main .update h3",
    "update text": "main .update .story",
}
"""Live coverage: an article, with its updates under its text."""

LOST = {
    "title": "main h1",
    "apology": "main h1 + p",
    "way home": "main h1 ~ p a",
    "newest": "main .headlines",
    "newest story": "main .headlines > li",
}
"""The page for an address that leads nowhere."""

CORRECTIONS = {
    "title": "main h1",
    "story": "main .story",
    "corrected": "main .corrected",
}
"""The page that collects the corrections."""

STICKY = {True: "menu", False: "masthead"}
"""Which region stays at the window's top when the page scrolls: the key says whether the window is wide."""

WIDE = 960
"""From this width on, in CSS pixels, the sidebar stands beside the main column and the menu is a row."""

MARKS = {"highlights": b'class="highlights"', "corrections": b'class="corrections"'}
"""What the HTML of an article holds that has a region which only some articles have."""

STORY_TEXT = "main .story > p"
"""The paragraphs of a story, whose lines must have a length that can be read."""

SKIP_LINK = "body > a[href='#page-main']"
SUBMENU_ITEM = "body > nav.menu li:has(ul)"
TICKER_PAUSE = ".ticker button[aria-pressed]"
TICKER_LINK = ".ticker li:not([hidden]) a"
TICKER_NEXT = ".ticker button[value='1']"
SHARE_BUTTONS = "article > footer .share button"
SKIN_SWITCH = "button.skin"
REPLY_FIELDS = ("comment", "name", "email", "website")
"""The names under which the fields of the reply form are sent, in their order."""


def regions_of(kind: str) -> dict[str, str]:
    """The regions that a page of the kind can have, each with its selector."""
    if kind in ("home", "live", "404", "corrections"):
        return FRAME | {"home": HOME, "live": LIVE, "404": LOST, "corrections": CORRECTIONS}[kind]
    return FRAME | (ARTICLE if kind in ("article", "page", "feeds") else LIST)
