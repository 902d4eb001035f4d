"""Resolves what articles refer to: links by source path, files of content/, paths on the site, pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen.content.article import Picture
from sitegen.content.markdown.body import Body
from sitegen.content.markdown.marks import Reference
from sitegen.errors import Location, Problem, nearest, shorten, suggest
from sitegen.site.pictures import ENDINGS
from sitegen.site.urls import Addresses, locate, split_suffix

_MOST_SUGGESTIONS: Final = 100
"""Problems that get a suggestion: each costs a look at every file, and a folder that was renamed breaks them all."""

Measure = Callable[[str], tuple[int, int, int] | str]
"""A file of content/ -> width, height, bytes; or why it is no picture that can be published."""
Measured = dict[str, tuple[int, int, int] | str]
"""What was measured, by file of content/."""


class Target(Struct, frozen=True):
    """A source file as something to link to."""

    path: str
    """Its address; empty while it is not out."""
    draft: bool
    anchors: Collection[str]


class Media(Struct, frozen=True):
    """A picture, found and measured."""

    path: str
    """Where it is published; empty if it is on another host."""
    url: str
    """Its address if it is on another host."""
    width: int
    """Pixels; 0 if it is on another host."""
    height: int
    size: int
    """Bytes; 0 if it is on another host."""


class ResolvedBody(Struct, frozen=True):
    """What the holes of a body are filled with, see `markdown.body.fill_holes`."""

    page: tuple[str, ...]
    feed: tuple[str, ...]
    """The same with whole addresses, for readers that show the text elsewhere."""


class Resolver:
    """Resolves references, and remembers what they need: files to publish, and paths that must turn out to exist."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        broken: Collection[str],
        assets: Collection[str],
        addresses: Addresses,
        measure: Measure,
        measured: Measured | None = None,
    ) -> None:
        self._targets, self._broken, self._assets = targets, broken, assets
        self._addresses, self._measure = addresses, measure
        self.measured = measured if measured is not None else {}
        self._composed: dict[str, str] | None = None
        """Files of content/ by the composed form (NFC) of their names, once one is asked for."""
        self.problems: list[Problem] = []
        self.published: dict[str, tuple[str, Location]] = {}
        """Files of content/ that something shows -> their path on the site, and who asked first."""
        self.expected: list[tuple[str, Location]] = []
        """Paths on the site that something links to, and who asks."""

    def twin(self) -> Resolver:
        """Return a resolver of the same site that has met no reference yet."""
        return Resolver(self._targets, self._broken, self._assets, self._addresses, self._measure, self.measured)

    def body(self, body: Body, source: str) -> ResolvedBody:
        """Resolve every reference of the body of content/`source`."""
        page, feed = [], []
        for reference in body.references:
            here, elsewhere = self._reference(reference, source)
            page.append(here)
            feed.append(elsewhere)
        return ResolvedBody(tuple(page), tuple(feed))

    def picture(self, picture: Picture, source: str) -> Media | None:
        """Find and measure a picture of front matter; None after reporting why there is none."""
        return self.media(picture.src, source, picture.location)

    def media(self, src: str, source: str, where: Location) -> Media | None:
        if src.startswith("https://"):
            return Media("", src, 0, 0, 0)
        named = locate(unquote(src), source)
        asset = self.asset(named)
        if asset is None:
            hint = self._like_picture(named) or "Put the picture there, or mend the path"
            self._report(where, "missing-image", f"there is no picture content/{shorten(named)}", hint)
            return None
        if asset not in self.measured:
            self.measured[asset] = self._measure(asset)
        measured = self.measured[asset]
        if isinstance(measured, str):
            self._report(where, "bad-image", f"content/{asset}: {measured}", "Export the picture again")
            return None
        width, height, size = measured
        return Media(self._publish(asset, where), "", width, height, size)

    def link(self, target: str, source: str, where: Location) -> str | None:
        """Return the path (with any query and fragment, quoted) that a link leads to; empty if it is not out yet.

        None after reporting that it leads nowhere.
        """
        address, _, fragment = target.partition("#")
        address, question, query = address.partition("?")
        suffix = (f"?{query}" if question else "") + (f"#{fragment}" if fragment else "")
        file = locate(unquote(address), source)
        if file in self._targets:
            return self._to_source(file, unquote(fragment), suffix, where)
        if file in self._broken:
            return ""
        asset = self.asset(file)
        if asset is not None:
            return quote(self._publish(asset, where)) + suffix
        if address.endswith(".md") or not address.startswith("/"):
            hint = self._where_to(file, source)
            self._report(where, "broken-link", f"the link `{shorten(target)}` leads to no file of content/", hint)
            return None
        path = normalize("NFC", unquote(address))
        self.expected.append((path, where))
        return quote(path) + suffix

    def asset(self, named: str) -> str | None:
        """Return the file of content/ that is meant by a name; some systems take letters with marks apart in names."""
        if named in self._assets:
            return named
        if self._composed is None:
            self._composed = {normalize("NFC", asset): asset for asset in self._assets if not asset.isascii()}
        return self._composed.get(normalize("NFC", named))

    def _like_picture(self, named: str) -> str:
        """Return a hint that names the picture of content/ that is most like one that is not there."""
        if len(self.problems) >= _MOST_SUGGESTIONS:
            return ""
        pictures = [f"/{known}" for known in sorted(self._assets) if PurePosixPath(known).suffix.lower() in ENDINGS]
        return suggest(f"/{named}", pictures, cutoff=0.8, most=0)

    def _where_to(self, file: str, source: str) -> str:
        """Return a hint for a link to a file that is not there."""
        inner = file.removeprefix("content/")
        if inner in self._targets:
            return f"Did you mean `{_relative(source, inner)}`?"
        if len(self.problems) < _MOST_SUGGESTIONS:
            names = {posixpath.basename(known): known for known in sorted(self._targets) if known != source}
            meant = nearest(posixpath.basename(file), names, cutoff=0.8)
            if meant is not None:
                return f"Did you mean `{_relative(source, names[meant])}`?"
        return "Give the file's path from here, a path on the site that starts with `/`, or a whole `https://` address"

    def _to_source(self, file: str, fragment: str, suffix: str, where: Location) -> str | None:
        target = self._targets[file]
        if target.draft:
            hint = "Publish the other one first, or take the link out"
            self._report(where, "link-to-draft", f"the link leads to a draft, content/{file}", hint)
            return None
        if fragment and fragment not in target.anchors:
            hint = suggest(fragment, target.anchors) or "It has no headings that a link could lead to"
            self._report(where, "broken-fragment", f"content/{file} has no anchor `#{shorten(fragment)}`", hint)
            return None
        return quote(target.path) + suffix if target.path else ""

    def _reference(self, reference: Reference, source: str) -> tuple[str, str]:
        if reference.kind == "image":
            media = self.media(reference.target, source, reference.location)
            if media is None:
                return "", ""
            size = f' width="{media.width}" height="{media.height}"'
            here, elsewhere = self._addresses.href(media.path), self._addresses.absolute(media.path)
            return f' src="{escape(here)}"{size}', f' src="{escape(elsewhere)}"{size}'
        address = self.link(reference.target, source, reference.location)
        if not address:
            return "", ""
        path, suffix = split_suffix(address)
        here, elsewhere = self._addresses.href(path, suffix), self._addresses.absolute(path, suffix)
        return f' href="{escape(here)}"', f' href="{escape(elsewhere)}"'

    def _publish(self, asset: str, where: Location) -> str:
        path = public_path(asset)
        self.published.setdefault(asset, (path, where))
        return path

    def _report(self, where: Location, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(where, code, message, hint))


def public_path(asset: str) -> str:
    """Return the path on the site at which a file of content/ is published."""
    return "/media/" + asset.removeprefix("media/")


def _relative(source: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(source) or ".")
