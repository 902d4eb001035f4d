"""Marks in HTML where addresses go that depend on the rest of the site, and the pieces of HTML around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal
from urllib.parse import unquote

from msgspec import Struct

from sitegen.content.markdown.addresses import Kind, origin_of, refusal, scheme_of
from sitegen.content.markdown.report import Report
from sitegen.errors import Location, Problem

_ADDRESSES: Final[dict[tuple[str, str], Kind]] = {("a", "href"): "link", ("img", "src"): "image"}
_WITHIN: Final = r"""(?:[^"'<>]|"[^"]*"|'[^']*')*"""
"""What may stand within a tag."""
_MARK = re.compile(r' (?:href|src)="(sitegen-[0-9a-f]{12}):(\d+)"')
_PICTURE = re.compile(
    rf'(?P<before><img(?=\s){_WITHIN}?)(?P<mark> src="sitegen-[0-9a-f]{{12}}:\d+")(?P<behind>{_WITHIN})>'
)
_SIZE: Final = re.compile(r"""\s(?:width|height)="[^"]*\"""")
"""What an author may have typed in a tag whose picture's true size is written."""


class Reference(Struct, frozen=True, array_like=True):
    """A link or picture whose address depends on the rest of the site."""

    kind: Literal["link", "image"]
    target: str
    """As typed: `../world/story.md#part`, `/media/x.jpg`, `/category/world/`."""
    location: Location


class Marker:
    """Puts a numbered mark, which no author can type (it holds the digest), where each reference's address stood."""

    def __init__(self, scheme: str, report: Report) -> None:
        self.scheme = scheme
        self.references: list[Reference] = []
        self._fragments: list[tuple[str, Location]] = []
        """Links within the page, and where they stand."""
        self._written: dict[tuple[Kind, str], str] = {}
        """What was written for each address."""
        self._report = report

    def mark(self, kind: Kind, target: str, where: Location) -> str:
        """Return what to write for `target`: itself if it leads to another host or within the page, else a mark."""
        written = self._mark(kind, target, where)
        self._written[kind, target] = self._written[kind, written] = written
        return written

    def rewrite(self, tag: str, attribute: str, value: str) -> str:
        """Return what to write for an attribute of HTML whose addresses `mark` was told of."""
        kind = _ADDRESSES.get((tag, attribute))
        if kind is None or not value:
            return value
        return self._written.get((kind, value)) or self.mark(kind, value, self._report.locate(None, value))

    def cut(self, html: str) -> tuple[list[str], list[Reference]]:
        """Return the pieces of `html` around the holes that its marks leave, and the references between them.

        A link leaves one hole, where its address stood; a picture leaves three: before, within and behind its tag.
        """
        parts: list[str] = []
        references: list[Reference] = []
        end = 0
        for found in _MARK.finditer(html) if self.references else ():
            if found.group(1) != self.scheme:
                continue
            reference = self.references[int(found.group(2))]
            references.append(reference)
            if reference.kind == "link":
                parts.append(html[end : found.start()])
                end = found.end()
                continue
            tag = _tag_around(html, end, found.start())
            behind = _SIZE.sub("", tag["behind"])
            parts += (html[end : tag.start()], _SIZE.sub("", tag["before"]), f"{behind}>")
            end = tag.end()
        return [*parts, html[end:]], references

    def hosts(self) -> tuple[str, ...]:
        """Return the origins of the pictures on other hosts, in the order of their letters."""
        addresses = {written for (kind, _), written in self._written.items() if kind == "image"}
        return tuple(sorted(set(map(origin_of, addresses)) - {""}))

    def check_fragments(self, anchors: set[str]) -> None:
        """Report the links within the page that lead to none of `anchors`."""
        for target, where in self._fragments:
            if unquote(target[1:]) not in anchors:
                hint = "Headings get their anchor from their text, in lower case with hyphens"
                self._report.add(where, "broken-fragment", _no_anchor(unquote(target[1:])), hint)

    def _mark(self, kind: Kind, target: str, where: Location) -> str:
        if target.startswith("//"):
            target = f"https:{target}"
        if scheme_of(target):
            why = refusal(kind, target)
            if why:
                self._report.add(where, "link-scheme", *why)
            return target
        if target in ("", "#"):
            hint = "Write the address in the round brackets"
            self._report.add(where, "empty-link", f"the {kind} has no address", hint)
            return target
        if kind == "link" and target.startswith("#"):
            self._fragments.append((target, where))
            return target
        self.references.append(Reference(kind, target, where))
        return f"{self.scheme}:{len(self.references) - 1}"


def unbroken(problems: Iterable[Problem], anchors: Iterable[str]) -> list[Problem]:
    """Return problems without those of links to `anchors`, which other texts of the same page have."""
    there = set(map(_no_anchor, anchors))
    return [problem for problem in problems if problem.code != "broken-fragment" or problem.message not in there]


def _no_anchor(anchor: str) -> str:
    return f"the page has no anchor `#{anchor}`"


def _tag_around(html: str, first: int, mark: int) -> re.Match[str]:
    """Return the tag, at `first` or later, of the picture whose mark stands at `mark`."""
    start = mark
    while (start := html.rfind("<img", first, start)) >= 0:
        tag = _PICTURE.match(html, start)
        if tag and tag.start("mark") == mark:
            return tag
    raise ValueError(f"no picture's tag holds the mark at {mark}")
