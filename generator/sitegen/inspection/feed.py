"""Feeds and sitemaps as whoever follows them reads them: one form for RSS 2.0, Atom, JSON Feed and sitemaps.

What a format itself forbids is noted while it is read, with its line. They are held to the specifications alone, since
a newsroom may publish files of other programs too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from html import unescape
from typing import Any, Final, Literal, NamedTuple

import msgspec
from lxml import etree
from msgspec import Struct

Form = Literal["RSS feed", "Atom feed", "JSON feed", "sitemap"]

_ROOT: Final = re.compile(rb"<(rss|feed|urlset|sitemapindex)[\s>]")
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NAMES: Final = (' href="', ' src="', ' poster="')
_TYPED: Final = re.compile(r"""\s(?:href|src|poster)=(?:"([^"]*)"|'([^']*)')""")
_HEAD: Final = 4000
"""Bytes within which the first element of an XML file begins."""
_WHOLE: Final = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RFC_3339: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_W3C: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?")
_MOST_ENTRIES: Final = 50_000
_MOST_BYTES: Final = 50 * 1024 * 1024
"""What the sitemaps protocol 0.9 lets one file hold."""


class Mistake(NamedTuple):
    line: int
    """0 where it is not known."""
    message: str
    item: int = -1
    """The number of the item that it is in."""
    value: str = ""
    """What is wrong, as it stands there."""


class Enclosure(NamedTuple):
    address: str
    length: str
    """As it stands there; empty if nobody says."""


class Item(Struct):
    """An article in a feed, or an address in a sitemap."""

    line: int
    id: str = ""
    address: str = ""
    addresses: list[str] = []
    """All of its addresses, `address` among them."""
    enclosures: list[Enclosure] = []
    content: str = ""
    """HTML."""

    def all_addresses(self) -> tuple[str, ...]:
        """Return its addresses and those in its content, each once."""
        return tuple(dict.fromkeys(filter(None, (*self.addresses, *addresses_in(self.content)))))


class Feed(Struct):
    """A feed or a sitemap."""

    path: str
    form: Form
    addresses: list[str] = []
    """Its own, not those of its items."""
    items: list[Item] = []
    mistakes: list[Mistake] = []


def read_feed(path: str, content: bytes) -> Feed | None:
    """Return the feed or sitemap in a file of the output; None if it is none."""
    if path.endswith(".json"):
        return _read_json(path, content) if b"jsonfeed.org/version" in content[:400] else None
    found = _ROOT.search(content, 0, _HEAD)
    if found is None:
        return None
    form: Form = "RSS feed" if found[1] == b"rss" else "Atom feed" if found[1] == b"feed" else "sitemap"
    feed = Feed(path, form)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        feed.mistakes.append(Mistake(error.lineno or 1, f"is not well-formed XML: {error.msg}"))
        return feed
    if form == "RSS feed":
        _read_rss(root, feed)
    elif form == "Atom feed":
        _read_atom(root, feed)
    else:
        _read_sitemap(root, feed, len(content))
    return feed


@lru_cache(maxsize=4096)
def addresses_in(html: str) -> tuple[str, ...]:
    """Return the addresses in the text of an item, each once; it stands in several feeds, in as many forms."""
    if "='" in html:
        found = [each[1] or each[2] or "" for each in _TYPED.finditer(html)]
    else:
        parts = (part for name in _NAMES if name in html for part in html.split(name)[1:])
        found = [part[: part.find('"')] for part in parts]
    return tuple(dict.fromkeys(map(unescape, found)))


def is_whole(address: str) -> bool:
    """Tell whether an address leads to the same place wherever it stands: it has a scheme, and a host if it must."""
    if address.lower().startswith(("http:", "https:")):
        return _WHOLE.match(address) is not None
    return _SCHEME.match(address) is not None


def _text(element: Any, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _need(feed: Feed, element: Any, what: str, *names: str, item: int = -1) -> None:
    for name in names:
        if not _text(element, name):
            shown = name.rpartition("}")[2]
            feed.mistakes.append(Mistake(element.sourceline or 0, f"{what} has no `{shown}`", item))


def _read_rss(root: Any, feed: Feed) -> None:
    """RSS 2.0, rssboard.org/rss-specification."""
    channel = root.find("channel")
    if channel is None:
        feed.mistakes.append(Mistake(root.sourceline or 1, "has no `channel`"))
        return
    if root.get("version") is None:
        feed.mistakes.append(Mistake(root.sourceline or 1, "`rss` does not say its `version`"))
    _need(feed, channel, "the channel", "title", "link", "description")
    feed.addresses = [_text(channel, "link"), *_linked(channel)]
    for name in ("pubDate", "lastBuildDate"):
        _check_rss_date(feed, channel, name, -1)
    for number, element in enumerate(channel.iterfind("item")):
        item = Item(element.sourceline or 0, address=_text(element, "link"), content=_text(element, _CONTENT))
        guid = element.find("guid")
        item.id = _text(element, "guid")
        item.addresses = [item.address] if item.address else []
        if guid is not None and guid.get("isPermaLink", "true") == "true":
            item.addresses.append(item.id)
        if not _text(element, "title") and not _text(element, "description"):
            feed.mistakes.append(Mistake(item.line, "an item has neither a `title` nor a `description`", number))
        _check_rss_date(feed, element, "pubDate", number)
        for enclosure in element.iterfind("enclosure"):
            given = Enclosure(enclosure.get("url", ""), enclosure.get("length", ""))
            item.enclosures.append(given)
            item.addresses.append(given.address)
            if not enclosure.get("type") or not given.length.isdigit():
                line = enclosure.sourceline or 0
                feed.mistakes.append(Mistake(line, "an enclosure needs `url`, `length` in bytes and `type`", number))
        feed.items.append(item)


def _check_rss_date(feed: Feed, element: Any, name: str, item: int) -> None:
    text = _text(element, name)
    if not text:
        return
    try:
        parsedate_to_datetime(text)
    except ValueError:
        line = element.find(name).sourceline or 0
        feed.mistakes.append(Mistake(line, f"`{name}` is no date of RFC 822: {text}", item, text))


def _linked(element: Any) -> list[str]:
    """Return the addresses of Atom's links; that of a hub leads to no page."""
    links = element.iterfind(f"{_ATOM}link")
    return [link.get("href", "") for link in links if link.get("rel") != "hub"]


def _read_atom(root: Any, feed: Feed) -> None:
    """Atom, RFC 4287."""
    _need(feed, root, "the feed", *(f"{_ATOM}{name}" for name in ("id", "title", "updated")))
    _check_atom_dates(feed, root, -1)
    feed.addresses = _linked(root)
    is_signed = root.find(f"{_ATOM}author") is not None
    for number, entry in enumerate(root.iterfind(f"{_ATOM}entry")):
        item = Item(entry.sourceline or 0, id=_text(entry, f"{_ATOM}id"), addresses=_linked(entry))
        _need(feed, entry, "an entry", *(f"{_ATOM}{name}" for name in ("id", "title", "updated")), item=number)
        _check_atom_dates(feed, entry, number)
        links = list(entry.iterfind(f"{_ATOM}link"))
        item.address = next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), "")
        enclosures = (link for link in links if link.get("rel") == "enclosure")
        item.enclosures = [Enclosure(link.get("href", ""), link.get("length", "")) for link in enclosures]
        content = entry.find(f"{_ATOM}content")
        if content is not None and content.get("type") == "html":
            item.content = content.text or ""
        if content is None and not item.address:
            feed.mistakes.append(Mistake(item.line, "an entry has neither `content` nor an alternate link", number))
        if not is_signed and entry.find(f"{_ATOM}author") is None:
            feed.mistakes.append(Mistake(item.line, "neither an entry nor the feed has an `author`", number))
        feed.items.append(item)


def _check_atom_dates(feed: Feed, element: Any, item: int) -> None:
    for name in ("updated", "published"):
        text = _text(element, f"{_ATOM}{name}")
        if text and not _is_moment(text):
            line = element.find(f"{_ATOM}{name}").sourceline or 0
            feed.mistakes.append(Mistake(line, f"`{name}` is no date of RFC 3339: {text}", item, text))


def _is_moment(text: str) -> bool:
    if not _RFC_3339.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def _read_sitemap(root: Any, feed: Feed, size: int) -> None:
    """Sitemaps 0.9, sitemaps.org."""
    name = "sitemap" if root.tag == f"{_MAP}sitemapindex" else "url"
    if root.tag not in (f"{_MAP}urlset", f"{_MAP}sitemapindex"):
        feed.mistakes.append(Mistake(root.sourceline or 1, f"is not in the namespace {_MAP[1:-1]}"))
        return
    for number, entry in enumerate(root.iterfind(f"{_MAP}{name}")):
        address = _text(entry, f"{_MAP}loc")
        feed.items.append(Item(entry.sourceline or 0, id=address, address=address, addresses=[address]))
        _need(feed, entry, "an entry", f"{_MAP}loc", item=number)
        changed = _text(entry, f"{_MAP}lastmod")
        if changed and not _W3C.fullmatch(changed):
            line = entry.find(f"{_MAP}lastmod").sourceline or 0
            feed.mistakes.append(Mistake(line, f"`lastmod` is no W3C date: {changed}", number, changed))
    if len(feed.items) > _MOST_ENTRIES or size > _MOST_BYTES:
        message = f"holds {len(feed.items):,} addresses in {size:,} bytes, and crawlers take 50,000 in 50 MB"
        feed.mistakes.append(Mistake(1, message))


def _read_json(path: str, content: bytes) -> Feed:
    """JSON Feed 1.1, jsonfeed.org."""
    feed = Feed(path, "JSON feed")
    try:
        read = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        feed.mistakes.append(Mistake(1, f"is not well-formed JSON: {error}"))
        return feed
    items = read.get("items") if isinstance(read, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items) or not read.get("title"):
        feed.mistakes.append(Mistake(1, "needs a `title` and a list of `items`"))
        return feed
    feed.addresses = [_string(read, name) for name in ("home_page_url", "feed_url", "icon", "favicon")]
    for number, item in enumerate(items):
        feed.items.append(_json_item(item))
        feed.mistakes += (Mistake(0, message, number, value) for message, value in _json_mistakes(item))
    return feed


def _json_item(item: dict[str, Any]) -> Item:
    found = Item(0, id=_string(item, "id"), address=_string(item, "url"), content=_string(item, "content_html"))
    found.addresses = [_string(item, name) for name in ("url", "image", "banner_image") if item.get(name)]
    attachments = item.get("attachments")
    for each in attachments if isinstance(attachments, list) else ():
        if isinstance(each, dict):
            size = each.get("size_in_bytes")
            given = Enclosure(_string(each, "url"), str(size) if isinstance(size, int) else "")
            found.enclosures.append(given)
            found.addresses.append(given.address)
    return found


def _string(values: dict[str, Any], name: str) -> str:
    """Return a text of a JSON object; empty if it has none of that name."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _json_mistakes(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not item.get("id"):
        yield "an item has no `id`", str(item.get("url", ""))
    if not item.get("content_html") and not item.get("content_text"):
        yield "an item has neither `content_html` nor `content_text`", str(item.get("id", ""))
    for name in ("date_published", "date_modified"):
        if item.get(name) and not _is_moment(str(item[name])):
            yield f"`{name}` is no date of RFC 3339: {item[name]}", str(item[name])
