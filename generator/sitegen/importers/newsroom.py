"""Newsroom copy -> articles: files in, files out. The form of the copy is described in seeds/README.md.

All files are read and checked before anything is written: either every one becomes an article, or none does.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.article import parse_article
from sitegen.content.scan import MAX_BYTES
from sitegen.content.source import decode
from sitegen.errors import Location, MachineError, Problem
from sitegen.importers.literal import markdown, yaml_text
from sitegen.importers.newsroom_copy import Copy, read_copy
from sitegen.importers.writing import create_files
from sitegen.site.slugs import is_reserved, slugify


class Imported(Struct, frozen=True):
    """What an import did."""

    written: tuple[str, ...]
    """The new articles, relative to the site's root, in the order of the files that they came from."""
    problems: tuple[Problem, ...]
    """If there is one, nothing was written."""


class _Draft(Struct, frozen=True):
    """An article to be written."""

    target: str
    """Relative to the site's root."""
    content: bytes
    copy: Location
    """The headline of the copy that it comes from."""


def import_newsroom(root: Path, files: Sequence[Path], config: Config) -> Imported:
    """Turn each file of newsroom copy into content/articles/SECTION/SLUG.md.

    Nothing is overwritten, and nothing is written if there is a Problem in any of the files. Raises MachineError if
    a file cannot be read or written.
    """
    problems: list[Problem] = []
    drafts: dict[str, _Draft] = {}
    for file in files:
        draft, found = _draft(file, config)
        problems += found
        if draft is None:
            continue
        if draft.target in drafts:
            first = drafts[draft.target].copy
            message = f"this story and that of {first.path} would both become {draft.target}"
            problems.append(Problem(draft.copy, "same-article", message, "Change one headline, or leave one file out"))
            continue
        drafts[draft.target] = draft
        problem = _target_problem(root, draft)
        problems += [problem] if problem else []
    if problems:
        return Imported((), tuple(problems))
    taken = create_files({root / draft.target: draft.content for draft in drafts.values()})
    if taken is not None:
        draft = drafts[taken.relative_to(root).as_posix()]
        return Imported((), (_exists(draft),))
    return Imported(tuple(drafts), ())


def _draft(file: Path, config: Config) -> tuple[_Draft | None, tuple[Problem, ...]]:
    path = str(file).encode(errors="surrogateescape").decode(errors="backslashreplace")
    text, problems = _read(file, path)
    copy, found = read_copy(text, path, config) if text or not problems else (None, ())
    problems += found
    if copy is None or problems:
        return None, problems
    headline = copy.headline
    slug = slugify(headline.text)
    if not slug or is_reserved(slug):
        message = "no address can be made from this headline"
        return None, (Problem(headline.location, "empty-slug", message, "Use letters or digits in it"),)
    lines = _article(copy)
    target = f"articles/{copy.section.id}/{slug}.md"
    content = "".join(f"{line}\n" for line, _ in lines).encode()
    _, refused = parse_article(content, target, config)
    if refused:
        # The article's problems are told where the copy has what they are about.
        return None, tuple(
            Problem(lines[min(problem.location.line, len(lines)) - 1][1], problem.code, problem.message, problem.hint)
            for problem in refused
        )
    return _Draft(f"content/{target}", content, headline.location), ()


def _article(copy: Copy) -> list[tuple[str, Location]]:
    """Return the article's lines, each with the place in the copy that it comes from."""
    byline = copy.byline
    lines = [("---", copy.headline.location), (f"title: {yaml_text(copy.headline.text)}", copy.headline.location)]
    if byline.desk:
        lines.append((f"desk: {yaml_text(byline.desk.title)}", copy.byline_location))
    if len(byline.authors) == 1:
        lines.append((f"author: {yaml_text(byline.authors[0])}", copy.byline_location))
    elif byline.authors:
        names = ", ".join(yaml_text(author, item=True) for author in byline.authors)
        lines.append((f"author: [{names}]", copy.byline_location))
    lines.append((f"date: {byline.date}", copy.byline_location))
    lines.append((f"section: {yaml_text(copy.section.title)}", copy.section_location))
    lines.append(("---", copy.section_location))
    for paragraph in copy.paragraphs:
        lines += [("", paragraph.location), (markdown(paragraph.text), paragraph.location)]
    return lines


def _read(file: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, decoded where a byte order mark says how: from anything else only UTF-8 is certain."""
    where = Location(path)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return "", (Problem(where, "no-such-file", "there is no such file", "Look at the name and the folder"),)
    except IsADirectoryError:
        return "", (Problem(where, "not-a-file", "this is a folder", "Name the files in it"),)
    except OSError as error:
        raise MachineError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        return "", (Problem(where, "file-too-large", message, "A story is a few kilobytes; is this a text?"),)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            raw = raw.decode("utf-16").encode()
        except UnicodeDecodeError:
            message = "the file starts as UTF-16 does, but is not"
            return "", (Problem(where, "encoding", message, "Save it as UTF-8"),)
    return decode(raw.removeprefix(codecs.BOM_UTF8), path)


def _target_problem(root: Path, draft: _Draft) -> Problem | None:
    """Return why the article cannot be written where it belongs."""
    folder = (root / draft.target).parent
    if folder.resolve() != (root / "content").resolve() / "articles" / folder.name:
        message = f"the folder of {draft.target} is reached by a symbolic link"
        return Problem(draft.copy, "link-to-folder", message, "Put a real folder in its place")
    if any(part.exists() and not part.is_dir() for part in (folder.parent, folder)):
        message = f"a file stands where the folder of {draft.target} should be"
        return Problem(draft.copy, "not-a-folder", message, "Rename that file")
    # A broken link is in the way too.
    return _exists(draft) if (root / draft.target).is_symlink() or (root / draft.target).exists() else None


def _exists(draft: _Draft) -> Problem:
    message = f"{draft.target} exists already, and nothing is overwritten"
    return Problem(draft.copy, "exists", message, "Edit that article, or move it away first")
