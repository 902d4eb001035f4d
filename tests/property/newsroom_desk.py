"""The desk at which a newsroom's sources are edited: reads and writes fields as an editor would, in files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.property.newsroom_site import AS_OF, PARENT, write_newsroom
from tests.support.trees import Tree, look, put_tree
from tests.unit.site.newsroom import source


@dataclass(frozen=True)
class Wish:
    """What a build is asked for beside its folders."""

    as_of: str = AS_OF
    base_url: str | None = None
    drafts: bool = False


@dataclass
class Desk:
    """A site on disk and its output; paths are below content/ unless a name says otherwise."""

    root: Path
    wish: Wish = field(default_factory=Wish)
    attic: Tree = field(default_factory=dict)
    """Files that were deleted and may come back."""

    @property
    def output(self) -> Path:
        return self.root / "public"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def theme(self) -> Path:
        return self.root / "themes" / "ours"

    @property
    def state(self) -> Path:
        return self.root / ".sitegen"

    def files(self, folder: str, ending: str = "") -> list[str]:
        """Return the files under a folder, in the order of paths."""
        found = (path for path in (self.content / folder).rglob(f"*{ending}") if path.is_file())
        return sorted(path.relative_to(self.content).as_posix() for path in found)

    def articles(self) -> list[str]:
        return self.files("articles", ".md")

    def fields(self, path: str) -> dict[str, Any]:
        """Return the front matter of a file."""
        return self._split(path)[0]

    def body(self, path: str) -> str:
        return self._split(path)[1]

    def set(self, path: str, body: str | None = None, /, **fields: Any) -> None:
        """Write a file anew with other fields, None taking one out, and perhaps another body."""
        old, text = self._split(path)
        new = {name: value for name, value in (old | fields).items() if value is not None}
        self.write(path, source(text if body is None else body, **new))

    def write(self, path: str, content: str | bytes) -> None:
        put(self.content / path, content)

    def remove(self, path: str) -> None:
        """Delete a file of content/, and keep it in the attic."""
        self.attic[path] = (self.content / path).read_bytes()
        (self.content / path).unlink()

    def settings(self) -> dict[str, Any]:
        lines = (self.content / "site.yaml").read_text(encoding="utf-8").splitlines()
        return {name: json.loads(value) for name, _, value in (line.partition(": ") for line in lines)}

    def configure(self, **options: Any) -> None:
        """Change options of site.yaml; None takes one out."""
        new = {name: value for name, value in (self.settings() | options).items() if value is not None}
        lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in new.items())
        self.write("site.yaml", "".join(lines))

    def override(self, name: str, mark: int) -> None:
        """Put the parent theme's template into the site's own theme, with a mark in its first element or class."""
        put(self.theme / "templates" / name, marked((PARENT / "templates" / name).read_text(encoding="utf-8"), mark))

    def sources(self) -> Tree:
        """Return all the sources, of content/ and of themes/."""
        return look(self.root, without=("public", ".sitegen"))

    def restore(self, sources: Tree) -> None:
        """Put the sources back as they were; what is so already is not touched."""
        for name in ("content", "themes"):
            inner = {path[len(name) + 1 :]: held for path, held in sources.items() if path.startswith(f"{name}/")}
            put_tree(self.root / name, {path: held for path, held in inner.items() if path})

    def _split(self, path: str) -> tuple[dict[str, Any], str]:
        text = (self.content / path).read_text(encoding="utf-8")
        head, _, body = text.removeprefix("---\n").partition("---\n")
        lines = (line.partition(": ") for line in head.splitlines())
        return {name: json.loads(value) for name, _, value in lines}, body.removesuffix("\n")


Edit = Callable[[Desk, Random], str]
"""Does something at random to a desk's site, and tells it in a line."""


def new_desk(folder: Path) -> Desk:
    """Write the newsroom below `folder` and return a desk for it."""
    return Desk(write_newsroom(folder / "site"))


def put(file: Path, content: str | bytes) -> None:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def swap_letter(file: Path, *, keep_time: bool) -> None:
    """Change one letter of a file's last word: as many bytes as before, and with `keep_time` the old time."""
    status, content = file.stat(), file.read_bytes()
    at = max(found.start() for found in re.finditer(rb"[a-z](?=[^a-z]*$)", content))
    letter = b"b" if content[at : at + 1] == b"a" else b"a"
    with file.open("r+b") as stream:
        stream.seek(at)
        stream.write(letter)
    if keep_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def marked(template: str, mark: int) -> str:
    """Return a template whose output differs: its first element that is shown, else its first class, tells the mark."""
    found = re.search(r"<(?!link|meta|script)[a-z][a-z0-9]*(?=[ >{])", template)
    if found:
        return f'{template[: found.end()]} data-mark="{mark}"{template[found.end() :]}'
    return template.replace('class="', f'class="mark-{mark} ', 1)
