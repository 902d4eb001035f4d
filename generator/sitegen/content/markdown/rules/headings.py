"""Headings get an anchor: an id made from their text, and an empty link at their end that a theme may show."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.content.markdown.plain_text import plain_text
from sitegen.content.markdown.report import report_of
from sitegen.site.slugs import slugify


def install(md: MarkdownIt) -> None:
    md.core.ruler.push("heading_anchors", _heading_anchors)


def _heading_anchors(state: StateCore) -> None:
    taken = {str(token.attrs["id"]) for token in state.tokens if "id" in token.attrs}
    numbers: dict[str, int] = {}
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open":
            continue
        report = report_of(state.env)
        if opening.tag == "h1":
            message = "a heading with one `#` stands in the text, but the page has its headline already"
            report.add(report.locate(opening), "heading-level", message, "Start with `##`")
        if not inline.children:
            report.add(report.locate(opening), "empty-heading", "the heading has no text", "Write it or delete it")
        id_ = str(opening.attrs.get("id") or _free(slugify(plain_text(inline)) or "part", taken, numbers))
        taken.add(id_)
        opening.attrSet("id", id_)
        anchor = Token("link_open", "a", 1, meta={"anchor": True})
        anchor.attrs = {"class": "anchor", "href": f"#{id_}", "aria-labelledby": id_}
        inline.children = [*(inline.children or []), anchor, Token("link_close", "a", -1)]


def _free(slug: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Return the slug, numbered if it is taken; `numbers` keeps the last number of each."""
    free = slug
    while free in taken:
        numbers[slug] = numbers.get(slug, 1) + 1
        free = f"{slug}-{numbers[slug]}"
    return free
