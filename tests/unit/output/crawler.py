"""A small crawler: every address that a built site prints, and those that lead nowhere on a host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

ADDRESSES = {"href", "src", "action", "poster", "data-latest", "data-src"}


class Page(HTMLParser):
    """The addresses that a page prints, and the ids that it has."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: set[str] = {"top"}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id",) if name in given}
        self.links += [value for name, value in given.items() if name in ADDRESSES]
        self.links += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        if given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given["content"].split("url=", 1)[1])
        if given.get("property") in ("og:url", "og:image"):
            self.links.append(given["content"])


def links_of_feed(path: Path) -> Iterator[str]:
    """Yield every address in an RSS feed, those within its content included."""
    for element in etree.parse(str(path)).iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if (name == "link" and element.text) or (name == "guid" and element.get("isPermaLink") == "true"):
            yield element.text or ""
        yield from (str(element.get(key)) for key in ("href", "url") if element.get(key))
        if name == "encoded":
            yield from Page(element.text or "").links


def links_of(path: Path) -> list[str]:
    """Return every address that a file prints."""
    if path.suffix == ".html":
        return read_page(path).links
    if path.suffix == ".xml":
        return list(links_of_feed(path))
    if path.suffix == ".css":
        return re.findall(r"""url\(\s*["']?([^"')]+)""", path.read_text(encoding="utf-8"))
    return []


@cache
def read_page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def broken_links(folder: Path, url: str) -> list[str]:
    """Return the addresses in the site built into `folder` for `url` that lead to nothing, each with its page.

    Every address on the site's own host must lead into the site; other hosts are not asked.
    """
    read_page.cache_clear()
    broken = []
    for path in sorted(folder.rglob("*")):
        here = urljoin(url, path.relative_to(folder).as_posix().removesuffix("index.html"))
        for link in links_of(path) if path.is_file() else ():
            whole = urljoin(here, link)
            if urlsplit(whole).netloc == urlsplit(url).netloc and not leads_somewhere(folder, url, whole):
                broken.append(f"{path.relative_to(folder)}: {link}")
    return broken


def leads_somewhere(folder: Path, url: str, address: str) -> bool:
    """Tell whether a host would answer: the file is there, and holds the fragment if it is a page or a drawing."""
    base, parts = unquote(urlsplit(url).path), urlsplit(address)
    path = unquote(parts.path)
    if not path.startswith(base) or "\\" in path:
        return False
    file = folder / path.removeprefix(base)
    if path.endswith("/"):
        file = next((index for name in ("index.html", "index.xml") if (index := file / name).is_file()), file)
    if not file.is_file():
        return False
    if not parts.fragment or file.suffix not in (".html", ".svg"):
        return True
    return unquote(parts.fragment) in read_page(file).ids
