"""Looks for many texts in many files at once.

A text of three words or more has one between blanks, which stands between blanks wherever the text stands: the words of
a file are held against these first. And a line that was met before is not looked at again, since a site says most of
what it says on page after page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

import msgspec

from sitegen.inspection.trace import Needle

_LEAST: Final = 12
"""Characters below which a text is too common to prove anything."""
_ESCAPED: Final = frozenset("&<>\"'\\")
_MOST_LINES: Final = 500_000
"""Lines that a process remembers."""


def is_telling(text: str) -> bool:
    """Tell whether a text is long enough that it is not found by chance."""
    return len(" ".join(text.split())) >= _LEAST


class Haystack:
    """Where the needles are looked for."""

    def __init__(self, needles: Sequence[tuple[str, Needle]]) -> None:
        """Each needle comes with the id of the check that looks for it."""
        self._marked: dict[bytes, list[int]] = {}
        """The needles, by number, that have each word."""
        self._unmarked: list[int] = []
        self._forms = [tuple(_forms(needle.text)) for _, needle in needles]
        self._needles = needles
        self._lines: set[bytes] = set()
        for number, (_, needle) in enumerate(needles):
            inner = [word for word in needle.text.split()[1:-1] if _ESCAPED.isdisjoint(word) and word.isascii()]
            if inner:
                self._marked.setdefault(max(inner, key=len).encode(), []).append(number)
            else:
                self._unmarked.append(number)

    def search(self, content: bytes) -> Iterator[tuple[str, Needle]]:
        """Yield the needles that a file holds, but for those that only lines hold which were met before."""
        if not self._needles:
            return
        if len(self._lines) > _MOST_LINES:
            self._lines.clear()
        new = set(content.split(b"\n")) - self._lines
        self._lines |= new
        text = b"\n".join(new)
        numbers = set(self._unmarked)
        if self._marked:
            for word in self._marked.keys() & set(text.split()):
                numbers.update(self._marked[word])
        for number in sorted(numbers):
            if any(form in text for form in self._forms[number]):
                yield self._needles[number]


def _forms(text: str) -> Iterator[bytes]:
    """Yield a text as HTML, XML and JSON have it."""
    plain = " ".join(text.split())
    yield plain.encode()
    for changed in (escape(plain, quote=False), escape(plain).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")):
        if changed != plain:
            yield changed.encode()
    in_json = msgspec.json.encode(plain)[1:-1]
    if in_json != plain.encode():
        yield in_json
