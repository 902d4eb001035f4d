"""A built tree as its host holds it: which files there are, and to which of them an address leads."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin

from msgspec import Struct

from sitegen.content.kinds import KEPT_NAMES
from sitegen.errors import MachineError
from sitegen.output.files import FileTable

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_INDEXES: Final = ("index.html", "index.xml")
"""What a host shows at a folder's address."""


_MOST_KNOWN: Final = 400_000
"""Addresses that a process remembers."""


class Target(NamedTuple):
    """Where an address leads."""

    file: str = ""
    """The file of the tree; empty for an address elsewhere, and for one that leads nowhere."""
    fragment: str = ""
    """Decoded; empty without one, and at the top of a page."""
    why: str = ""
    """Why it leads nowhere; empty if it leads somewhere, or elsewhere."""
    path: str = ""
    """The path on the site, decoded, without the base path; empty for an address elsewhere."""


ELSEWHERE: Final = Target()


class Tree(Struct, frozen=True):
    """The files of a built site."""

    folder: Path
    files: Mapping[str, int]
    """Bytes of each file, by its path with forward slashes."""
    strange: tuple[str, ...]
    """What is neither a file nor a folder: links, which hosts do not follow."""
    origin: str
    """Scheme and host of the site's address, without a slash at the end."""
    base: str
    """The base path, decoded, with a slash at both ends."""
    _known: dict[str, Target] = {}
    """Where addresses lead that lead to the same place from everywhere."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises MachineError if it cannot be read."""
        try:
            with open(f"{self.folder}/{path}", "rb", buffering=0) as file:
                return file.read()
        except OSError as error:
            raise MachineError(f"{self.folder / path}: cannot be read: {error.strerror}") from error

    def address(self, path: str) -> str:
        """Return the whole address of a file of the tree."""
        return f"{self.origin}{quote(self.base + path)}"

    def resolve(self, address: str, page: str) -> Target:
        """Return where an address leads, typed in the file `page`, as a browser and a host of plain files take it."""
        address = address.strip()
        if not is_rooted(address):
            return self._resolve(address, page)
        if address not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[address] = self._resolve(address, page)
        return self._known[address]

    def _resolve(self, address: str, page: str) -> Target:
        if address.startswith("//"):
            address = f"{self.origin.partition(':')[0]}:{address}"
        if _SCHEME.match(address):
            if not f"{address}/".startswith(f"{self.origin}/"):
                return ELSEWHERE
            inner = address[len(self.origin) :] or "/"
            return self._at(inner) if self._is_below(inner) else ELSEWHERE
        if address.startswith("/"):
            if not self._is_below(address):
                return Target(why=f"leads out of the site, whose addresses begin with {quote(self.base)}")
            return self._at(address)
        try:
            return self._at(urljoin(quote(self.base + page), address))
        except ValueError:
            return Target(why="is no address")

    def _is_below(self, address: str) -> bool:
        path = unquote(re.split("[?#]", address, maxsplit=1)[0])
        return f"{path}/".startswith(self.base)

    def _at(self, address: str) -> Target:
        """Return the file at an address without scheme and host, that begins with the base path."""
        rest, _, fragment = address.partition("#")
        path = normalize("NFC", unquote(rest.partition("?")[0]))[len(self.base) :]
        wanted = fragment_of(fragment)
        names = [f"{path}{index}" for index in _INDEXES] if path.endswith("/") or not path else [path]
        names += [f"{path}/{index}" for index in _INDEXES] if names == [path] else []
        for name in names:
            if name in self.files:
                return Target(name, wanted, path=f"/{path}")
        return Target("", wanted, "leads to no file of the site", f"/{path}")


def is_rooted(address: str) -> bool:
    """Tell whether an address leads to the same place from every page."""
    return address.startswith("/") or _SCHEME.match(address) is not None


def fragment_of(quoted: str) -> str:
    """Return the id that a fragment names; the top of the page, and words for the browser, name none."""
    plain = unquote(quoted.partition(":~:")[0])
    return "" if plain.lower() == "top" else plain


def tree_of(folder: Path, table: FileTable, origin: str, base: str) -> Tree:
    """Return the tree that a build has just left in a folder, and of which it knows every file."""
    files = {path: table.of(row)[2] for path, row in sorted(table.rows().items())}
    return Tree(folder, files, (), origin, base)


def look_at(folder: Path, origin: str, base: str) -> Tree:
    """Return the tree in a folder. Raises MachineError if it cannot be read."""
    files: dict[str, int] = {}
    strange: list[str] = []
    try:
        _walk(f"{folder}/", "", files, strange)
    except OSError as error:
        raise MachineError(f"{error.filename}: cannot be read: {error.strerror}") from error
    return Tree(folder, dict(sorted(files.items())), tuple(sorted(strange)), origin, base)


def _walk(top: str, prefix: str, files: dict[str, int], strange: list[str]) -> None:
    with os.scandir(top + prefix) as entries:
        for entry in entries:
            if not prefix and entry.name in KEPT_NAMES:
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                _walk(top, f"{path}/", files, strange)
                continue
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                files[path] = status.st_size
            else:
                strange.append(path)
