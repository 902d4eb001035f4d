"""HTML that an author typed into Markdown: held to an allow-list, loudly.

Anything that the allow-list would drop is a Problem at its place; what is left goes through nh3 all the same, which
closes what was left open and knows the tricks that a check of tags and attributes does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

import nh3
from markdown_it.token import Token

from sitegen.content.markdown.addresses import refusal, scheme_of
from sitegen.content.markdown.marks import Marker
from sitegen.content.markdown.report import Report
from sitegen.errors import Location, shorten

TAGS: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
_TYPED: Final = frozenset("id class lang dir title aria-label aria-labelledby aria-describedby aria-hidden".split())
"""What an author may type in any tag."""
EVERYWHERE: Final = _TYPED | {"role", "tabindex", "data-embed", "data-frame", "data-title"}
"""What the rules make, too."""
ATTRIBUTES: Final = {
    "a": {"href", "rel"}, "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed", "type"}, "li": {"value"},
    "td": {"colspan", "rowspan", "headers"}, "th": {"colspan", "rowspan", "headers", "scope"}, "time": {"datetime"},
    "col": {"span"}, "colgroup": {"span"}, "del": {"datetime", "cite"}, "ins": {"datetime", "cite"}, "q": {"cite"},
    "blockquote": {"cite"}, "details": {"open"},
}  # fmt: skip
_LOST: Final = re.compile(r"<\?|<!\[(?:CDATA\[)?|<![A-Za-z]+")
"""How processing instructions, marked sections and declarations begin, which HTML drops."""
_OPENING: Final = re.compile("<!--|</?[a-zA-Z]")
_WITHIN_TAG: Final = re.compile(r"""=\s*"[^"]*"|=\s*'[^']*'|=(?=\s*["'])|>""")
"""A quoted value, the `=` of one whose quotation mark has no partner, or the end of the tag."""
_TRUSTED: Final = "or `raw_html: trusted` in site.yaml"


class _Checker(HTMLParser):
    """Reports what the allow-list does not hold in one piece of raw HTML, and marks its addresses."""

    def __init__(self, marker: Marker, report: Report, block: Token | None) -> None:
        super().__init__(convert_charrefs=True)
        self._marker, self._report, self._block = marker, report, block
        self.ids: list[tuple[str, Location]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lines = (self.get_starttag_text() or tag).split("\n")
        where = self._report.locate(self._block, lines[0])
        if tag not in TAGS:
            hint = f"Use Markdown, an embed's address on a line of its own, {_TRUSTED}"
            self._report.add(where, "html-not-allowed", f"the tag <{tag}> is not allowed in an article", hint)
            return
        for name, value in attrs:
            here = _attribute_place(where, lines, name)
            if name not in _TYPED and name not in ATTRIBUTES.get(tag, ()):
                message = f"the attribute `{name}` is not allowed in <{tag}>"
                self._report.add(here, "html-not-allowed", message, "Delete it")
            elif name == "id" and value:
                self.ids.append((value, here))
            elif name in ("href", "src"):
                self._marker.mark("image" if name == "src" else "link", value or "", here)
            elif name == "cite" and value and scheme_of(value):
                why = refusal("link", value)
                if why:
                    self._report.add(here, "link-scheme", *why)
        given = dict(attrs)
        if tag == "img" and "src" not in given:
            self._report.add(where, "empty-link", "the image has no address", 'Write `src="/media/name.jpg"`')
        if tag == "img" and given.get("alt") is None:
            hint = 'Describe the picture for those who do not see it: `alt="A red fort at dawn"`'
            self._report.add(where, "missing-alt", "the picture has no alternative text", hint)


def _attribute_place(where: Location, lines: list[str], name: str) -> Location:
    """Return where an attribute stands in the lines of a tag that begins at `where`."""
    for number, line in enumerate(lines):
        found = re.search(rf"""(?<=[\s"'/]){re.escape(name)}(?=[\s=/>]|$)""", line, re.IGNORECASE)
        if found:
            column = found.start() + (where.column if number == 0 else 1)
            return Location(where.path, where.line + number, column)
    return where


def check(content: str, marker: Marker, report: Report, block: Token | None) -> list[tuple[str, Location]]:
    """Report what is not allowed in a piece of raw HTML; return the ids that it sets, and where."""
    for found in _LOST.finditer(content):
        hint = f"Write \\< for a bracket that belongs to the text, {_TRUSTED}"
        message = f"`{found.group()}` and what follows it would be lost"
        report.add(report.locate(block, found.group()), "html-not-allowed", message, hint)
    closed = _closed(content)
    if len(closed) < len(content):
        opening = content[len(closed) :].split("\n", 1)[0]
        hint = "Close it with `>`, or `-->` for a comment; in a tag, every quotation mark needs its partner"
        message = f"`{shorten(opening, 30)}` is never closed, so that what follows would be lost"
        report.add(report.locate(block, opening), "html-not-closed", message, hint)
    checker = _Checker(marker, report, block)
    checker.feed(_LOST.sub(" ", closed))  # Python's parser raises an AssertionError at some of them.
    checker.close()
    return checker.ids


def _closed(content: str) -> str:
    """Return what stands before the first tag or comment that is never closed."""
    place = 0
    while found := _OPENING.search(content, place):
        if found.group() == "<!--":
            place = content.find("-->", found.start() + 2) + 3
            if place < 3:
                return content[: found.start()]
            continue
        place = found.end()
        while (step := _WITHIN_TAG.search(content, place)) and step.group()[0] == "=" and step.group()[-1] != "=":
            place = step.end()
        if step is None or step.group() != ">":
            return content[: found.start()]
        place = step.end()
    return content


def sanitise(html: str, rewrite: Callable[[str, str, str], str], scheme: str) -> str:
    """Return `html` with only what the allow-list holds.

    `rewrite` gets each tag, attribute and value, and returns the value to write; `scheme` is the one by which
    references are marked.
    """
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: EVERYWHERE | ATTRIBUTES.get(tag, set()) for tag in TAGS},
        attribute_filter=rewrite,
        url_schemes={"http", "https", "mailto", "tel", scheme},
        link_rel=None,
        strip_comments=True,
    )
