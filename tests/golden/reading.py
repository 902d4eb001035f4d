"""A page as a reader meets it: the text of its main part from top to bottom, a line a block, without the markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    "article aside blockquote button dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "input label li main nav ol p section table tbody textarea thead tr ul".split()
)
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN: Final = frozenset({"script", "style", "svg", "template"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._open: list[tuple[str, bool]] = []
        """The elements around the text, and whether each is seen."""

    @property
    def _is_seen(self) -> bool:
        return any(tag == "main" for tag, _ in self._open) and all(seen for _, seen in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _VOID:
            self._open.append(
                (tag, tag not in _UNSEEN and "hidden" not in given and given.get("aria-hidden") != "true")
            )
        self._break(tag)
        if self._is_seen and tag == "img" and given.get("alt"):
            self._add(f"[picture: {given['alt']}] ")
        if self._is_seen and tag == "td":
            self._add(" | ")

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self._is_seen:
            self._add(data)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self.lines[-1]:
            self.lines.append("")

    def _add(self, text: str) -> None:
        self.lines[-1] += text


def read_aloud(page: str) -> str:
    """Return the text of a page's main part in reading order; what is hidden is left out."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in reader.lines)
    return "".join(f"{line}\n" for line in lines if line)
