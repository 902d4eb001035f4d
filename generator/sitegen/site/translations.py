"""Articles that are one story in several languages: the original, and those that name it as what they translate."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from unicodedata import normalize

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.errors import Problem, suggest
from sitegen.site.index import Index, Rules, is_waiting
from sitegen.site.shelf import Shelf

KEY = "translated"
"""The list of the index that holds the translations: without it no article has any."""


def original_of(article: Article) -> str:
    """Return the source of the original, which may be the article's own."""
    return article.translates.removeprefix("/") if article.translates else article.source


def story_rows(source: str, index: Index, shelf: Shelf) -> Iterator[int]:
    """Yield the rows of the articles of which content/`source` is the original, itself first, out or not."""
    row = shelf.row(source)
    mentioning = index.mentions.get(normalize("NFC", source), ())
    for each in dict.fromkeys([*([] if row is None else [row]), *mentioning]):
        record = shelf.record(each)
        if isinstance(record, Article) and original_of(record) == source:
            yield each


def translations(article: Article, index: Index, shelf: Shelf, config: Config) -> tuple[Article, ...]:
    """Return all that are out of an article's story, itself included, in the order of their languages; else nothing."""
    if KEY not in index.lists:
        return ()
    rows = [row for row in story_rows(original_of(article), index, shelf) if index.is_out(row)]
    if len(rows) < 2:
        return ()
    found: list[Article] = [shelf.record(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (language_of(each, config), each.source)))


def language_of(article: Article, config: Config) -> str:
    return article.lang or config.language


def wrong_translations(
    article: Article, index: Index, shelf: Shelf, rules: Rules, broken: Collection[str]
) -> Iterator[Problem]:
    """Report a translation of nothing, of itself, of a translation, or into a language that its story has already.

    `broken` are the sources that have problems of their own. A draft, and what was withdrawn or has expired, takes no
    language from another.
    """
    if not article.translates:
        return
    where, source = article.place("translates"), original_of(article)
    row = shelf.row(source) if source.startswith("articles/") else None
    if source == article.source or row is None:
        if source not in broken:
            known = (each for each in shelf.sources() if each.startswith("articles/") and each != article.source)
            what, hint = f"content/{source}, which does not exist", suggest(source, sorted(known))
            if shelf.row(source) is not None:
                what = f"content/{source}, which is no article"
            if source == article.source:
                what, hint = "the article itself", "It stands in the translation, and names the original"
            yield Problem(where, "broken-link", f"`translates` names {what}", hint)
        return
    original: Article = shelf.record(row)
    if original.translates:
        hint = f"Name the original: `translates: {original_of(original)}`"
        if original_of(original) == article.source:
            hint = "Only one of the two names the other: the translation its original"
        yield Problem(where, "wrong-value", f"content/{source} is a translation itself", hint)
        return
    language = language_of(article, rules.config)
    for row in story_rows(source, index, shelf):
        other: Article = shelf.record(row)
        if other.source == article.source or not (index.is_out(row) or is_waiting(other, rules.as_of)):
            continue
        is_first = other.source == source or other.source < article.source
        if is_first and language_of(other, rules.config).lower() == language.lower():
            message = f"content/{other.source} is this story in the same language, `{language}`"
            yield Problem(where, "same-language", message, "Give the translation its own `lang`")
            return
