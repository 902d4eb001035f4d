"""From a file of the output to the source line that caused what is wrong there.

A file is asked in this order: a copy of a file of content/ is its own source; the article or page that it shows; the
settings and the authors' files; the templates of the theme. What nobody typed is told at the source that asked for the
file.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from sitegen.content.front_matter import split
from sitegen.content.markdown.body import fill_holes
from sitegen.content.markdown.parser import parser
from sitegen.content.markdown.report import Report
from sitegen.content.source import decode
from sitegen.errors import Location, Problem
from sitegen.inspection.templates import TemplateLines, location_at
from sitegen.inspection.trace import Trace
from sitegen.inspection.tree import Tree
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.plan import plan
from sitegen.pages.static import FileView
from sitegen.scope import Work
from sitegen.site.urls import file_of
from sitegen.theme.folders import display_path

_TAGS: Final = re.compile(r"<[^<>]*>")
_SETTINGS: Final = "content/site.yaml"


class Causes:
    """Finds causes in one site."""

    def __init__(self, work: Work, tree: Tree) -> None:
        self._work, self._tree = work, tree
        self._rows = work.ledger.table.rows()
        self._edition = Edition(work.site, work.theme)
        self._templates = TemplateLines(work.theme, work.root)
        self._texts: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        """The source of every plain page, by its file of the output."""
        for page in work.site.pages:
            self._pages[file_of(work.site.path(page))] = f"content/{page.source}"
        self._said: dict[str, Location | None] = {}
        """Where the settings, or an author's file, say a value."""
        self._printed: dict[tuple[str, str], Location | None] = {}
        self._met: dict[tuple[str, str], int] = {}
        """How often a piece was asked for in a file, so that equal ones are found one after the other."""

    def find(self, trace: Trace) -> Location:
        """Return where what a check saw comes from."""
        own = self._source(trace.file)
        if own is not None and not own.endswith(".md"):
            return self._in_copy(own, trace)
        if trace.is_layout:
            return self._templates.start(self._template(trace.file)) or self._origin(trace.file)
        source = self._source(trace.owner or trace.file)
        found = self._in_source(source, trace) if source else None
        if found is None and trace.cause is not None:
            return trace.cause
        return found or self._shared(trace) or self._in_theme(trace) or self._origin(trace.owner or trace.file)

    def _shared(self, trace: Trace) -> Location | None:
        """Return the place in the settings, or in an author's file, of what many pages show."""
        if trace.value not in self._said:
            sources = (_SETTINGS, *(f"content/{author.source}" for author in self._work.content.authors))
            forms = self._forms(trace.value) if trace.value else ()
            places = (self._place(path, form, trace) for path in sources for form in forms)
            self._said[trace.value] = next(filter(None, places), None)
        return self._said[trace.value]

    def _source(self, file: str) -> str | None:
        """Return the source of a file of the output that comes of one alone, None if it does not."""
        row = self._rows.get(file)
        if row is None:
            return None
        unit = self._work.ledger.unit(row)
        if isinstance(unit, int):
            return f"content/{self._work.site.index.sources[unit]}"
        kind, _, rest = unit.partition("/")
        return f"content/{rest}" if kind == "file" else self._pages.get(file)

    def _in_copy(self, source: str, trace: Trace) -> Location:
        """Return the place in a file that is published as it is."""
        if trace.line:
            return Location(source, trace.line)
        found = self._place(source, trace.raw, trace) or self._place(source, trace.value, trace)
        return found or Location(source)

    def _in_source(self, path: str, trace: Trace) -> Location | None:
        """Return the place in an article or page that says what is wrong, if it does."""
        if trace.raw.startswith("<h") and path.endswith(".md"):
            heading = self._heading(path, trace.raw)
            if heading:
                return heading
        found = self._place(path, trace.raw, trace)
        if found is not None or not trace.value:
            return found
        for form in self._forms(trace.value):
            found = self._place(path, form, trace)
            if found is not None and (not trace.raw or self._is_of_text(path, found, trace.raw)):
                return found
        return None

    def _is_of_text(self, path: str, found: Location, raw: str) -> bool:
        """Tell whether a tag comes of the text or front matter of a source, not of a template with its value."""
        parts = split(self._text(path), path)
        if isinstance(parts, Problem) or found.line <= parts[2]:
            return True
        shelf = self._work.site.shelf
        row = shelf.row(path.removeprefix("content/"))
        if row is None:
            return True
        return raw in fill_holes(shelf.text(row), self._work.site.resolved(shelf.record(row)).page)

    def _forms(self, value: str) -> list[str]:
        """Return what may have been typed for a value of the output."""
        forms = [value, unquote(value), escape(value), quote(value, safe="/#?=&:%")]
        for start in (f"{self._tree.origin}/", self._tree.base):
            forms += [form[len(start) - 1 :] for form in list(forms) if form.startswith(start) and form != start]
        return list(dict.fromkeys(form for form in forms if form not in ("", "/")))

    def _place(self, path: str, text: str, trace: Trace) -> Location | None:
        """Return where a text stands in a source, as a whole; equal ones of a file one after the other."""
        if not text:
            return None
        source = self._text(path)
        places = [found.start() for found in _whole(text).finditer(source)]
        if not places:
            return None
        key = f"{trace.owner or trace.file}\0{trace.message}", text
        number = self._met.get(key, 0)
        self._met[key] = number + 1
        return location_at(path, source, places[min(number, len(places) - 1)])

    def _heading(self, path: str, raw: str) -> Location | None:
        """Return the line of a heading of a Markdown text, by its level and its words."""
        parts = split(self._text(path), path)
        if isinstance(parts, Problem):
            return None
        _, body, lines = parts
        report = Report(path, body, lines)
        tokens = parser().parse(body, {"report": report})
        words = _words(raw)
        for opening, inline in pairwise(tokens):
            if opening.type == "heading_open" and opening.tag == raw[1:3].lower():
                plain = "".join(
                    child.content for child in inline.children or () if child.type in ("text", "code_inline")
                )
                if _squeezed(plain) == words and opening.map:
                    return report.location(opening.map[0], 0)
        return None

    def _in_theme(self, trace: Trace) -> Location | None:
        """Return the line of the template that printed a tag."""
        if not trace.raw:
            return None
        template = self._template(trace.file) if trace.raw[:2] == "<h" else ""
        key = trace.raw, template
        if key not in self._printed:
            self._printed[key] = self._templates.find(trace.raw, template)
        return self._printed[key]

    def _template(self, file: str) -> str:
        page = self._planned(file)
        return page.template if page else ""

    def _origin(self, file: str) -> Location:
        """Return the source that asked for a file, the file itself if nothing did."""
        page = self._planned(file)
        if page is None:
            return Location(self._shown(file))
        if isinstance(page.view, FileView):
            copied = Path(page.view.source)  # An asset of a theme is named by its whole path.
            return Location(display_path(self._work.root, copied) if copied.is_absolute() else f"content/{copied}")
        source = self._source(file)
        if source is None and page.renderer == "template":
            return self._templates.start(page.template) or page.origin
        return Location(source) if source else page.origin

    def _planned(self, file: str) -> Page | None:
        row = self._rows.get(file)
        if row is None:
            return None
        pages = plan(self._edition, self._work.ledger.unit(row))
        return next((page for page in pages if page.path == file), None)

    def _shown(self, file: str) -> str:
        """Return the path of a file of the output as its owner knows it."""
        whole = Path(self._tree.folder, file)
        root = self._work.root
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()

    def _text(self, path: str) -> str:
        if path not in self._texts:
            if len(self._texts) > 50:
                self._texts.clear()
            try:
                self._texts[path] = decode((self._work.root / path).read_bytes(), path)[0]
            except OSError:
                self._texts[path] = ""
        return self._texts[path]


def _whole(text: str) -> re.Pattern[str]:
    """Return what finds a text that is no part of a longer address or word; its blanks may be line ends."""
    inner = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<![\w/.-]){inner}(?![\w/-])" if text[:1] != "<" else inner)


def _words(raw: str) -> str:
    """Return the words of a heading as a reader sees them."""
    return _squeezed(unescape(_TAGS.sub("", raw)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
