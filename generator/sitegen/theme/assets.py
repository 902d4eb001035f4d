"""The assets of a theme and its parents: files, the child's before the parent's, and bundles put together from parts.

A bundle's parts are looked up as all files are, so that a child takes the place of one part with one file. A part is
published within its bundle alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.content.source import decode
from sitegen.errors import Location, Problem, suggest
from sitegen.theme.folders import display_path
from sitegen.theme.minify import minify
from sitegen.theme.theme_file import ThemeFile


class Asset(Struct, frozen=True):
    """A file of the output, published under a name that changes with its content."""

    source: Path
    """The file that is copied; of a bundle, the theme.yaml that declares it."""
    path: str
    """Its address below the base path."""
    integrity: str
    """For the `integrity` attribute (Subresource Integrity)."""
    text: str | None = None
    """What a bundle holds; None for a file that is copied."""


class Part(Struct, frozen=True):
    """A part of a bundle, and where it is listed."""

    name: str
    location: Location


class _Found(Struct):
    """What the themes looked at so far have, from the last parent on."""

    files: dict[str, Path]
    bundles: dict[str, tuple[ThemeFile, tuple[Part, ...]]]
    problems: list[Problem]


def gather_assets(
    root: Path, themes: Sequence[ThemeFile], rules: Mapping[str, str]
) -> tuple[dict[str, Asset], tuple[Problem, ...]]:
    """Return the assets of a theme by name; `themes` are its own theme.yaml, then its parent's, and so on.

    `rules` are what stands at the end of some style sheets besides. Raises OSError if a file cannot be read.
    """
    found = _Found({}, {}, [])
    for theme in reversed(themes):
        own = dict(_files(theme.folder / "assets"))
        found.files |= own
        for name in own:
            if name in found.bundles and all(part.name != name for part in found.bundles[name][1]):
                del found.bundles[name]  # The child has the whole of it in one file.
        for name in theme.bundles:
            _extend(found, theme, name, name in own)
    listed = {part.name for _, parts in found.bundles.values() for part in parts}
    assets = {name: _asset(name, file) for name, file in found.files.items() if name not in listed}
    for name, (theme, parts) in found.bundles.items():
        texts = [minify(part.name, _text(root, found, part)) for part in parts]
        text = "\n".join(filter(None, (*texts, rules.get(name))))
        assets[name] = _named(name, theme.folder / "theme.yaml", text.encode(), text)
    for name in sorted(rules.keys() - found.bundles.keys() & found.files.keys()):
        text = "\n".join((_text(root, found, Part(name, themes[0].place("name"))), rules[name]))
        assets[name] = _named(name, found.files[name], text.encode(), text)
    return assets, tuple(found.problems)


def _extend(found: _Found, theme: ThemeFile, name: str, is_file: bool) -> None:
    """Add a theme's parts of a bundle to those of its parents; a parent's plain asset of that name is the first."""
    place = f"bundles.{name}"
    own = [Part(part, theme.place(f"{place}.{number}")) for number, part in enumerate(theme.bundles[name])]
    names = {part.name for part in own}
    before: tuple[Part, ...] = ()
    if name in found.bundles:
        before = found.bundles[name][1]
    elif name in found.files and name not in names:
        if is_file:
            message = f"the file assets/{name} stands where this bundle is to be"
            found.problems.append(Problem(theme.place(place), "bundle-taken", message, "List it as a part, or move it"))
        before = (Part(name, theme.place(place)),)
    listed = {part.name for part in before}
    for part in own:
        if part.name in listed:
            message = f"`{part.name}` is a part of `{name}` already"
            found.problems.append(Problem(part.location, "duplicate-part", message, "Delete it here"))
        listed.add(part.name)
    found.bundles[name] = theme, (*before, *own)


def _text(root: Path, found: _Found, part: Part) -> str:
    file = found.files.get(part.name)
    if file is None:
        ending = part.name[part.name.rindex(".") :]
        hint = suggest(part.name, sorted(name for name in found.files if name.endswith(ending)))
        found.problems.append(Problem(part.location, "missing-part", f"there is no file assets/{part.name}", hint))
        return ""
    text, problems = decode(file.read_bytes(), display_path(root, file))
    found.problems += problems
    return text


def _files(base: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(base.rglob("*")):
        name = file.relative_to(base).as_posix()
        if file.is_file() and not f"/{name}".count("/."):
            yield name, file


def _asset(name: str, file: Path) -> Asset:
    return _named(name, file, file.read_bytes())


def _named(name: str, source: Path, content: bytes, text: str | None = None) -> Asset:
    digest = hashlib.sha384(content).digest()
    stem, dot, ending = name.rpartition(".")
    hashed = f"{stem}.{digest.hex()[:10]}{dot}{ending}" if dot else f"{name}.{digest.hex()[:10]}"
    return Asset(source, f"/assets/{hashed}", "sha384-" + base64.b64encode(digest).decode(), text)
