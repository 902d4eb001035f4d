"""A Page -> the bytes of its file. Pure: the same view, bodies and theme always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.content.markdown.body import Body, assemble
from sitegen.errors import MachineError
from sitegen.output.rss import render_rss
from sitegen.pages.article import ArticleView, BodyView
from sitegen.pages.feed import FeedView
from sitegen.pages.page import Page
from sitegen.pages.plain import CorrectionsView, PlainView
from sitegen.pages.static import FileView, TextView
from sitegen.theme.templates import Templates


def render(page: Page, templates: Templates, bodies: Mapping[str, Body], content: Path) -> bytes:
    """Return the bytes of a page's file.

    `bodies` holds the parsed body of every source that is out, `content` is the folder of the sources. Raises
    ContentError for a template's mistake, MachineError if a file to copy cannot be read.
    """
    view = page.view
    if isinstance(view, FileView):
        return _read(content / view.source)
    if isinstance(view, TextView):
        return view.text.encode()
    if isinstance(view, FeedView):
        shown = [item.body for item in view.items if item.body is not None]
        return render_rss(view, {body.source: _html(body, bodies) for body in shown})
    if isinstance(view, ArticleView | PlainView):
        return templates.render(page.template, view, _html(view.body, bodies)).encode()
    if isinstance(view, CorrectionsView):
        return templates.render(page.template, view, _html(view.body, bodies) if view.body else "").encode()
    return templates.render(page.template, view).encode()


def _html(body: BodyView, bodies: Mapping[str, Body]) -> str:
    return assemble(bodies[body.source], body.resolved)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path}: cannot be read: {error.strerror}") from error
