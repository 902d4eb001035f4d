"""Units -> files that wait in the staging folder: planned, keyed, and rendered where the key or the file is not right.

This is the work of a worker process: its context can be sent, and its results are plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from sitegen.digests import content_digest
from sitegen.errors import ChangedMeanwhileError, ContentError, Problem
from sitegen.output.files import Signature
from sitegen.output.keys import Key, Keys, changed_fields
from sitegen.output.render import Renderer
from sitegen.output.writer import Staging
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.plan import Unit, plan
from sitegen.pictures.store import Store
from sitegen.site.site import Site
from sitegen.theme.templates import Templates
from sitegen.theme.theme import load_theme


class Context(Struct, frozen=True):
    """What all the units of a build have in common."""

    root: Path
    output: Path
    site: Site
    theme: bytes
    """The digest of the theme's files, which must not change under way."""
    compiled: Path
    """The folder of compiled templates."""
    pictures: Path
    """The folder of the renditions of pictures that are kept."""
    closures: dict[str, bytes]
    changed_closures: dict[str, str]
    """The templates whose closures are not those of the last build, each with the names of what changed in it."""


class Known(NamedTuple):
    """What the state says of an output."""

    key: bytes
    marks: bytes
    content: bytes
    """Digest of its bytes."""
    is_right: bool
    """Whether the file is what the state says it is."""


class Order(NamedTuple):
    """A unit to make, and what the state says of its outputs, by path."""

    unit: Unit
    known: dict[str, Known]
    again: bool = False
    """Whether to render it whatever its key."""


class Made(NamedTuple):
    """An output that was planned, and what became of it."""

    unit: Unit
    path: str
    key: bytes
    marks: bytes
    content: bytes
    signature: Signature | None
    """Of a file that was staged or looked at; None if the state has it."""
    staged: str | None
    """The name under which it waits, see writer.Staged; None if the file in the output is right already."""
    rendered: bool
    reason: str
    """Why it was rendered, for people; empty if it was not."""


Batch = list[Order]
Result = tuple[list[Made], tuple[Problem, ...]]


def start(context: Context) -> Callable[[Batch], Result]:
    """Return what makes a batch of units."""
    theme, problems = load_theme(context.root, context.site.config)
    if theme is None or theme.digest != context.theme:
        raise ChangedMeanwhileError(f"the theme `{context.site.config.theme}` changed while the site was built") from (
            ContentError(problems) if problems else None
        )
    edition = Edition(context.site, theme)
    templates = Templates(theme, context.site.addresses, context.root, context.compiled)
    renderer = Renderer(templates, context.site, context.root / "content", Store(context.pictures))
    keys = Keys(context.closures)
    staging = Staging(context.output)

    def make_all(batch: Batch) -> Result:
        made: list[Made] = []
        found: list[Problem] = []
        for order in batch:
            for page in plan(edition, order.unit):
                try:
                    made.append(_make(page, order, keys.of(page), renderer, staging, context))
                except ContentError as error:
                    found.extend(error.problems)
                    made.append(_skipped(page, order.unit))
        return made, tuple(found)

    return make_all


def origins(context: Context, units: list[Unit]) -> Iterator[Page]:
    """Yield the pages of units, to say who asked for them."""
    theme, _ = load_theme(context.root, context.site.config)
    if theme is not None:
        edition = Edition(context.site, theme)
        for unit in units:
            yield from plan(edition, unit)


def _make(page: Page, order: Order, key: Key, renderer: Renderer, staging: Staging, context: Context) -> Made:
    """Render a page unless its key and its file are what the state says; stage it unless its file is right already."""
    known = order.known.get(page.path)
    if known and known.is_right and known.key == key.digest and not order.again:
        return Made(order.unit, page.path, key.digest, key.marks, known.content, None, None, False, "")
    reason = _reason(page, known, key, context)
    return stage(order.unit, page.path, key, known, renderer.render(page), staging, reason)


def stage(unit: Unit, path: str, key: Key, known: Known | None, content: bytes, staging: Staging, reason: str) -> Made:
    """Stage a file that was rendered for a `reason`, unless that of the output is right already."""
    found = content_digest(content)
    if known and known.is_right and known.content == found:
        return Made(unit, path, key.digest, key.marks, found, None, None, True, reason)
    if known is None or not known.is_right:
        there = staging.look_at(path, content)
        if there is not None:
            return Made(unit, path, key.digest, key.marks, found, there, None, True, reason)
    staged = staging.put(path, content)
    return Made(unit, path, key.digest, key.marks, found, staged.signature, staged.name, True, reason)


def _skipped(page: Page, unit: Unit) -> Made:
    """Stand for a page that could not be rendered, so that links to it are not dead."""
    return Made(unit, page.path, b"", b"", b"", None, None, False, "")


def _reason(page: Page, known: Known | None, key: Key, context: Context) -> str:
    if known is None:
        return "new"
    if page.template in context.changed_closures:
        return f"template changed: {context.changed_closures[page.template]}"
    if known.key != key.digest:
        return f"key changed: {changed_fields(page.view, known.marks, key.marks)}"
    return "asked for again" if known.is_right else "the file was not what was written"
