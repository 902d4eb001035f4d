"""What the browser tests look at: every kind of page at every width, from left to right and from right to left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from tests.support.kinds import PAGES, find_page
from tests.support.server import Server
from tests.support.sites import BuiltSite
from tests.support.watch import Watch

DIRECTIONS = ("ltr", "rtl")
WIDTHS = (320, 768, 1280)
"""Widths of the windows, in CSS pixels."""

HEIGHT = 800


@dataclass(frozen=True)
class View:
    """A kind of page in a direction, in a window of a width."""

    direction: str
    kind: str
    width: int

    def __str__(self) -> str:
        return f"{self.direction}-{self.kind}-{self.width}"


NARROW_AND_WIDE = tuple(View(*parts) for parts in product(DIRECTIONS, PAGES, (320, 1280)))
"""The views in which a costly test looks at a page; the first of VIEWS, so that a view is opened once for all tests."""

VIEWS = (*NARROW_AND_WIDE, *(View(*parts) for parts in product(DIRECTIONS, PAGES, (768,))))


@dataclass(frozen=True)
class Newsroom:
    """A built site and the server that hands it out."""

    site: BuiltSite
    server: Server

    def find(self, kind: str, mark: bytes = b"") -> str:
        """The address of the fullest page of a kind whose HTML has the mark."""
        return self.server.url + find_page(self.site.folder, kind, mark)


@dataclass(frozen=True)
class Opened:
    """A page that stands in its window, all that it asked for having come."""

    view: View
    window: Watch
    newsroom: Newsroom
