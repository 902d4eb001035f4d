"""The Markdown parser: markdown-it-py with its plug-ins and the rules of this package."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.content.markdown.rules import install_rules

ATTRIBUTES = ("id", "class", "lang", "dir", "title", "credit")
"""What `{name=value}` may set: nothing that loads, runs or styles."""


def _accept(url: str) -> bool:  # noqa: ARG001 - the signature is markdown-it's
    return True


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, strikethrough, footnotes, attributes, bare links, and the rules.

    Links are not judged here: every one becomes a token, and body.py refuses what is unsafe with a located Problem.
    """
    md = MarkdownIt("commonmark", {"linkify": True, "xhtmlOut": False})
    md.enable(["table", "strikethrough", "linkify"])
    md.use(footnote_plugin).use(attrs_plugin, allowed=ATTRIBUTES).use(attrs_block_plugin, allowed=ATTRIBUTES)
    # Without a scheme `end.In` would become a link to a host in India.
    md.linkify.set({"fuzzy_link": False})  # type: ignore[union-attr]
    md.validateLink = _accept  # type: ignore[method-assign]
    install_rules(md)
    return md
