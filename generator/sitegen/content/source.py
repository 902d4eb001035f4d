"""Finds the files of content/ and reads them as text: the only module that touches source files before they are copied.

A file is refused, with its place, if it is not plain UTF-8 text, not a regular file, too large, or reached by a link
that leads out of content/.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.content.kinds import KEPT_NAMES, name_refusal
from sitegen.content.yaml_nodes import CONTROL_CHARACTER, control_character
from sitegen.errors import Location, MachineError, Problem, nearest

MAX_BYTES: Final = 4 * 1024 * 1024
"""The largest text file read, in bytes: a very long book; a larger one is a picture or an archive by mistake."""

SITE_FILE: Final = "site.yaml"
"""Relative to content/: the settings, which are no asset that an article may publish."""
_NEAR_MARKDOWN: Final = {".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".md.txt"}


class SourceFile(Struct, frozen=True, order=True):
    """A file below content/, found but not yet read."""

    path: str
    """Relative to content/, with forward slashes."""
    size: int
    """Bytes."""


class Sources(Struct, frozen=True):
    """All the files below content/, each list in the order of paths."""

    articles: tuple[SourceFile, ...]
    pages: tuple[SourceFile, ...]
    authors: tuple[SourceFile, ...]
    assets: frozenset[str]
    """Every other file, by path: pictures and documents that articles may refer to."""
    static: tuple[SourceFile, ...]
    """Files of content/static/, copied to the site's root as they are."""


def find_sources(root: Path) -> tuple[Sources, tuple[Problem, ...]]:
    """Walk ROOT/content and return its files and the Problems of those that cannot be taken.

    Files and folders whose names start with a dot are passed over, except in content/static/.
    Raises MachineError if a folder cannot be read.
    """
    content = root / "content"
    problems: list[Problem] = []
    found: dict[str, list[SourceFile]] = {"articles": [], "pages": [], "authors": [], "static": []}
    assets: set[str] = set()
    for file in _walk(content, "", content.resolve(), problems):
        folder = file.path.split("/", 1)[0] if "/" in file.path else ""
        if file.path == SITE_FILE:
            continue
        if folder == "static":
            found["static"].append(file)
        elif file.path.endswith(".md") and folder in found:
            if file.size > MAX_BYTES:
                problems.append(_too_large(file))
            else:
                found[folder].append(file)
        else:
            problems.extend(_near_markdown(file) if folder in found else _stray(file, folder))
            assets.add(file.path)
    lists = {folder: tuple(sorted(files)) for folder, files in found.items()}
    return Sources(assets=frozenset(assets), **lists), tuple(problems)


def _walk(folder: Path, prefix: str, content: Path, problems: list[Problem]) -> Iterator[SourceFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        raise MachineError(f"content/{prefix}: cannot be read: {error.strerror}") from error
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(".") and not prefix.startswith("static/"):
            continue
        where = Location(f"content/{path}")
        problem = _name_problem(path)
        if problem:
            problems.append(problem)
        if not path.isascii() and path != path.encode(errors="ignore").decode():
            continue  # Not even its name can be read.
        if entry.is_symlink():
            problem = _link_problem(entry, where, content)
            if problem:
                problems.append(problem)
                continue
        try:
            status = entry.stat()
        except FileNotFoundError:
            continue  # Gone since the listing: the next build sees the folder as it then is.
        except OSError as error:
            raise MachineError(f"{where.path}: cannot be read: {error.strerror}") from error
        if stat.S_ISDIR(status.st_mode):
            if entry.name.endswith(".md") and not prefix.startswith("static"):
                hint = "Rename the folder, or move the article's file up"
                problems.append(Problem(where, "not-a-file", "a folder is named like an article", hint))
            else:
                yield from _walk(folder / entry.name, f"{path}/", content, problems)
        elif stat.S_ISREG(status.st_mode):
            yield SourceFile(path, status.st_size)
        else:
            problems.append(Problem(where, "not-a-file", "this is neither a file nor a folder", "Remove it"))


def _name_problem(path: str) -> Problem | None:
    """Return the Problem of a file's name that is no text, or that some system or host refuses."""
    name = path.rpartition("/")[2]
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
        return Problem(Location(f"content/{shown}"), "file-name", "the file's name is not UTF-8", "Rename the file")
    where = Location(f"content/{path if path.isprintable() else path.encode('unicode_escape').decode()}")
    why = name_refusal(name)
    if why:
        return Problem(where, "file-name", "the name cannot be published on every system", f"{why}. Rename it")
    if path.startswith("static/") and path.count("/") == 1 and name.casefold() in KEPT_NAMES:
        hint = "Take it out of content/static/"
        return Problem(where, "file-name", "the output folder keeps this name for the tools that publish it", hint)
    return None


def _link_problem(entry: os.DirEntry[str], where: Location, content: Path) -> Problem | None:
    target = Path(os.path.realpath(entry.path))
    if not target.exists():
        return Problem(where, "broken-link-file", "the symbolic link leads to nothing", "Remove it, or mend its target")
    if content != target and content not in target.parents:
        return Problem(where, "link-outside", "the symbolic link leads out of content/", "Put a copy of the file here")
    if target.is_dir():
        return Problem(
            where, "link-to-folder", "the symbolic link leads to a folder", "Link single files, or copy them"
        )
    return None


def _too_large(file: SourceFile) -> Problem:
    size, most = file.size / 1024 / 1024, MAX_BYTES // 1024 // 1024
    where = Location(f"content/{file.path}")
    return Problem(where, "file-too-large", f"the file has {size:.1f} MB; a text may have {most} MB", "Split it")


def _near_markdown(file: SourceFile) -> Iterator[Problem]:
    lowered = file.path.lower().rstrip()
    if lowered.endswith((".md", *_NEAR_MARKDOWN)) and not file.path.endswith(".md"):
        where = Location(f"content/{file.path}")
        yield Problem(where, "file-ending", "this file's ending is not `.md`, so it would be left out", "Rename it")


def _stray(file: SourceFile, folder: str) -> Iterator[Problem]:
    """A text in no folder that is read would be left out; README.md and other names in capitals are meant to be."""
    stem, dot, ending = file.path.rpartition("/")[2].rpartition(".")
    if folder != "media" and f"{dot}{ending}" == ".md" and not stem.isupper():
        where = Location(f"content/{file.path}")
        message = "the file lies in no folder that is read, so it would be left out"
        hint = nearest(folder, ("articles", "pages", "authors")) or "articles"
        yield Problem(where, "stray-file", message, f"Move it to content/{hint}/")


def read_bytes(root: Path, path: str) -> bytes:
    """Return the bytes of content/`path`. Raises MachineError if it cannot be read."""
    try:
        return (root / "content" / path).read_bytes()
    except OSError as error:
        raise MachineError(f"content/{path}: cannot be read: {error.strerror}") from error


def decode(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of a source file, with `\n` at the end of every line, and the Problems of its characters.

    `path` is the file as problems name it.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is saved as UTF-16"
        return "", (Problem(Location(path), "encoding", message, "Save it as UTF-8"),)
    if raw.startswith(b"\xef\xbb\xbf"):
        message = "an invisible byte order mark stands before the first character"
        return "", (Problem(Location(path), "byte-order-mark", message, "Save the file as UTF-8 without BOM"),)
    nul = raw.find(b"\0")
    if nul >= 0:
        where = _locate(raw[:nul].decode(errors="replace"), path)
        hint = "Delete it; if the whole file looks so, it is no text, or saved as UTF-16"
        return "", (Problem(where, "nul-byte", "a NUL byte stands here", hint),)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        where = _locate(raw[: error.start].decode(errors="replace"), path)
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        hint = "The file seems to be saved as Windows-1252 or Latin-1; save it as UTF-8"
        return "", (Problem(where, "encoding", message, hint),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # The few distinct characters of a text are looked at far quicker than every one of them.
    if not CONTROL_CHARACTER.search("".join(set(text))):
        return text, ()
    return text, tuple(
        control_character(_locate(text[: found.start()], path), found.group())
        for found in CONTROL_CHARACTER.finditer(text)
    )


def _locate(before: str, path: str) -> Location:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(path, len(lines), len(lines[-1]) + 1)
