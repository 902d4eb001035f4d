"""What a page weighs: its HTML, part by part, and all that a first look at it brings over the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from playwright.sync_api import Browser, Page, Request

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

STORY = "story"
"""The class of the element that holds the body, and nothing else but a dateline."""

FRAMES = frozenset("page html body div.page main.page-main article.article header footer".split())
"""The elements that only hold others, each of which is a part of its own."""


@dataclass
class Element:
    """An element of a page: its tag with its first class or id, its bytes with all that is in it, and its children."""

    name: str
    start: int
    size: int = 0
    inner: int = 0
    """The bytes between its tags."""
    children: list[Element] = field(default_factory=list)


class _Scale(HTMLParser):
    """Weighs the elements of a page as it reads them; the page is UTF-8 and its tags are closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line.encode()))
        self._html = html.splitlines(keepends=True)
        self.root = Element("page", 0)
        self._open = [self.root]
        self._content = [0]
        self.feed(html)

    def _offset(self) -> int:
        row, column = self.getpos()
        return self._lines[row - 1] + len(self._html[row - 1][:column].encode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        mark = (known.get("class") or known.get("id") or known.get("rel") or "").split(" ")[0]
        element = Element(f"{tag}.{mark}" if mark else tag, self._offset())
        end = element.start + len((self.get_starttag_text() or "").encode())
        element.size = end - element.start
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)
            self._content.append(end)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1:
            element, content = self._open.pop(), self._content.pop()
            element.inner = self._offset() - content
            element.size = self._offset() + len(f"</{tag}>") - element.start
            if element.name.partition(".")[0] == tag:
                return


def weigh(html: str) -> Element:
    """The page's elements with their sizes in bytes; the root's size is the page's."""
    root = _Scale(html).root
    root.size = len(html.encode())
    return root


def find(element: Element, mark: str) -> Element | None:
    """The first element within `element` whose class, id or tag is `mark`."""
    for child in element.children:
        found = child if mark in child.name.split(".") else find(child, mark)
        if found:
            return found
    return None


def weigh_without_body(html: str) -> int:
    """The bytes of an article's page without the body, of whose making the theme has no part.

    Raises LookupError where the page has no story.
    """
    root = weigh(html)
    story = find(root, STORY)
    if story is None:
        raise LookupError("the page has no story")
    return root.size - story.inner


def list_parts(html: str) -> list[tuple[str, int]]:
    """The parts of an article's page and their bytes, the body left out, in the order of the page."""
    parts: list[tuple[str, int]] = []

    def visit(element: Element) -> None:
        if element.name not in FRAMES:
            parts.append((element.name, element.size - (element.inner if element.name.endswith(f".{STORY}") else 0)))
            return
        parts.append((f"{element.name}, its own tags", element.size - sum(child.size for child in element.children)))
        for child in element.children:
            visit(child)

    visit(weigh(html))
    return parts


@dataclass(frozen=True)
class Window:
    """A window of `width` by `height` CSS pixels, each of `scale` device pixels."""

    width: int
    height: int
    scale: float


def weigh_first_view(
    browser: Browser, address: str, window: Window, prepare: Callable[[Page], None] | None = None
) -> dict[str, int]:
    """All that a browser with an empty cache loads for a page that is not scrolled: addresses and bytes of the bodies.

    Bodies count as they travel: text gzipped. `prepare` is done with the page before it goes to the address.
    """
    size = {"width": window.width, "height": window.height}
    context = browser.new_context(viewport=size, device_scale_factor=window.scale)  # type: ignore[arg-type]
    page = context.new_page()
    if prepare:
        prepare(page)
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    weights: dict[str, int] = {}
    for request in finished:  # what is asked for again comes from the cache, and weighs nothing
        weights[request.url] = max(weights.get(request.url, 0), request.sizes()["responseBodySize"])
    context.close()
    return weights
