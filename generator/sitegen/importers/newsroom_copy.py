"""Newsroom copy, as text -> its section, headline, byline and paragraphs; knows nothing of files.

The copy is a story's page as plain text: the section, the headline, the byline line, the paragraphs, and around them
the page's own labels. What is neither part of the story nor a label of newsroom_labels.py is a Problem, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, takewhile
from typing import Final

from msgspec import Struct

from sitegen.config import Config, Section
from sitegen.errors import Location, Problem
from sitegen.importers.newsroom_byline import FORM, Byline, Line, find_byline, is_dated_byline, read_byline
from sitegen.importers.newsroom_head import Passage, read_head
from sitegen.importers.newsroom_labels import ends_story, fold, is_label_above, is_small_label

_STRAY: Final = dict.fromkeys(
    map(ord, "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}")
)
"""Invisible characters that only tell where a line may break."""
_SENTENCE_END = re.compile(r"[.!?:\N{HORIZONTAL ELLIPSIS}\N{DEVANAGARI DANDA}][\W_]*$")


class Copy(Struct, frozen=True):
    """A story as the newsroom sent it."""

    section: Section
    section_location: Location
    headline: Passage
    byline: Byline
    byline_location: Location
    paragraphs: tuple[Passage, ...]


def read_copy(text: str, path: str, config: Config) -> tuple[Copy | None, tuple[Problem, ...]]:
    """Return the story in `text`, or None with the Problems that keep it from being one.

    `path` is the file as problems name it; line feeds end the lines of `text`.
    """
    lines = [Line(n, raw, shown) for n, raw in enumerate(text.split("\n"), 1) if (shown := _shown(raw))]
    if not lines:
        return None, (Problem(Location(path), "empty-file", "the file has no text", "Put the story's page into it"),)
    problems: list[Problem] = []
    above, rest, byline, where = _cut_at_byline(lines, path, config, problems)
    head, found = read_head(above, path, config, where)
    problems += found
    story = _without_labels(rest)
    for line in story:
        if is_dated_byline(line, config):
            hint = "Put each story into a file of its own"
            problems.append(Problem(line.locate(path), "second-byline", "a second byline stands here", hint))
    below_head = lines[len(lines) - len(rest) - 1 :]
    gaps = bool(story) and _has_gaps(below_head[: below_head.index(story[-1]) + 1])
    paragraphs = _paragraphs(story, path, gaps, problems)
    if not paragraphs:
        message = "no paragraph of a story follows the byline"
        problems.append(Problem(where, "no-paragraphs", message, "Add the text below the byline"))
    if problems or head.section is None or head.headline is None:
        return None, tuple(problems)
    return Copy(head.section, head.section_location, head.headline, byline, where, paragraphs), ()


def _shown(raw: str) -> str:
    """Return the line without stray characters; empty if it shows nothing."""
    text = " ".join(raw.translate(_STRAY).split())
    return text if any(unicodedata.category(character) not in ("Cf", "Zs") for character in text) else ""


def _cut_at_byline(
    lines: list[Line], path: str, config: Config, problems: list[Problem]
) -> tuple[list[Line], list[Line], Byline, Location]:
    """Return the lines above the byline, those below it, the byline and its place; report what is wrong with it."""
    line = find_byline(takewhile(lambda line: not _starts_replies(line.text), lines), config)
    if line:
        byline, found = read_byline(line, path, config)
        problems += found
        number = lines.index(line)
        return lines[:number], lines[number + 1 :], byline, line.locate(path)
    # Without a byline the first two lines are judged as section and headline, so that their mistakes are reported too.
    head = [line for line in lines if not is_label_above(line.text, config)][:2]
    number = lines.index(head[-1]) + 1 if head else len(lines)
    where = lines[min(number, len(lines) - 1)].locate(path)
    problems.append(Problem(where, "missing-byline", "the copy has no byline line", FORM))
    return lines[:number], lines[number:], Byline(None, (), ""), where


def _starts_replies(text: str) -> bool:
    """Tell whether bylines below this line are those of other stories."""
    return ends_story(text) and fold(text).startswith(("related ", "leave a ", "your email address"))


def _without_labels(lines: list[Line]) -> list[Line]:
    """Return the lines of the story: up to the first label that ends it, without the share row above and below."""
    story = list(takewhile(lambda line: not ends_story(line.text), lines))
    while story and is_small_label(story[0].text):
        del story[0]
    while story and is_small_label(story[-1].text):
        del story[-1]
    return story


def _has_gaps(lines: list[Line]) -> bool:
    """Tell whether empty lines part the blocks."""
    return any(following.number > line.number + 1 for line, following in pairwise(lines))


def _paragraphs(lines: list[Line], path: str, gaps: bool, problems: list[Problem]) -> tuple[Passage, ...]:
    """Return the paragraphs: each line is one, except where empty lines part them and lines were wrapped in between.

    Lines count as wrapped if most of the single line breaks are not at the end of a sentence. Of such lines one is
    joined to the next unless the next one's first word would have had room on it, as behind a heading.
    """
    breaks = [pair for pair in pairwise(lines) if pair[1].number == pair[0].number + 1]
    torn = sum(_is_torn(*pair) for pair in breaks)
    if not gaps and torn > 1 and torn * 2 > len(breaks):
        where = lines[0].locate(path)
        message = "the lines break within sentences, and no empty line tells where a paragraph ends"
        problems.append(Problem(where, "wrapped-lines", message, "Put an empty line between paragraphs"))
    wrapped = sum(not _SENTENCE_END.search(line.text) for line, _ in breaks) * 2 > len(breaks)
    width = max((len(line.text) for line in lines), default=0)
    blocks: list[list[Line]] = []
    for line in lines:
        before = blocks[-1][-1] if blocks else None
        if before and gaps and line.number == before.number + 1:
            full = len(before.text) + len(line.text.split()[0]) >= width * 0.7
            if _is_torn(before, line) or (wrapped and (full or line.text[0].islower())):
                blocks[-1].append(line)
                continue
        blocks.append([line])
    return tuple(Passage(" ".join(line.text for line in block), block[0].locate(path)) for block in blocks)


def _is_torn(line: Line, following: Line) -> bool:
    return not _SENTENCE_END.search(line.text) and following.text[0].islower()
