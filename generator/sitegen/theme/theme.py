"""Finds a theme and its parents, and gathers their translations, the child's before the parent's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.config import Config
from sitegen.digests import digest
from sitegen.errors import Location, MachineError, Problem, suggest
from sitegen.theme.assets import Asset, gather_assets
from sitegen.theme.choices import Choices, choose
from sitegen.theme.folders import PACKAGED, digest_folders, display_path, find_folder
from sitegen.theme.theme_file import ThemeFile, read_theme_file


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
    language: str = "en"
    """The site's (BCP 47)."""
    names: tuple[str, ...] = ()
    """What the theme and its parents are called, in the order of `folders`."""
    settings: dict[str, Any] = {}
    """The value of each of its settings, by name."""
    pictures: dict[str, tuple[str, Location]] = {}
    """The pictures that settings show, as they are named, and where."""

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
    files: list[ThemeFile] = []
    names: list[str] = []
    while name:
        folder = find_folder(root, name)
        if folder is None:
            message = f"there is no theme `{name}`"
            return None, (Problem(where, "unknown-theme", message, suggest(name, _known(root))),)
        if any(folder == known.folder for known in files):
            return None, (Problem(where, "theme-loop", f"the theme `{name}` is its own parent", "Mend `parent`"),)
        names.append(name)
        file, problems = read_theme_file(root, folder, config.terms)
        if file is None:
            return None, problems
        files.append(file)
        where, name = file.place("parent"), file.parent or ""
    folders = [file.folder for file in files]
    chosen, wrong_settings = choose(files, config)
    assets, missing = gather_assets(root, files, chosen.rules)
    catalogue, wrong = _catalogue(root, folders, config.language)
    outside = (problem for folder in folders for problem in _links_outside(root, folder))
    problems = (*outside, *wrong_settings, *missing, *_without_asset(chosen, assets), *wrong)
    if problems:
        return None, problems
    words = digest(*(file.read_bytes() for file in _translations(folders, config.language)))
    return Theme(
        name=config.theme,
        folders=tuple(folders),
        assets=assets,
        catalogue=catalogue,
        words=words,
        digest=digest_folders(folders),
        language=config.language,
        names=tuple(names),
        settings=chosen.values,
        pictures=chosen.pictures,
    ), ()


def _without_asset(chosen: Choices, assets: dict[str, Asset]) -> Iterator[Problem]:
    """Report settings whose colour belongs into a style sheet that there is not."""
    for setting in chosen.settings.values():
        if setting.asset and setting.asset not in assets:
            hint = suggest(setting.asset, [name for name in assets if name.endswith(".css")])
            yield Problem(setting.place, "unknown-asset", f"the theme has no asset `{setting.asset}`", hint)


def _known(root: Path) -> list[str]:
    return sorted({file.parent.name for base in (root / "themes", *PACKAGED) for file in base.glob("*/theme.yaml")})


def _links_outside(root: Path, folder: Path) -> Iterator[Problem]:
    """Report symbolic links that would publish a file from elsewhere on the machine."""
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(folder):
            message = "the symbolic link leads out of the theme"
            yield Problem(Location(display_path(root, file)), "link-outside", message, "Put a copy of the file here")


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
