"""A page of the output as the checks see it: those of its elements about which there is something to say.

A site says the same on every page, so a tag that was met before is not parsed again: a hundred thousand pages are read
at the speed of one regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from msgspec import Struct

from sitegen.inspection.tree import Target, Tree, is_rooted

_REST: Final = rb"""[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+(?:>|\Z)"""
"""What stands within a tag, up to its end or that of the file."""
_PATTERN: Final = (
    rb"<(?:!--.*?(?:-->|\Z)|script\b[^>]*+>.*?(?:</script\s*>|\Z)|style\b.*?(?:</style\s*>|\Z)"
    rb"|textarea\b.*?(?:</textarea\s*>|\Z)|title\b.*?(?:</title\s*>|\Z)"
    rb"|(?:a|area|audio|embed|form|h[1-6]|iframe|img|input|link|meta|object|source|track|use|video)(?=[\s/>])"
    + _REST
    + b")"
)
_TOKEN: Final = re.compile(_PATTERN, re.DOTALL)
_ANY_TOKEN: Final = re.compile(_PATTERN, re.DOTALL | re.IGNORECASE)
_IN_CAPITALS: Final = re.compile(rb"</?[A-Z]")
"""What our templates do not write, and few others: letters of one case are looked for faster."""
_TEXTS: Final = (b"<!", b"<style", b"<textarea", b"<title")
"""How what holds no tags begins."""
_TELLING: Final = re.compile(rb"http-equiv|og:(?:image|url|audio)|twitter:image", re.IGNORECASE)
"""What a `<meta>` says if it leads somewhere."""
_LINK: Final = re.compile(
    rb"""<(?:a|link\s+rel="(?:alternate|canonical)")(?:\s+[a-z-]+="[^"]*")*?\s+href="([^"&]+)"(?:\s+[a-z-]+="[^"]*")*>"""
    rb"""|<meta\s+property="og:(?:url|image)"\s+content="([^"&]+)">"""
)
"""A link as our templates write it."""
_SCHEME: Final = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*:")
_NAME: Final = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")
_TITLES: Final = re.compile(rb"<(h[1-6])(?=[\s>])[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_UNSEEN: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_ADDRESSES: Final[dict[str, tuple[str, ...]]] = {
    "a": ("href",), "area": ("href",), "audio": ("src",), "embed": ("src",), "form": ("action",), "iframe": ("src",),
    "img": ("src",), "input": ("src",), "link": ("href",), "object": ("data",), "script": ("src",), "source": ("src",),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
_LOOKED_AT: Final = frozenset({"area", "img", "input"})
"""Elements whose attributes matter, wherever they lead."""
_LOADED: Final = frozenset({"icon", "modulepreload", "preload", "stylesheet"})
_PICTURED: Final = ("og:image", "og:url", "og:audio", "twitter:image")
_PHONE: Final = 640
"""Pixels: the width of the picture that a phone is taken to fetch."""
_MOST_KNOWN: Final = 400_000
"""Tags that a process remembers."""


class Link(Struct, frozen=True):
    """An address in a tag, and where it leads."""

    address: str
    target: Target


class Element(Struct, frozen=True):
    """A tag, parsed."""

    name: str
    """In lower case."""
    raw: str
    """The tag as it stands in the file."""
    attributes: dict[str, str]
    """By names in lower case; entities are resolved."""
    links: tuple[Link, ...] = ()
    """Those within the site, and those that lead nowhere."""
    loads: tuple[str, ...] = ()
    """The files of the tree that a browser fetches with the page; of a picture's sizes, that for a phone."""
    inner: tuple[str, ...] = ()
    """The addresses within the page itself: `#part`."""
    level: int = 0
    """Of a heading; 0 for all else."""
    is_relative: bool = False
    """Whether an address depends on where the page stands."""


_UNKNOWN: Final = Element("", "", {})
"""Stands for a tag that was not met."""
_HEADINGS: Final = {level.encode(): Element(f"h{level}", f"<h{level}>", {}, level=int(level)) for level in "123456"}
"""Stand for all headings of their level: what one says, `Page.headings` tells."""


class Page(Struct, frozen=True):
    """An HTML file of the output."""

    path: str
    content: bytes
    elements: tuple[Element, ...]
    """In the order of the page, without those that are as they should be."""
    levels: tuple[int, ...] = ()
    """Of its headings."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a document that a reader stays on: no piece of one, and no redirect."""
        head = self.content[:2000].lower()
        return b"<html" in head and b'http-equiv="refresh"' not in head

    def headings(self) -> list[tuple[int, str]]:
        """Return the level of every heading, and the whole of it as it stands in the file."""
        found = _TITLES.finditer(_UNSEEN.sub(b"", self.content))
        return [(int(each[1][1:]), each[0].decode(errors="replace")) for each in found]


class Reader:
    """Reads the pages of a tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[bytes, Element | None] = {}
        """Tags that were met; None for those about which nothing can be said."""
        self._right: set[bytes] = set()
        """Addresses that lead somewhere."""
        self._origin = tree.origin.lower().encode()

    def read(self, path: str, content: bytes) -> Page:
        """Return the page in a file."""
        known, elements, levels = self._known, [], []
        if len(known) > _MOST_KNOWN:
            known.clear()
            self._right.clear()
        pattern = _ANY_TOKEN if _IN_CAPITALS.search(content) else _TOKEN
        for token in pattern.findall(content):
            element = known.get(token, _UNKNOWN)
            if element is _UNKNOWN:
                element = self._meet(token)
            if element is None:
                continue
            if element.level:
                levels.append(element.level)
            else:
                elements.append(self._linked(element, path) if element.is_relative else element)
        return Page(path, content, tuple(elements), tuple(levels))

    def _meet(self, token: bytes) -> Element | None:
        """Return the element of a tag that was not met before."""
        tag = token
        lowered = token[:9].lower()
        if lowered.startswith(_TEXTS):
            return None
        if lowered.startswith(b"<script"):  # Of what it holds, often found on one page alone, nothing is kept.
            tag = token[: token.index(b">") + 1]
        if tag not in self._known:
            self._known[tag] = self._at_a_glance(tag)
        return self._known[tag]

    def _at_a_glance(self, tag: bytes) -> Element | None:
        """Return the element of a tag; the tags of which a page has most are told apart without being parsed."""
        if tag[:2].lower() == b"<h" and tag[2:3].isdigit():
            return _HEADINGS[tag[2:3]]
        if tag[:5] == b"<meta" and _TELLING.search(tag) is None:
            return None
        found = _LINK.match(tag)
        if found is None:
            return self._parse(tag)
        address = found[1] or found[2]
        if address[:1] == b"#":
            return Element("a", tag.decode(errors="replace"), {}, inner=(address.decode(errors="replace"),))
        has_scheme = _SCHEME.match(address) is not None
        if has_scheme and not address.lower().startswith(self._origin):
            return None
        if address not in self._right:
            if not has_scheme and address[:1] != b"/":
                return self._parse(tag)
            target = self._tree.resolve(address.decode(errors="replace"), "")
            if target.why or target.fragment:
                return self._parse(tag)
            self._right.add(address)
        return None

    def _parse(self, tag: bytes) -> Element | None:
        raw = tag.decode(errors="replace")
        found = _NAME.match(raw)
        if found is None:
            return None
        name = found[1].lower()
        attributes: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(raw, found.end(), len(raw) - 1):
            attributes.setdefault(each[1].lower(), unescape(each[2] or each[3] or each[4] or ""))
        element = self._linked(Element(name, raw, attributes), "")
        is_right = not any(link.target.why or link.target.fragment for link in element.links)
        is_plain = is_right and not (element.loads or element.inner or element.is_relative)
        return None if is_plain and name not in _LOOKED_AT else element

    def _linked(self, element: Element, page: str) -> Element:
        """Return an element with its addresses resolved, as they are meant on a page."""
        links: list[Link] = []
        loads: list[str] = []
        inner: list[str] = []
        is_relative = False
        for attribute, address in _addresses(element):
            if address.startswith("#"):
                inner.append(address)
                continue
            is_relative = is_relative or not is_rooted(address.strip())
            target = self._tree.resolve(address, page)
            if target.file or target.why:
                links.append(Link(address, target))
            if target.file and _is_loaded(element, attribute, address):
                loads.append(target.file)
        found = tuple(links), tuple(loads), tuple(inner)
        return Element(element.name, element.raw, element.attributes, *found, is_relative=is_relative)


def _is_loaded(element: Element, attribute: str, address: str) -> bool:
    if element.name == "link":
        return not _LOADED.isdisjoint(element.attributes.get("rel", "").lower().split())
    if "srcset" in element.attributes and element.name in ("img", "source"):
        return attribute == "srcset" and address == _for_phone(element.attributes["srcset"])
    return element.name in ("img", "script") and attribute == "src"


def _for_phone(srcset: str) -> str:
    """Return the address that a phone takes of a `srcset`: the smallest that is wide enough, else the widest."""
    widths = {address: int(size[:-1]) for address, size in _candidates(srcset) if re.fullmatch(r"\d+w", size)}
    enough = [address for address, width in widths.items() if width >= _PHONE]
    if enough:
        return min(enough, key=widths.__getitem__)
    return max(widths, key=widths.__getitem__, default=next((address for address, _ in _candidates(srcset)), ""))


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a `srcset`, each with its size as it stands there."""
    for candidate in srcset.split(", "):
        address, _, size = candidate.strip().partition(" ")
        if address:
            yield address, size.strip()


def _addresses(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a tag, each with its attribute."""
    attributes = element.attributes
    for name in _ADDRESSES.get(element.name, ()):
        if name in attributes and (element.name != "form" or attributes[name]):
            yield name, attributes[name]
    if "srcset" in attributes and element.name in ("img", "source"):
        yield from (("srcset", address) for address, _ in _candidates(attributes["srcset"]))
    if element.name == "meta":
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "refresh":
            _, found, address = content.partition("=")
            if found:
                yield "content", address.strip(" \"'")
        elif (attributes.get("property") or attributes.get("name")) in _PICTURED:
            yield "content", content
