"""The Body of an article or page: its HTML with holes where links and pictures go, and the facts that lists need.

What a link or a picture resolves to depends on other files, so a body alone cannot know it. Its HTML is cut at each
reference; `assemble` fills the holes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, Final, Literal
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct

from sitegen.content.fields import shorten
from sitegen.content.markdown import raw_html
from sitegen.content.markdown.parser import parser
from sitegen.content.markdown.plain_text import plain_text
from sitegen.content.markdown.report import Report
from sitegen.errors import Location, Problem

RULES_VERSION: Final = 1
"""Part of every body's digest: raise it when the same Markdown gives other HTML."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


class Reference(Struct, frozen=True):
    """A link or picture whose address depends on the rest of the site."""

    kind: Literal["link", "image"]
    target: str
    """As typed: `../world/story.md#part`, `/media/x.jpg`, `/category/world/`."""
    location: Location


class Body(Struct, frozen=True):
    """A story's text, parsed."""

    digest: str
    """Of the source text and the rules that read it."""
    parts: tuple[str, ...]
    """HTML around the references: one more than there are references."""
    references: tuple[Reference, ...]
    anchors: tuple[str, ...]
    """The ids to which a link's fragment may lead."""
    excerpt: str
    """The first paragraph, plain."""
    text: str
    """All paragraphs, plain, joined by spaces."""
    words: int
    frames: tuple[str, ...]
    """Origins of the frames that a reader's click may load."""


def parse_body(text: str, path: str, lines_before: int, *, trusted: bool = False) -> tuple[Body, tuple[Problem, ...]]:
    """Parse Markdown.

    `path` is the file as problems name it, `lines_before` the number of its lines above the text; `trusted` prints raw
    HTML as it is. Returns the Body and the Problems found.
    """
    digest = blake2b(f"{RULES_VERSION}\0{trusted}\0{text}".encode(), digest_size=16).hexdigest()
    report = Report(path, text, lines_before)
    env: dict[str, Any] = {"report": report}
    tokens = parser().parse(text, env)
    marker = _Marker(f"sitegen-{digest[:12]}", report)
    anchors, has_html = _visit(tokens, marker, report, trusted)
    html: str = parser().renderer.render(tokens, parser().options, env)
    if has_html and not trusted:
        html = raw_html.sanitise(html, marker.rewrite, marker.scheme)
    anchors.update(re.findall(r'\sid="((?:fn|fnref)[\w:-]+)"', html))
    _check_fragments(marker.fragments, anchors, report)
    pieces = re.split(rf' (?:href|src)="{marker.scheme}:(\d+)"', html)
    paragraphs = list(_paragraphs(tokens))
    body = Body(
        digest=digest,
        parts=tuple(pieces[0::2]),
        references=tuple(marker.references[int(number)] for number in pieces[1::2]),
        anchors=tuple(sorted(anchors)),
        excerpt=paragraphs[0] if paragraphs else "",
        text=" ".join(paragraphs),
        words=sum(len(plain_text(token).split()) for token in tokens if token.type == "inline"),
        frames=tuple(sorted(env.get("frames", ()))),
    )
    return body, tuple(report.problems)


def assemble(body: Body, resolved: Sequence[str]) -> str:
    """Return the body's HTML with its holes filled.

    `resolved` holds, for each of `body.references`, the attributes that it resolves to, each with a space before it;
    nothing for a link that leads nowhere yet.
    """
    pieces = [body.parts[0]]
    for value, part in zip(resolved, body.parts[1:], strict=True):
        pieces += (value, part)
    return "".join(pieces)


class _Marker:
    """Puts a numbered mark, which no author can type (it holds the digest), where each reference's address stood."""

    def __init__(self, scheme: str, report: Report) -> None:
        self.scheme = scheme
        self.references: list[Reference] = []
        self.fragments: list[tuple[str, Location]] = []
        """Links within the page, and where they stand."""
        self._report = report

    def mark(self, kind: Literal["link", "image"], target: str, where: Location) -> str:
        """Return what to write for `target`: itself if it leads to another host or within the page, else a mark."""
        if target.startswith("//"):
            target = f"https:{target}"
        scheme = _SCHEME.match(target)
        if scheme:
            self._check_scheme(kind, scheme.group(1).lower(), target, where)
            return target
        if target in ("", "#"):
            hint = "Write the address in the round brackets"
            self._report.add(where, "empty-link", f"the {kind} has no address", hint)
            return target
        if kind == "link" and target.startswith("#"):
            self.fragments.append((target, where))
            return target
        self.references.append(Reference(kind, target, where))
        return f"{self.scheme}:{len(self.references) - 1}"

    def rewrite(self, tag: str, attribute: str, value: str) -> str | None:
        """Mark the references of raw HTML; those of Markdown are marked already."""
        if attribute not in ("href", "src") or value.startswith(f"{self.scheme}:"):
            return value
        return self.mark("image" if attribute == "src" else "link", value, self._report.locate(None, value))

    def _check_scheme(self, kind: str, scheme: str, target: str, where: Location) -> None:
        if kind == "image" and scheme != "https":
            hint = "Give a file of the site, or an https address"
            self._report.add(where, "link-scheme", f"a picture cannot come from `{shorten(target)}`", hint)
        elif scheme not in _LINK_SCHEMES:
            hint = "Links may start with https:, http:, mailto: or tel:"
            self._report.add(where, "link-scheme", f"a link cannot lead to `{shorten(target)}`", hint)


def _visit(tokens: list[Token], marker: _Marker, report: Report, trusted: bool) -> tuple[set[str], bool]:
    """Mark every reference and check raw HTML; return the ids found and whether there is raw HTML."""
    anchors: set[str] = set()
    has_html = False
    block: Token | None = None
    for token in tokens:
        block = token if token.map else block
        if "id" in token.attrs:
            anchors.add(str(token.attrs["id"]))
        for child in [token, *(token.children or ())]:
            if "id" in child.attrs:
                anchors.add(str(child.attrs["id"]))
            if child.type in ("html_block", "html_inline"):
                has_html = True
                if not trusted:
                    anchors.update(raw_html.check(child.content, block, report))
            elif child.type == "link_open" and child.attrs.get("class") != "anchor":
                target = str(child.attrs.get("href", ""))
                child.attrSet("href", marker.mark("link", target, report.locate(block, target)))
            elif child.type == "image":
                _mark_image(child, block, marker, report)
    return anchors, has_html


def _mark_image(token: Token, block: Token | None, marker: _Marker, report: Report) -> None:
    target = str(token.attrs.get("src", ""))
    where = report.locate(block, target)
    if not plain_text(token):
        hint = "Describe the picture for those who do not see it: `![A red fort at dawn](fort.jpg)`"
        report.add(where, "missing-alt", "the picture has no alternative text", hint)
    token.attrSet("src", marker.mark("image", target, where))
    token.attrSet("loading", "lazy")


def _check_fragments(fragments: list[tuple[str, Location]], anchors: set[str], report: Report) -> None:
    for target, where in fragments:
        if unquote(target[1:]) not in anchors:
            hint = "Headings get their anchor from their text, in lower case with hyphens"
            report.add(where, "broken-fragment", f"the page has no anchor `{target}`", hint)


def _paragraphs(tokens: list[Token]) -> Iterator[str]:
    """Yield the plain text of each paragraph of the story's own level."""
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and opening.level == 0:
            text = plain_text(inline)
            if text:
                yield text
