"""Small newsrooms for tests: articles from a few fields, sites in memory and on disk, and what a build makes of them.

Everything goes through the real parsers, so that a test can only have what an editor can write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path, PurePosixPath
from typing import Any

from sitegen.build import BuildReport, Options, build
from sitegen.config import Config, parse_config
from sitegen.content.article import Article, Author, PlainPage, parse_article, parse_author, parse_page
from sitegen.content.moments import parse_moment
from sitegen.digests import content_digest
from sitegen.errors import Problem
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.plan import all_units, collisions, dead_ends, plan
from sitegen.pictures.measuring import ENDINGS, Original
from sitegen.pictures.sounds import is_sound
from sitegen.site.site import Content, Findings, Site, assemble, check_articles, content_of
from sitegen.theme.theme import Theme

SETTINGS: dict[str, Any] = {
    "title": "News Mania",
    "url": "https://newsmania.example/",
    "language": "en",
    "timezone": "Asia/Kolkata",
    "theme": "newsmania",
    "sections": ["World", "India", "Sports"],
    "desks": ["News Mania Desk", "Sports Desk"],
}
PLAIN_THEME = Theme("plain", (), {}, NullTranslations())
"""A theme for planning only: no templates, no assets, English."""


def settings(**options: Any) -> str:
    """Return a site.yaml: SETTINGS, with `options` over them."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in (SETTINGS | options).items())


def config(**options: Any) -> Config:
    """Return the Config of SETTINGS with `options` over them."""
    found, problems = parse_config(settings(**options))
    assert found is not None, problems
    return found


def moment(text: str, zone: str = "Asia/Kolkata") -> datetime:
    """Return the instant that `text` names on the clock of `zone`."""
    found = parse_moment(text, config(timezone=zone).zone)
    assert not isinstance(found, str), found
    return found.instant


AS_OF = moment("2026-01-01")


def source(body: str = "Text.", **fields: Any) -> str:
    """Return a source file: front matter of `fields`, then `body`."""
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{head}---\n{body}\n"


def story(body: str = "Text.", **fields: Any) -> str:
    """Return an article's source file: the fields that it must have, with `fields` over them; None leaves one out."""
    required = {"title": "A story", "desk": "News Mania Desk", "date": "2025-02-27", "section": "World"}
    return source(body, **{name: value for name, value in (required | fields).items() if value is not None})


def article(name: str = "a", settings: Config | None = None, /, body: str = "Text.", **fields: Any) -> Article:
    """Return the article content/articles/`name`.md, titled by its name unless `fields` say otherwise."""
    text = story(body, **({"title": f"Story {name}"} | fields))
    found, problems = parse_article(text.encode(), f"articles/{name}.md", settings or config())
    assert found is not None, problems
    return found


def page(name: str, settings: Config | None = None, /, body: str = "Text.", **fields: Any) -> PlainPage:
    """Return the plain page content/pages/`name`.md."""
    text = source(body, **({"title": name.capitalize()} | fields))
    found, problems = parse_page(text.encode(), f"pages/{name}.md", settings or config())
    assert found is not None, problems
    return found


def author(name: str, settings: Config | None = None, /, body: str = "", **fields: Any) -> Author:
    """Return the author's file content/authors/`name`.md, named like the file unless `fields` say otherwise."""
    text = source(body, **({"name": name} | fields))
    found, problems = parse_author(text.encode(), f"authors/{name}.md", settings or config())
    assert found is not None, problems
    return found


def measured(asset: str) -> Original:
    """Measure every picture alike but for its bytes, which its name stands for; every audio file alike."""
    if is_sound(asset):
        return Original("", 0, 0, 34567, "")
    form = ENDINGS[PurePosixPath(asset).suffix.lower()]
    return Original(form, 1200, 675, 34567, content_digest(asset.encode()).hex(), "7b")


def assembled(
    articles: Iterable[Article],
    settings: Config | None = None,
    *,
    pages: Iterable[PlainPage] = (),
    authors: Iterable[Author] = (),
    assets: Iterable[str] = (),
    as_of: datetime = AS_OF,
    drafts: bool = False,
) -> tuple[Site, tuple[Problem, ...]]:
    """Assemble a site in memory; return it and its Problems."""
    given = content(articles, settings, pages=pages, authors=authors, assets=assets, as_of=as_of, drafts=drafts)
    found, findings = fitted(given)
    return found, findings.problems


def content(articles: Iterable[Article], settings: Config | None = None, **parts: Any) -> Content:
    """Return the Content of records in memory."""
    parts = {"as_of": AS_OF, **parts}
    return content_of(list(articles), settings or config(), **{**parts, "assets": list(parts.get("assets", ()))})


def fitted(given: Content) -> tuple[Site, Findings]:
    """Assemble a site, and check all its articles."""
    found, first = assemble(given, measured)
    rows = [row for row, source in enumerate(given.index.sources) if source.startswith("articles/")]
    rest = check_articles(found, given, rows)
    problems = (*first.problems, *rest.problems)
    published = {**rest.published, **first.published}
    expected, pictures = (*first.expected, *rest.expected), first.pictures | rest.pictures
    return found, Findings(problems, published, expected, pictures)


def site(articles: Iterable[Article], settings: Config | None = None, **parts: Any) -> Site:
    """Assemble a site in memory that has no Problem."""
    found, problems = assembled(articles, settings, **parts)
    assert problems == ()
    return found


def edition(articles: Iterable[Article], settings: Config | None = None, **parts: Any) -> Edition:
    """Return the Edition of a site in memory, in English."""
    return Edition(site(articles, settings, **parts), PLAIN_THEME)


def planned(articles: Iterable[Article], settings: Config | None = None, **parts: Any) -> dict[str, Page]:
    """Plan every page of a site in memory that has no Problem; return the pages by path."""
    pages, problems = planned_site(*fitted(content(articles, settings, **parts)))
    assert problems == ()
    return {page.path: page for page in pages}


def planned_site(found: Site, findings: Findings, static: Iterable[str] = ()) -> tuple[list[Page], tuple[Problem, ...]]:
    """Plan every page of a site; return them in the order of paths, and the Problems of how they fit together."""
    made = Edition(found, PLAIN_THEME)
    files = sorted({*static, *findings.published})
    units = all_units(made, files, sorted(findings.pictures))
    pages = [page for unit in units for page in plan(made, unit)]
    problems = [*findings.problems, *collisions((page.path, page.origin) for page in pages)]
    problems += dead_ends(findings.expected, {page.path for page in pages})
    return sorted(pages, key=lambda page: page.path), tuple(problems)


def view_at(pages: Mapping[str, Page], path: str) -> Any:
    """Return the view of the page at `path`."""
    return pages[path].view


def names(articles: Sequence[Article]) -> list[str]:
    """Return the names under which articles were made, in their order."""
    return [article.source.removeprefix("articles/").removesuffix(".md") for article in articles]


def write_site(root: Path, files: Mapping[str, str | bytes], **options: Any) -> Path:
    """Write a site into `root`: site.yaml from SETTINGS and `options`, and `files` by their paths below content/."""
    for path, content in {"site.yaml": settings(**options), **files}.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def built(root: Path, *, as_of: str = "2026-01-01", base_url: str | None = None, drafts: bool = False) -> BuildReport:
    """Build the site in `root` into ROOT/public, in this process."""
    return build(root, Options(output=root / "public", as_of=moment(as_of), base_url=base_url, drafts=drafts))


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder`: its path, with forward slashes, and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
