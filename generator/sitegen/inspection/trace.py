"""What a check saw in the built tree, and what becomes of it once its cause is known."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from sitegen.errors import Location, Problem


class Trace(Struct, frozen=True):
    """A defect as it shows in a file of the output. It can be sent to another process."""

    file: str
    """Of the output."""
    message: str
    hint: str
    raw: str = ""
    """The piece of the file that is wrong, as it stands there: a tag, or a heading whole."""
    value: str = ""
    """What somebody typed for it: an address, or a text. Empty where nobody did."""
    line: int = 0
    """Of the file, counted from 1; 0 where it is not known."""
    target: str = ""
    """Of an address: the path on the site to which it leads, or would."""
    owner: str = ""
    """The file of the output from whose source it comes, if not `file`: that of the article whose item a feed shows."""
    cause: Location | None = None
    """Where it comes from, unless the source of the file itself says `value`."""
    is_layout: bool = False
    """Whether it can only be the template of the page that is wrong."""


class Fault(NamedTuple):
    """A defect whose source line is known, since it shows in no file of the output."""

    location: Location
    message: str
    hint: str


class Needle(Struct, frozen=True):
    """A text that may be in no file of the output."""

    text: str
    location: Location
    """Where it is typed."""
    message: str
    hint: str


class Finding(Struct, frozen=True, order=True):
    """A defect and its cause."""

    problem: Problem
    """At the source line; its code is the check's id, or that of what the build found. A Caution is a warning."""
    file: str = ""
    """The first file of the output that shows it; empty if it shows in none."""
    count: int = 0
    """How many files show it."""

    @property
    def is_error(self) -> bool:
        return self.problem.LEVEL == "error"
