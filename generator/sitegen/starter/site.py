"""A new site: which files it has, checked before one of them is written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml
from msgspec import Struct

from sitegen import __version__
from sitegen.content.fields import NO_MARK, Reading, Scalar, Text
from sitegen.content.kinds import Language, SiteAddress, Zone
from sitegen.content.yaml_nodes import Document
from sitegen.errors import UsageError, printable
from sitegen.importers.literal import markdown, yaml_text
from sitegen.importers.writing import create_files
from sitegen.schema import json_schema
from sitegen.starter.settings import settings_file

LANGUAGES: Final = ("en", "ar", "bn", "hi")
"""In which a new site can have its words; one in any other language begins with those of the first."""
INSTALL_LINE: Final = 'SITEGEN: ".[search]"'
"""The line of pages.yaml that says what the workflow installs: there the checkout, in a new site a release."""
_HERE: Final = Path(__file__).parent
_SCHEMAS: Final = {
    "site": "content/site.yaml",
    "article": "content/articles/**/*.md",
    "page": "content/pages/**/*.md",
    "author": "content/authors/**/*.md",
    "theme": "themes/*/theme.yaml",
}
"""Which files of a site each JSON Schema is for."""
_SCHEMA_LINE: Final = "# yaml-language-server: $schema=../.vscode/schemas/site.schema.json\n"
"""Tells an editor's language server for YAML what to check by, where it does not read the settings of VS Code."""
_URL: Final = "https://news.example/"
_LOCAL_ZONE: Final = Path("/etc/localtime")


class Choices(Struct, frozen=True):
    """What a new site is to be; what is None is chosen for it."""

    title: str | None = None
    url: str | None = None
    language: str | None = None
    timezone: str | None = None


def site_files(choices: Choices, moment: datetime) -> dict[str, bytes]:
    """Return the files of a new site, by path, with forward slashes. `moment` is when its first story is dated.

    Raises UsageError for a choice that cannot be.
    """
    language = "en" if choices.language is None else _checked(Language(), "language", choices.language)
    zone = ZoneInfo(local_zone()) if choices.timezone is None else _checked(Zone(), "timezone", choices.timezone)
    url = _URL if choices.url is None else _checked(SiteAddress(), "url", choices.url)
    base = language.partition("-")[0].lower()
    folder = _HERE / (base if base in LANGUAGES else LANGUAGES[0])
    words = yaml.safe_load((folder / "words.yaml").read_text(encoding="utf-8"))
    title = words["title"] if choices.title is None else _checked(Text(), "title", choices.title)
    foreign = "" if base in LANGUAGES else f"lang: {LANGUAGES[0]}\n"
    section = words["sections"][0]
    head = [
        f"title: {yaml_text(words['headline'])}",
        f"desk: {yaml_text(words['desk'])}",
        f"date: {moment.astimezone(zone):%Y-%m-%d}",
        f"section: {yaml_text(section['title'])}",
    ]
    article = "---\n" + "\n".join(head) + f"\n{foreign}---\n" + _words(folder / "article.md", title)
    texts = {
        "content/site.yaml": _SCHEMA_LINE + settings_file(_settings(words, title, url, language, zone)),
        f"content/articles/{section['id']}/first-story.md": article,
        **{
            f"content/pages/{name}.md": _words(folder / f"{name}.md", title).replace("\n---\n", f"\n{foreign}---\n", 1)
            for name in ("about", "corrections")
        },
        ".gitignore": (_HERE / "gitignore").read_text(encoding="utf-8"),
        ".github/workflows/pages.yaml": workflow(f'"sitegen[search]=={__version__}"'),
        **dict(_editor_files()),
    }
    return {path: text.encode() for path, text in texts.items()}


def create_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a new site into `folder`, all or none.

    Raises UsageError if one of them is there already, MachineError if the machine refuses.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder, which need not be there yet")
    taken = next((path for path in files if os.path.lexists(folder / path)), None)
    if taken is not None:
        what = "is a site already" if taken == "content/site.yaml" else f"has a {taken} already"
        raise UsageError(f"{folder} {what}, and nothing is overwritten. Name another folder")
    made = _missing_folders(folder, files)
    try:
        raced = create_files({folder / path: content for path, content in files.items()})
        if raced is not None:
            raise UsageError(f"{raced} has just come into being, and nothing is overwritten. Name another folder")
    except BaseException:
        for path in made:
            with suppress(OSError):  # Another has put something in.
                path.rmdir()
        raise


def workflow(installed: str) -> str:
    """Return the workflow for GitHub Pages; `installed` is what pip installs, as a YAML scalar."""
    text = (_HERE / "pages.yaml").read_text(encoding="utf-8")
    return text.replace(INSTALL_LINE, f"SITEGEN: {installed}")


def local_zone() -> str:
    """Return the name of this machine's time zone, UTC where it is not told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    linked = str(_LOCAL_ZONE.resolve()).partition("/zoneinfo/")[2]
    for name in (named, linked):
        reading = Reading(Document("", ""))
        if name and Zone().parse(name, _scalar(name), "timezone", reading) is not None:
            return name
    return "UTC"


def _settings(words: Mapping[str, Any], title: str, url: str, language: str, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "title": title,
        "url": url,
        "tagline": words["tagline"],
        "language": language,
        "timezone": str(zone),
        "sections": [{name: section[name] for name in ("title", "id", "description")} for section in words["sections"]],
        "desks": [{"title": words["desk"]}],
        "policies": [{"page": "pages/corrections.md", "about": "corrections"}],
    }


def _words(file: Path, title: str) -> str:
    return file.read_text(encoding="utf-8").replace("{site}", markdown(title))


def _editor_files() -> Iterator[tuple[str, str]]:
    """Yield what makes editors check files as they are typed: settings of VS Code, and the schemas they name."""
    for name in _SCHEMAS:
        schema = json.dumps(json_schema(name), ensure_ascii=False, indent=2)
        yield f".vscode/schemas/{name}.schema.json", f"{schema}\n"
    schemas = {f"./.vscode/schemas/{name}.schema.json": files for name, files in _SCHEMAS.items()}
    yield ".vscode/settings.json", json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"
    yield ".vscode/extensions.json", json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n"


def _checked(kind: Scalar, option: str, text: str) -> Any:
    """Return the value of an option as site.yaml would have it. Raises UsageError in an editor's words."""
    reading = Reading(Document("", ""))
    value = kind.parse(text.strip(), _scalar(text), option, reading) if text.strip() else None
    if reading.problems:
        problem = reading.problems[0]
        raise UsageError(f"--{option}: {problem.message}. {problem.hint or 'Begin it with `https://`'}")
    if value is None or (isinstance(value, str) and printable(value) != value):
        raise UsageError(f"--{option}: it is empty, or holds what cannot be printed. Leave it out, or write a text")
    return value


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, NO_MARK, None, '"')


def _missing_folders(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Return the folders that have to be made for `files`, each behind those in it."""
    needed = {above for path in files for above in (folder / path).parents if not above.exists()}
    return sorted(needed, key=lambda path: len(path.parts), reverse=True)
