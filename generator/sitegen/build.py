"""THE pipeline: content -> site -> pages -> output. Read it first.

Every stage takes values and returns new ones, with the Problems that it found. A build with a Problem writes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from sitegen.config import Config, load_config
from sitegen.content.article import Article, PlainPage, parse_article, parse_author, parse_page, read_body
from sitegen.content.markdown.body import Body
from sitegen.content.source import SourceFile, Sources, find_sources, read_bytes
from sitegen.errors import ContentError, MachineError, Problem
from sitegen.output.render import render
from sitegen.output.writer import check_output, publish
from sitegen.pages.page import Page
from sitegen.pages.plan import plan_pages
from sitegen.site.pictures import measure
from sitegen.site.references import Measure
from sitegen.site.site import Content, assemble, is_out
from sitegen.theme.templates import Templates
from sitegen.theme.theme import load_theme


class Options(Struct, frozen=True):
    """How one build is to be made; everything that is not in the site's own files."""

    output: Path
    as_of: datetime
    """Aware. Decides which articles are out, and nothing else."""
    base_url: str | None = None
    drafts: bool = False


class BuildReport(Struct, frozen=True):
    """What a build did."""

    articles: int
    pages: int
    rendered: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    seconds: float
    next_change: datetime | None
    """The next moment at which the output would differ without an edit."""


def build(root: Path, options: Options) -> BuildReport:
    """Build the site in `root` into `options.output`.

    Raises ContentError with every Problem found, UsageError if there is no site or the output is not sitegen's,
    MachineError if the disk fails.
    """
    started = time.perf_counter()
    root = root.resolve()
    output = Path(options.output).absolute()
    check_output(output, root)
    config, problems = load_config(root, options.base_url)
    if config is None:
        raise ContentError(problems)
    theme, theme_problems = load_theme(root, config)
    sources, source_problems = find_sources(root)
    content, content_problems = parse_all(root, sources, config)
    site, site_problems = assemble(content, config, _measure_in(root, config), options.as_of, drafts=options.drafts)
    problems = (*theme_problems, *source_problems, *content_problems, *site_problems)
    if theme is None:
        raise ContentError(problems)
    pages, page_problems = plan_pages(site, theme, sources.static)
    if problems or page_problems:
        raise ContentError((*problems, *page_problems))
    templates = Templates(theme, site.addresses, root)
    items: tuple[Article | PlainPage, ...] = (*site.articles, *site.pages)
    bodies = {item.source: item.body for item in items}
    published = publish(_render_all(pages, templates, bodies, root / "content"), output)
    return BuildReport(
        articles=len(site.articles),
        pages=len(pages),
        rendered=len(pages),
        written=published.written,
        removed=published.removed,
        unchanged=published.unchanged,
        seconds=time.perf_counter() - started,
        next_change=next_change(content, options.as_of, drafts=options.drafts),
    )


def parse_all(root: Path, sources: Sources, config: Config) -> tuple[Content, tuple[Problem, ...]]:
    """Read every source; return what was read, and the Problems of what was not."""
    articles, article_problems = _parse(root, sources.articles, config, parse_article)
    pages, page_problems = _parse(root, sources.pages, config, parse_page)
    authors, author_problems = _parse(root, sources.authors, config, parse_author)
    problems = {**article_problems, **page_problems, **author_problems}
    found = {path: read_body(read_bytes(root, path), path, config) for path in (*article_problems, *page_problems)}
    content = Content(
        articles=articles,
        pages=pages,
        authors=authors,
        assets=sources.assets,
        broken=frozenset(problems),
        broken_bodies={path: body for path, body in found.items() if body},
    )
    return content, tuple(problem for several in problems.values() for problem in several)


Parsed = TypeVar("Parsed")
Parse = Callable[[bytes, str, Config], tuple[Parsed | None, tuple[Problem, ...]]]


def _parse(
    root: Path, files: Iterable[SourceFile], config: Config, parse: Parse[Parsed]
) -> tuple[tuple[Parsed, ...], dict[str, tuple[Problem, ...]]]:
    """Parse each file; return the values, and the Problems of each file that has none."""
    values: list[Parsed] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for file in files:
        value, found = parse(read_bytes(root, file.path), file.path, config)
        if value is not None:
            values.append(value)
        if found:
            problems[file.path] = found
    return tuple(values), problems


def next_change(content: Content, as_of: datetime, *, drafts: bool = False) -> datetime | None:
    """Return the next moment after `as_of` at which an article comes out or goes, or None."""
    moments = (
        moment.instant
        for article in content.articles
        for moment in (article.date, article.embargo, article.expires)
        if moment is not None
        and moment.instant > as_of
        and is_out(article, moment.instant, drafts=drafts) != is_out(article, as_of, drafts=drafts)
    )
    return min(moments, default=None)


def _render_all(
    pages: Iterable[Page], templates: Templates, bodies: Mapping[str, Body], content: Path
) -> Iterator[tuple[str, bytes]]:
    """Yield each page's path and bytes; raise ContentError with the mistakes of all the templates at the end."""
    problems: list[Problem] = []
    # A feed has a second copy, the same view under another path: what is kept here waits for it.
    feeds: dict[int, bytes] = {}
    for page in pages:
        again = feeds.pop(id(page.view), None)
        if again is not None:
            yield page.path, again
            continue
        try:
            made = render(page, templates, bodies, content)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        if page.renderer == "feed":
            feeds[id(page.view)] = made
        yield page.path, made
    if problems:
        raise ContentError(problems)


def _measure_in(root: Path, config: Config) -> Measure:
    """Return what looks at a picture below content/, and refuses one larger than the site admits."""

    def measured(asset: str) -> tuple[int, int, int] | str:
        file = root / "content" / asset
        try:
            size = file.stat().st_size
            if size > config.image_bytes:
                return (
                    f"the file has {size / 1048576:.1f} MB; `images.most_megabytes` is {config.image_bytes // 1048576}"
                )
            found = measure(file)
        except OSError as error:
            raise MachineError(f"content/{asset}: cannot be read: {error.strerror}") from error
        return found if isinstance(found, str) else (*found, size)

    return measured
