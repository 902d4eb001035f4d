"""The Body of an article or page: its HTML with holes where links and pictures go, and the facts that lists need.

What a link or a picture resolves to depends on other files, so a body alone cannot know it. Its HTML is cut at each
reference; `fill_holes` fills the holes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from html import unescape
from typing import Any, Final

from markdown_it.token import Token
from msgspec import Struct

from sitegen.content.markdown.addresses import origin_of
from sitegen.content.markdown.marks import Marker, Reference
from sitegen.content.markdown.parser import parser
from sitegen.content.markdown.plain_text import count_words, is_plain, plain_text
from sitegen.content.markdown.report import Report
from sitegen.content.yaml_nodes import CONTROL_CHARACTER, control_character
from sitegen.errors import Location, Problem, shorten

RULES_VERSION: Final = 2
"""Part of every body's digest: raise it when the same Markdown gives other HTML."""

_FOOTNOTE_ID = re.compile(r'\sid="((?:fn|fnref)[\w:-]+)"')
_PICTURE_TAG = re.compile(r"<(?:img|source|input|video|image)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https://[^\s\"'<>,]+", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE)
"""What stands in HTML and is not text."""
_ANY_TAG = re.compile("<[^<>]*>")
_CHARACTER_REFERENCE = re.compile(r"&#(?:(\d{1,40})|[Xx]([0-9A-Fa-f]{1,40}))")


class Body(Struct, frozen=True, array_like=True):
    """A story's text, parsed."""

    digest: str
    """Of the source text and the rules that read it."""
    parts: tuple[str, ...]
    """HTML around the holes that the references leave, one more than there are holes, see `Marker.cut`. A body that
    comes from the library is without them: they are fetched where its page is rendered."""
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
    hosts: tuple[str, ...]
    """Origins of the pictures that stand on other hosts."""
    prose: str = ""
    """All that can be read in it, plain, a line for each block, for a site that can be searched; else empty."""


def parse_body(
    text: str,
    path: str,
    lines_before: int,
    *,
    trusted: bool = False,
    searched: bool = False,
    columns_before: int = 0,
) -> tuple[Body, tuple[Problem, ...]]:
    """Parse Markdown.

    `path` is the file as problems name it, `lines_before` the number of its lines above the text, `columns_before` that
    of the characters by which its lines are indented there; `trusted` prints raw HTML as it is, `searched` asks for the
    prose. Returns the Body and the Problems found.
    """
    digest = blake2b(f"{RULES_VERSION}\0{trusted}\0{text}".encode(), digest_size=16).hexdigest()
    report = Report(path, text, lines_before, columns_before)
    env: dict[str, Any] = {"report": report}
    tokens = parser().parse(text, env)
    marker = Marker(f"sitegen-{digest[:12]}", report)
    anchors, has_html = _visit(tokens, marker, report, trusted)
    html: str = parser().renderer.render(tokens, parser().options, env)
    if has_html and not trusted:
        from sitegen.content.markdown import raw_html  # Few texts have any, and its libraries take time to load.

        html = raw_html.sanitise(html, marker.rewrite, marker.scheme)
    ids = set(anchors)
    if "footnotes" in env:
        ids.update(_FOOTNOTE_ID.findall(html))
    marker.check_fragments(ids)
    if "&#" in text:
        _check_characters(html, text, report)
    parts, references = marker.cut(html)
    paragraphs, words = _read(tokens)
    body = Body(
        digest=digest,
        parts=tuple(parts),
        references=tuple(references),
        anchors=tuple(sorted(ids)),
        excerpt=paragraphs[0] if paragraphs else "",
        text=" ".join(paragraphs),
        words=words,
        frames=tuple(sorted(env.get("frames", ()))),
        hosts=_hosts(html, marker) if has_html and trusted else marker.hosts(),
        prose="\n".join(_lines(tokens)) if searched else "",
    )
    return body, tuple(report.problems)


def fill_holes(parts: Sequence[str], resolved: Sequence[str]) -> str:
    """Return a body's HTML, given in `parts`, with its holes filled.

    `resolved` holds what each hole is filled with: the attributes that a link or picture resolves to, each with a
    space before it, and what stands around a picture's tag; nothing for a link that leads nowhere yet.
    """
    pieces = [parts[0]]
    for value, part in zip(resolved, parts[1:], strict=True):
        pieces += (value, part)
    return "".join(pieces)


def _hosts(html: str, marker: Marker) -> tuple[str, ...]:
    """Return the origins of pictures on other hosts where an author's HTML, which nobody looks into, may name some."""
    typed = {origin_of(address) for tag in _PICTURE_TAG.findall(html) for address in _ADDRESS.findall(tag)}
    return tuple(sorted({*marker.hosts(), *typed} - {""}))


def _visit(tokens: list[Token], marker: Marker, report: Report, trusted: bool) -> tuple[dict[str, Location], bool]:
    """Mark every reference and check raw HTML; return the ids found, with their places, and whether there is any."""
    anchors: dict[str, Location] = {}
    has_html = False
    block: Token | None = None
    for token in tokens:
        if token.map:
            block = token
        elif token.type == "footnote_open":
            block = None  # A note within a line has no lines of its own.
        for child in _marked_up(token):
            if "id" in child.attrs:
                _add_anchor(anchors, str(child.attrs["id"]), report.start(block), report)
            if child.type in ("html_block", "html_inline"):
                has_html = True
                if not trusted:
                    from sitegen.content.markdown import raw_html

                    for id_, where in raw_html.check(child.content, marker, report, block):
                        _add_anchor(anchors, id_, where, report)
            elif child.type == "link_open" and not child.meta.get("anchor"):
                where = report.locate_address(block, child)
                child.attrSet("href", marker.mark("link", str(child.attrs.get("href", "")), where))
            elif child.type == "image":
                _mark_image(child, block, marker, report)
    return anchors, has_html


def _marked_up(token: Token) -> Sequence[Token]:
    """Return a token and its children, without those on which nothing is to be found."""
    if token.children and not is_plain(token.children):
        return (token, *token.children)
    return (token,) if token.attrs or token.type == "html_block" else ()


def _add_anchor(anchors: dict[str, Location], id_: str, where: Location, report: Report) -> None:
    if id_ in anchors:
        message = f"the anchor `{shorten(id_)}` stands on line {anchors[id_].line} already"
        report.add(where, "duplicate-anchor", message, "Give one of them another name")
    anchors.setdefault(id_, where)


def _mark_image(token: Token, block: Token | None, marker: Marker, report: Report) -> None:
    where = report.locate_address(block, token)
    if not plain_text(token):
        hint = "Describe the picture for those who do not see it: `![A red fort at dawn](fort.jpg)`"
        report.add(where, "missing-alt", "the picture has no alternative text", hint)
    token.attrSet("src", marker.mark("image", str(token.attrs.get("src", "")), where))
    token.attrSet("loading", "lazy")


def _check_characters(html: str, text: str, report: Report) -> None:
    """Report a control character that was typed as a character reference: `&#12;`."""
    for character in sorted(set(CONTROL_CHARACTER.findall(html)) - set(text)):
        typed = (
            reference.group()
            for reference in _CHARACTER_REFERENCE.finditer(text)
            if int(reference[2] or reference[1], 16 if reference[2] else 10) == ord(character)
        )
        report.problems.append(control_character(report.locate(None, next(typed, "")), character))


def _read(tokens: list[Token]) -> tuple[list[str], int]:
    """Return the plain text of each paragraph of the story's own level, and the number of all its words."""
    paragraphs: list[str] = []
    words = 0
    within = False
    for token in tokens:
        if token.type == "inline":
            text = plain_text(token)
            if text:
                words += count_words(text)
                if within:
                    paragraphs.append(text)
        elif token.type == "html_block":
            words += len(re.sub("<[^<>]*>", " ", token.content).split())
        within = token.type == "paragraph_open" and token.level == 0
    return paragraphs, words


def _lines(tokens: list[Token]) -> Iterator[str]:
    """Yield the plain text of every block: paragraphs, headings, items, cells, captions, notes and code."""
    for token in tokens:
        text = ""
        if token.type == "inline":
            text = plain_text(token)
        elif token.type in ("fence", "code_block"):
            text = " ".join(token.content.split())
        elif token.type == "html_block":
            shown = _UNREAD.sub(" ", token.content)
            text = " ".join(unescape(_ANY_TAG.sub(" ", shown)).split())
        if text:
            yield text
