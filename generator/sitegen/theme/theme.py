"""Finds a theme and its parents, and gathers their assets and translations, the child's before the parent's."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.config import Config
from sitegen.content.fields import Field, Reading, Record, Text, read_record
from sitegen.content.kinds import Slug
from sitegen.content.source import decode
from sitegen.content.yaml_nodes import Document
from sitegen.digests import digest
from sitegen.errors import Location, MachineError, Problem, suggest
from sitegen.theme.folders import PACKAGED, digest_folders, find_folder

THEME = Record(
    Field("name", Slug(), "the theme's name, that of its folder", required=True, example="newsmania"),
    Field("parent", Slug(), "the theme whose files it overrides one by one"),
    Field("description", Text(), "what it is", default=""),
    title="theme.yaml",
)


class Asset(Struct, frozen=True):
    """A file of a theme's assets/, published under a name that changes with its content."""

    source: Path
    path: str
    """Its address below the base path."""
    integrity: str
    """For the `integrity` attribute (Subresource Integrity)."""


class Theme(Struct, frozen=True):
    name: str
    folders: tuple[Path, ...]
    """The theme's own folder, then its parent's, and so on."""
    assets: dict[str, Asset]
    catalogue: Any
    """The gettext translations into the site's language."""
    words: bytes = b""
    """Digest of the translations."""
    digest: bytes = b""
    """Of all its files and those of its parents."""
    names: tuple[str, ...] = ()
    """What the theme and its parents are called, in the order of `folders`."""

    def gettext(self, message: str) -> str:
        return str(self.catalogue.gettext(message))


def load_theme(root: Path, config: Config) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Find the site's theme in ROOT/themes or among the packaged ones; return it, or None with the Problems found.

    Raises MachineError if a file of it cannot be read.
    """
    try:
        return _load(root, config)
    except OSError as error:
        raise MachineError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _load(root: Path, config: Config) -> tuple[Theme | None, tuple[Problem, ...]]:
    where, name = config.place("theme"), config.theme
    folders: list[Path] = []
    names: list[str] = []
    while name:
        folder = find_folder(root, name)
        if folder is None:
            message = f"there is no theme `{name}`"
            return None, (Problem(where, "unknown-theme", message, suggest(name, _known(root))),)
        if folder in folders:
            return None, (Problem(where, "theme-loop", f"the theme `{name}` is its own parent", "Mend `parent`"),)
        folders.append(folder)
        names.append(name)
        values, where, problems = _read_settings(root, folder)
        if problems:
            return None, problems
        name = values["parent"]
    catalogue, wrong = _catalogue(root, folders, config.language)
    problems = (*(problem for folder in folders for problem in _links_outside(root, folder)), *wrong)
    if problems:
        return None, problems
    words = digest(*(file.read_bytes() for file in _translations(folders, config.language)))
    return Theme(
        config.theme, tuple(folders), _assets(folders), catalogue, words, digest_folders(folders), tuple(names)
    ), ()


def display_path(root: Path, path: Path) -> str:
    """Return a theme file's path as an editor knows it."""
    for base in (root, *PACKAGED):
        if path.is_relative_to(base):
            inner = path.relative_to(base).as_posix()
            return inner if base == root else f"themes/{inner}"
    return path.as_posix()


def _known(root: Path) -> list[str]:
    return sorted({file.parent.name for base in (root / "themes", *PACKAGED) for file in base.glob("*/theme.yaml")})


def _read_settings(root: Path, folder: Path) -> tuple[dict[str, Any], Location, tuple[Problem, ...]]:
    file = folder / "theme.yaml"
    path = display_path(root.resolve(), file)
    text, problems = decode(file.read_bytes(), path)
    document = Document(path, text)
    node = document.compose()
    if problems or isinstance(node, Problem):
        return {}, Location(path), problems or (node,)  # type: ignore[return-value]
    reading = Reading(document)
    values = read_record(THEME, reading, node)
    return values, reading.places.get("parent", Location(path)), tuple(reading.problems)


def _links_outside(root: Path, folder: Path) -> Iterator[Problem]:
    """Report symbolic links that would publish a file from elsewhere on the machine."""
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(folder):
            message = "the symbolic link leads out of the theme"
            yield Problem(Location(display_path(root, file)), "link-outside", message, "Put a copy of the file here")


def _assets(folders: list[Path]) -> dict[str, Asset]:
    found: dict[str, Asset] = {}
    for folder in reversed(folders):
        base = folder / "assets"
        for file in sorted(base.rglob("*")):
            name = file.relative_to(base).as_posix()
            if file.is_file() and not f"/{name}".count("/."):
                found[name] = _asset(file, name)
    return found


def _asset(file: Path, name: str) -> Asset:
    digest = hashlib.sha384(file.read_bytes()).digest()
    stem, dot, ending = name.rpartition(".")
    hashed = f"{stem}.{digest.hex()[:10]}{dot}{ending}" if dot else f"{name}.{digest.hex()[:10]}"
    return Asset(file, f"/assets/{hashed}", "sha384-" + base64.b64encode(digest).decode())


def _translations(folders: list[Path], language: str) -> list[Path]:
    """Return the catalogues of a language, the child's before the parent's, `pt-BR` before `pt`."""
    parts = re.split("[-_]", language)
    names = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
    files = [folder / "translations" / f"{name}.po" for folder in folders for name in names]
    return [file for file in files if file.is_file()]


def _catalogue(root: Path, folders: list[Path], language: str) -> tuple[Any, tuple[Problem, ...]]:
    """Merge the catalogues of a language: the child's over the parent's, `pt-BR` over `pt`. English needs none.

    A translation that is no text, or fills in what its message does not give, is a Problem.
    """
    catalogue: NullTranslations = NullTranslations()
    problems: list[Problem] = []
    for file in reversed(_translations(folders, language)):
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import PoFileError, read_po
        from babel.support import Translations

        path = display_path(root, file)
        try:
            messages = read_po(BytesIO(file.read_bytes()), locale=language.replace("-", "_"), abort_invalid=True)
        except (PoFileError, UnicodeError, ValueError) as error:
            line = error.lineno + 1 if isinstance(error, PoFileError) else 1
            problems.append(Problem(Location(path, line), "bad-translation", f"the catalogue cannot be read: {error}"))
            continue
        for message, errors in messages.check():
            where = Location(path, message.lineno or 1)
            problems.extend(Problem(where, "bad-translation", str(error)) for error in errors)
        compiled = BytesIO()
        write_mo(compiled, messages)
        compiled.seek(0)
        translations = Translations(compiled)
        translations.add_fallback(catalogue)
        catalogue = translations
    return catalogue, tuple(problems)
