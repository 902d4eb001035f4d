"""A new article for a site: a draft in its section's folder, under a name and an address that nothing has yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import Article, parse_article, parse_author
from sitegen.content.moments import Moment, parse_moment
from sitegen.errors import UsageError, nearest, shorten, suggest
from sitegen.importers.literal import yaml_text
from sitegen.importers.writing import create_files
from sitegen.site.slugs import MAX_BYTES, is_reserved, slugify
from sitegen.site.urls import fill

_ALIKE: Final = 0.8
"""From which likeness on, from 0 to 1, a byline that nobody has is taken for a slip of the pen."""
_TITLE: Final = re.compile(r"""^title:\s*(["']?)(.*?)\1\s*$""", re.MULTILINE)
_TEXT: Final = "Write the story here, and delete the line `status: draft` when it may be read."


class Wish(Struct, frozen=True):
    """What the new article is to be, as it was typed; what is None is chosen for it."""

    title: str
    section: str | None = None
    desk: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


class NewArticle(Struct, frozen=True):
    """An article to be written."""

    path: str
    """Relative to the site's root."""
    content: bytes


def plan_article(root: Path, config: Config, wish: Wish, now: datetime) -> NewArticle:
    """Return the file of a new draft. Its date is the day of `now` on the site's clock unless the wish has one.

    Section and desk are the first of the site where none is wished for; an author alone is a byline too. Raises
    UsageError for what the site does not have, and for a title that can be none.
    """
    title = " ".join(wish.title.split())
    section = _term(config, "section", wish.section) or config.sections[0].title
    authors = tuple(_author(root, config, name) for name in wish.authors)
    desk = _term(config, "desk", wish.desk) or (config.desks[0].title if config.desks and not authors else "")
    if not desk and not authors:
        raise UsageError("the site has no desk, so the byline is missing. Name one with --author")
    moment = _moment(wish.date, config, now)
    lines = [f"title: {yaml_text(title)}"]
    lines += [f"desk: {yaml_text(desk)}"] if desk else []
    if authors:
        names = [yaml_text(name, item=True) for name in authors]
        lines.append(f"author: {names[0]}" if len(names) == 1 else f"author: [{', '.join(names)}]")
    lines += [f"date: {_typed(moment)}", f"section: {yaml_text(section)}"]
    folder = f"articles/{config.terms['section'][section]}"
    files = tuple(root.joinpath("content", "articles").rglob("*.md"))
    stems = {file.stem.casefold() for file in files}
    for slug in _slugs(title):
        if slug.casefold() in stems:
            continue  # Names are one another's in all folders: with the day they make the ids of articles.
        shown = lines if slug == slugify(title) else [*lines, f"slug: {slug}"]
        text = "---\n" + "\n".join([*shown, "status: draft"]) + f"\n---\n{_TEXT}\n"
        content = text.encode(errors="surrogateescape")
        article, problems = parse_article(content, f"{folder}/{slug}.md", config)
        if article is None:
            why = f"{problems[0].message}. {problems[0].hint}"
            raise UsageError(f"`{shorten(title)}` can be no title: {why}")
        if not any(_claims(file, article, root, config) for file in files):
            return NewArticle(f"content/{folder}/{slug}.md", content)
    raise AssertionError("slugs never end")


def write_article(root: Path, article: NewArticle) -> None:
    """Write a new article's file. Raises UsageError if it has come into being, MachineError if the machine refuses."""
    folder = (root / article.path).parent
    if folder.resolve() != root.resolve() / "content" / "articles" / folder.name:
        raise UsageError(f"{folder} is reached by a symbolic link. Put a real folder in its place")
    if create_files({root / article.path: article.content}) is not None:
        raise UsageError(f"{article.path} exists already, and nothing is overwritten")


def _slugs(title: str) -> Iterator[str]:
    """Yield what the article may be called: its title's slug, then that with a number."""
    slug = slugify(title)
    slug = f"story-{slug}".rstrip("-") if not slug or is_reserved(slug) else slug
    yield slug
    number = 2
    while True:
        ending = f"-{number}"
        cut = slugify(slug.encode()[: MAX_BYTES - len(ending)].decode(errors="ignore"))
        yield f"{cut}{ending}"
        number += 1


def _claims(file: Path, article: Article, root: Path, config: Config) -> bool:
    """Tell whether a file's article has the address of this one. Few can, and only these are read as a whole."""
    try:
        raw = file.read_bytes()
    except OSError:
        return False
    text = raw.decode(errors="replace")
    title = _TITLE.search(text)
    spoken = title[2].replace('\\"', '"').replace("''", "'") if title else ""
    if article.slug not in text and slugify(spoken) != article.slug:
        return False
    other, _ = parse_article(raw, file.relative_to(root / "content").as_posix(), config)
    return other is not None and _address(article, config) in (_address(other, config), *other.aliases)


def _address(article: Article, config: Config) -> str:
    day = article.date.instant
    return article.url or fill(
        config.permalinks.article,
        year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", section=article.section, slug=article.slug,
    )  # fmt: skip


def _term(config: Config, kind: str, typed: str | None) -> str | None:
    """Return the title of the section or desk that was typed, by title or id. Raises UsageError if there is none."""
    if typed is None:
        return None
    given = " ".join(typed.split())
    titles = {term.id: term.title for term in (config.sections if kind == "section" else config.desks)}
    for name, id_ in config.terms[kind].items():
        if name.casefold() == given.casefold():
            return titles[id_]
    hint = suggest(given, titles.values()) or f"List it under `{kind}s` in content/site.yaml"
    raise UsageError(f"--{kind}: the site has no {kind} `{shorten(given)}`. {hint}")


def _author(root: Path, config: Config, typed: str) -> str:
    """Return a byline as content/authors/ has it; one that is like none there is new.

    Raises UsageError if it is nearly one of those there.
    """
    given = " ".join(typed.split())
    if not given:
        raise UsageError("--author: the name is empty")
    known: list[str] = []
    for file in sorted((root / "content" / "authors").glob("**/*.md")):
        author, _ = parse_author(file.read_bytes(), file.relative_to(root / "content").as_posix(), config)
        known += [author.name] if author else []
    for name in known:
        if name.casefold() == given.casefold():
            return name
    meant = nearest(given, known, cutoff=_ALIKE)
    if meant is not None:
        message = f"--author: content/authors/ has no `{shorten(given)}`. Did you mean `{meant}`?"
        raise UsageError(f"{message} If not, write a file for the new author there first")
    return given


def _moment(typed: str | None, config: Config, now: datetime) -> Moment:
    if typed is None:
        return Moment(now.astimezone(config.zone), day_only=True)
    moment = parse_moment(typed, config.zone)
    if isinstance(moment, str):
        raise UsageError(f"--date: {moment}")
    return moment


def _typed(moment: Moment) -> str:
    """Return a moment as an editor writes it, on the site's clock."""
    if moment.day_only:
        return f"{moment.instant:%Y-%m-%d}"
    return f"{moment.instant:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
