"""What happens to a site before each build that is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.bench.corpus import article
from tests.bench.peers.tool import Tool

Prepare = Callable[[Tool, int, int], None]
"""Takes the tool, how many articles the corpus has, and the number of the round: each round makes another edit."""


@dataclass(frozen=True)
class Scenario:
    name: str
    prepare: Prepare


def _cold(tool: Tool, count: int, number: int) -> None:
    tool.forget()


def _no_change(tool: Tool, count: int, number: int) -> None:
    pass


def _body(tool: Tool, count: int, number: int) -> None:
    old = article(count // 2, count)
    tool.write([replace(old, body=f"{old.body}\nOne sentence more, of edit {number}.\n")])


def _title(tool: Tool, count: int, number: int) -> None:
    old = article(count // 2 + 7, count)
    tool.write([replace(old, title=f"Edit {number} {old.title.lower()}")])


def _new(tool: Tool, count: int, number: int) -> None:
    tool.write([article(count + number, count)])


def _template(tool: Tool, count: int, number: int) -> None:
    tool.edit_template(number)


COLD = Scenario("cold", _cold)
SCENARIOS = (
    COLD,
    Scenario("no change", _no_change),
    Scenario("one body edit", _body),
    Scenario("one title edit", _title),
    Scenario("one new article", _new),
    Scenario("template edit", _template),
)
