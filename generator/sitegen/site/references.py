"""Resolves what articles refer to: links by source path, files of content/, paths on the site, pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen.content.article import Audio, Picture
from sitegen.content.markdown.body import Body
from sitegen.content.markdown.marks import Reference
from sitegen.errors import Location, Problem, nearest, shorten, suggest
from sitegen.pictures.markup import in_body, in_feed
from sitegen.pictures.measuring import ENDINGS, Original
from sitegen.pictures.renditions import CENTRE, DEFAULT_QUALITY, Focus, Look
from sitegen.pictures.sounds import is_sound
from sitegen.site.urls import Addresses, locate, split_suffix

_NO_PICTURE: Final = ("", "", "")
_MOST_SUGGESTIONS: Final = 100
"""Problems that get a suggestion: each costs a look at every file, and a folder that was renamed breaks them all."""

Measure = Callable[[str], Original | str]
"""A file of content/ -> what it is, or why it is no picture that can be published."""
Measured = dict[str, Original | str]
"""What was measured, by file of content/."""


class Target(Struct, frozen=True):
    """A source file as something to link to."""

    path: str
    """Its address; empty while it is not out."""
    draft: bool
    anchors: Collection[str]


class Media(Struct, frozen=True):
    """A picture or an audio file, found and measured."""

    url: str
    """Its address if it is on another host, of which nothing more is known."""
    path: str = ""
    """Where the original is published, if it is shown, or played, as it is."""
    look: Look | None = None
    """What its renditions are made of; None if it is on another host, or no picture."""
    size: int = 0
    """Of an audio file: bytes; 0 if it is on another host, and nobody said."""


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
        quality: int = DEFAULT_QUALITY,
    ) -> None:
        """`quality` is that of the renditions of pictures."""
        self._targets, self._broken, self._assets = targets, broken, assets
        self._addresses, self._measure, self._quality = addresses, measure, quality
        self.measured = measured if measured is not None else {}
        self._composed: dict[str, str] | None = None
        """Files of content/ by the composed form (NFC) of their names, once one is asked for."""
        self.problems: list[Problem] = []
        self.published: dict[str, tuple[str, Location]] = {}
        """Files of content/ that something shows -> their path on the site, and who asked first."""
        self.expected: list[tuple[str, Location]] = []
        """Paths on the site that something links to, and who asks."""
        self.pictures: set[str] = set()
        """The digests of the originals of which renditions are shown."""
        self._files: dict[str, list[str]] = {}
        self._files_of = -1
        """How many files had been measured when the files of each digest were gathered."""

    def twin(self) -> Resolver:
        """Return a resolver of the same site that has met no reference yet."""
        return Resolver(
            self._targets, self._broken, self._assets, self._addresses, self._measure, self.measured, self._quality
        )

    def body(self, body: Body, source: str) -> ResolvedBody:
        """Resolve every reference of the body of content/`source`."""
        page: list[str] = []
        feed: list[str] = []
        for reference in body.references:
            here, elsewhere = self._reference(reference, source)
            page += here
            feed += elsewhere
        return ResolvedBody(tuple(page), tuple(feed))

    def picture(self, picture: Picture, source: str) -> Media | None:
        """Find and measure a picture of front matter; None after reporting why there is none."""
        return self.media(picture.src, source, picture.location, focus=picture.focus)

    def media(
        self, src: str, source: str, where: Location, *, focus: Focus | None = None, as_it_is: bool = False
    ) -> Media | None:
        """Find and measure a picture; `as_it_is` asks for the original. None after reporting why there is none."""
        if src.startswith("https://"):
            return Media(src)
        named = locate(unquote(src), source)
        asset = self.asset(named)
        if asset is None:
            hint = self._like_picture(named) or "Put the picture there, or mend the path"
            self._report(where, "missing-image", f"there is no picture content/{shorten(named)}", hint)
            return None
        original = self.original(asset) if not is_sound(asset) else "the file is audio, and no picture"
        if isinstance(original, str):
            self._report(where, "bad-image", f"content/{asset}: {original}", "Export the picture again")
            return None
        if as_it_is or original.is_drawing:
            return Media("", self._publish(asset, where), self.look(original, None))
        self.pictures.add(original.digest)
        return Media("", "", self.look(original, focus))

    def original(self, asset: str) -> Original | str:
        """Return what a file of content/ is, or why it is no picture that can be published; it is measured once."""
        if asset not in self.measured:
            self.measured[asset] = self._measure(asset)
        return self.measured[asset]

    def look(self, original: Original, focus: Focus | None) -> Look:
        """Return an original as it is shown with a focus, or without one."""
        return Look(original, focus or CENTRE, self._quality)

    def files_with(self, digest: str) -> Sequence[str]:
        """Return the files of content/ that were measured and whose bytes have a digest, in the order of paths."""
        if self._files_of != len(self.measured):
            self._files, self._files_of = {}, len(self.measured)
            for asset, original in sorted(self.measured.items(), key=itemgetter(0)):
                if not isinstance(original, str):
                    self._files.setdefault(original.digest, []).append(asset)
        return self._files.get(digest, ())

    def sound(self, audio: Audio, source: str) -> Media | None:
        """Find and measure an audio file of front matter; None after reporting why there is none."""
        if audio.src.startswith("https://"):
            return Media(audio.src, size=audio.length)
        named, where = locate(unquote(audio.src), source), audio.location
        asset = self.asset(named)
        if asset is None:
            sounds = [f"/{known}" for known in sorted(self._assets) if is_sound(known)]
            hint = suggest(f"/{named}", sounds, cutoff=0.8, most=0) or "Put the file there, or mend the path"
            self._report(where, "missing-audio", f"there is no audio file content/{shorten(named)}", hint)
            return None
        found: Original | str = f"`{PurePosixPath(asset).suffix}` is not the ending of an audio file"
        if is_sound(asset):
            found = self.original(asset)
        if isinstance(found, str):
            hint = "Export it again, as .mp3 or .m4a, or give the https address of a copy on another host"
            self._report(where, "bad-audio", f"content/{asset}: {found}", hint)
            return None
        return Media("", self._publish(asset, where), size=found.size)

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

    def _reference(self, reference: Reference, source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what the holes of a reference are filled with: on its page, and elsewhere."""
        if reference.kind == "image":
            media = self.media(reference.target, source, reference.location)
            if media is None or media.look is None:
                return _NO_PICTURE, _NO_PICTURE
            if media.path:
                size = f' width="{media.look.original.width}" height="{media.look.original.height}"'
                here, elsewhere = self._addresses.href(media.path), self._addresses.absolute(media.path)
                return ("", f' src="{escape(here)}"{size}', ""), ("", f' src="{escape(elsewhere)}"{size}', "")
            return in_body(media.look, self._addresses), in_feed(media.look, self._addresses)
        address = self.link(reference.target, source, reference.location)
        if not address:
            return ("",), ("",)
        path, suffix = split_suffix(address)
        here, elsewhere = self._addresses.href(path, suffix), self._addresses.absolute(path, suffix)
        return (f' href="{escape(here)}"',), (f' href="{escape(elsewhere)}"',)

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
