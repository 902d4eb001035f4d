"""The Markdown parser: markdown-it-py with its plug-ins and the rules of this package."""

from __future__ import annotations

from functools import cache

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.content.markdown import quick_path
from sitegen.content.markdown.rules import install_rules
from sitegen.content.markdown.rules.attributes import ATTRIBUTES


class _Linkify(LinkifyIt):  # type: ignore[misc]
    """Looks for bare links only where one can be: its own expressions cost more than all the rest of the parser."""

    def pretest(self, text: str) -> bool:
        return "//" in text or "@" in text

    def test(self, text: str) -> bool:
        return self.pretest(text) and bool(super().test(text))


def _accept(url: str) -> bool:  # noqa: ARG001 - the signature is markdown-it's
    return True


@cache
def parser(*, quick: bool = True) -> MarkdownIt:
    """Return the parser: CommonMark with tables, strikethrough, footnotes, attributes, bare links, and the rules.

    Links are not judged here: every one becomes a token, and body.py refuses what is unsafe with a located Problem.
    `quick` is for plain prose, and changes no token.
    """
    md = MarkdownIt("commonmark", {"linkify": True, "xhtmlOut": False, "store_labels": True})
    md.enable(["table", "strikethrough", "linkify"])
    md.use(footnote_plugin).use(attrs_plugin, allowed=ATTRIBUTES).use(attrs_block_plugin, allowed=ATTRIBUTES)
    # Without a scheme `end.In` would become a link to a host in India.
    md.linkify = _Linkify(options={"fuzzy_link": False})
    md.validateLink = _accept  # type: ignore[method-assign]
    install_rules(md)
    if quick:
        quick_path.install(md)
    return md
