"""The checks, found by their files: each module of sitegen/checks is one, and its name is the check's id.

A check has a LEVEL, a docstring whose first paragraph says what is wrong and whose second how to mend it, and one or
more of these functions:

    on_page(page, look)     of every HTML file of the output, in any process
    on_feed(feed, look)     of every feed and sitemap, in any process
    on_tree(look)           of the tree as a whole
    on_site(facts)          of the sources
    seek(facts)             names texts that may be in no file of the output
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Literal

from msgspec import Struct

import sitegen.checks
from sitegen.errors import Caution, Location, Problem
from sitegen.inspection.facts import Facts
from sitegen.inspection.feed import Feed
from sitegen.inspection.look import Look
from sitegen.inspection.page import Page
from sitegen.inspection.trace import Fault, Needle, Trace

Level = Literal["error", "warning"]


class Check(Struct, frozen=True):
    """One check."""

    id: str
    level: Level
    wrong: str
    """What is wrong where it finds something, in a sentence."""
    mending: str
    """How it is mended."""
    on_page: Callable[[Page, Look], Iterator[Trace]] | None
    on_feed: Callable[[Feed, Look], Iterator[Trace]] | None
    on_tree: Callable[[Look], Iterator[Trace]] | None
    on_site: Callable[[Facts], Iterator[Fault]] | None
    seek: Callable[[Facts], Iterator[Needle]] | None

    def problem(self, where: Location, message: str, hint: str) -> Problem:
        """Return what it found at a place, at its level."""
        kind = Problem if self.level == "error" else Caution
        return kind(where, self.id, message, hint)


@cache
def all_checks() -> dict[str, Check]:
    """Return every check by its id, in the order of ids."""
    names = sorted(module.name for module in pkgutil.iter_modules(sitegen.checks.__path__))
    return {check.id: check for check in map(_load, names)}


def reference_table() -> str:
    """Return the Markdown table of the checks."""
    rows = ["| check | level | what is wrong, and how to mend it |", "|---|---|---|"]
    rows += [f"| `{check.id}` | {check.level} | {check.wrong} {check.mending} |" for check in all_checks().values()]
    return "\n".join(rows) + "\n"


def _load(name: str) -> Check:
    module = import_module(f"{sitegen.checks.__name__}.{name}")
    paragraphs = [" ".join(part.split()) for part in (module.__doc__ or "").strip().split("\n\n")]
    wrong, mending = paragraphs[:2]
    functions = {hook: getattr(module, hook, None) for hook in ("on_page", "on_feed", "on_tree", "on_site", "seek")}
    return Check(name.replace("_", "-"), module.LEVEL, wrong, mending, **functions)
