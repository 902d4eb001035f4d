"""HTML that an author typed into Markdown: held to an allow-list, loudly.

Anything that the allow-list would drop is a Problem at its place; what is left goes through nh3 all the same, which
closes what was left open and knows the tricks that a check of tags and attributes does not.
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

import nh3
from markdown_it.token import Token

from sitegen.content.markdown.report import Report

TAGS: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
_TYPED: Final = frozenset("id class lang dir title aria-label aria-labelledby aria-describedby aria-hidden".split())
"""What an author may type in any tag."""
_EVERYWHERE: Final = _TYPED | {"role", "tabindex", "data-embed", "data-frame", "data-title"}
"""What the rules make, too."""
_ATTRIBUTES: Final = {
    "a": {"href", "rel"}, "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed", "type"}, "li": {"value"},
    "td": {"colspan", "rowspan", "headers"}, "th": {"colspan", "rowspan", "headers", "scope"}, "time": {"datetime"},
    "col": {"span"}, "colgroup": {"span"}, "del": {"datetime", "cite"}, "ins": {"datetime", "cite"}, "q": {"cite"},
    "blockquote": {"cite"}, "details": {"open"},
}  # fmt: skip


class _Checker(HTMLParser):
    """Reports what the allow-list does not hold in one piece of raw HTML."""

    def __init__(self, report: Report, block: Token | None, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self._report, self._block, self._content = report, block, content
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        typed = (self.get_starttag_text() or tag).split("\n", 1)[0]
        if tag not in TAGS:
            where = self._report.locate(self._block, typed)
            hint = "Use Markdown, an embed's address on a line of its own, or `raw_html: trusted` in site.yaml"
            self._report.add(where, "html-not-allowed", f"the tag <{tag}> is not allowed in an article", hint)
            return
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name not in _TYPED and name not in _ATTRIBUTES.get(tag, ()):
                where = self._report.locate(self._block, name)
                message = f"the attribute `{name}` is not allowed in <{tag}>"
                self._report.add(where, "html-not-allowed", message, "Delete it")


def check(content: str, block: Token | None, report: Report) -> list[str]:
    """Report what is not allowed in a piece of raw HTML; return the ids that it sets."""
    checker = _Checker(report, block, content)
    checker.feed(content)
    checker.close()
    return checker.ids


def sanitise(html: str, rewrite: Callable[[str, str, str], str | None], scheme: str) -> str:
    """Return `html` with only what the allow-list holds.

    `rewrite` gets each tag, attribute and value, and returns the value to write or None to drop it; `scheme` is the
    one by which references are marked.
    """
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: _EVERYWHERE | _ATTRIBUTES.get(tag, set()) for tag in TAGS},
        attribute_filter=rewrite,
        url_schemes={"http", "https", "mailto", "tel", scheme},
        link_rel=None,
        strip_comments=True,
    )
