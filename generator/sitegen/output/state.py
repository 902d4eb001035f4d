"""What is kept of the last build, so that the next one does no work twice: written last, and never believed blindly.

The state of one output folder stands in a folder of its own below ROOT/.sitegen:

    seen         what every build looks at: which files there were, and when
    kept-*       what a build needs once something has changed: digests, keys, the index
    pack-*       what parsing made of the sources, see content/library.py
    templates-*/ compiled templates
    pictures/    renditions of pictures, see pictures/store.py

Every file begins with a header: a word, a version, the byte order of numbers, the length and the checksum of what
follows. `seen` names the other files and is replaced last, by a rename, so that a state is whole or is not. Whatever is
damaged, foreign or missing means no state, and a build from scratch, never an error.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from sitegen.errors import Caution, StateDamagedError
from sitegen.output.files import FileTable
from sitegen.pictures.measuring import Original

_WORD: Final = b"sitegen-state"
_VERSION: Final = 1
_HEADER: Final = f"{_WORD.decode()} {_VERSION} {sys.byteorder} ".encode()
_PATIENCE: Final = 0.1
"""Seconds that a build waits at the most for the file system's clock to pass the times of what it wrote."""
FOLDER: Final = ".sitegen"
"""Below the site's root."""


class Seen(Struct, array_like=True):
    """What a build looks at first. All that can change an output is here, or is a digest of it."""

    engine: bytes
    """Digest of sitegen's own code and of the libraries it renders with."""
    settings: bytes
    """Digest of content/site.yaml and the options that stand beside it: the base URL, drafts."""
    theme: bytes
    """Digest of every file of the theme and its parents."""
    themes: list[tuple[str, str]]
    """The names of the theme and its parents, and the folders where they were found."""
    stamp: int
    """When the tables were final, in nanoseconds on the clock of the state's file system."""
    zone: str
    """The site's time zone, so that `--as-of` is understood without the settings."""
    since: float
    """The moment as of which the site was built, in seconds since the epoch."""
    until: float | None
    """The first later moment at which the site would differ without an edit."""
    articles: int
    """How many are out."""
    pages: int
    """How many files the site has."""
    kept: str
    """The name of the file with the rest."""
    sources: list[str]
    source_signatures: bytes
    outputs: list[str]
    output_signatures: bytes
    output_folders: list[str]
    output_folder_signatures: bytes
    warnings: list[Caution] = []
    """Of the build, to be told again by one that has nothing to do."""
    unpublished: dict[str, float | None] = {}
    """The pages, by their files, that are there only because of drafts: when they come out; None for a draft."""


class Kept(Struct, array_like=True):
    """What a build needs once something has changed. Columns stand in the order of the rows of the tables in Seen."""

    digests: bytes
    """16 bytes a source."""
    packs: list[str]
    places: tuple[bytes, bytes, bytes, bytes, bytes]
    """Of the sources' records: see content/library.py."""
    units: bytes
    """Of each output the unit that it is planned from: a source's row, or -1 - the number of a name."""
    unit_names: list[str]
    keys: bytes
    """16 bytes an output."""
    marks: list[bytes]
    """Of each output a byte for each field of its view: enough to name the field that changed."""
    contents: bytes
    """Digest of each output's bytes, 16 bytes each."""
    templates: dict[str, bytes]
    """Digest of each template's own text."""
    closures: dict[str, bytes]
    """Digest of each template and all that it includes."""
    records: bytes
    """Digest of the settings on which records and the index depend."""
    measured: dict[str, Original]
    """The pictures that were looked at, by their files."""
    index: bytes
    """See site/index.py."""


Part = TypeVar("Part", bound=Struct)


class StateFolder:
    """The folder of the state of one output folder."""

    def __init__(self, root: Path, output: Path) -> None:
        name = blake2b(os.fsencode(output), digest_size=6).hexdigest()
        self.path = root / FOLDER / name

    def load(self) -> Seen | None:
        """Return what was seen last, or None if there is no state that can be trusted."""
        try:
            return self._read("seen", Seen)
        except (OSError, StateDamagedError):
            return None

    def load_kept(self, seen: Seen) -> Kept:
        """Return the rest of the state; raise StateDamagedError if it is not what was written."""
        try:
            return self._read(seen.kept, Kept)
        except OSError as error:
            raise StateDamagedError(str(error)) from error

    def compiled(self, engine: bytes) -> Path:
        """Return the folder of the templates that an engine compiled: another may compile the same text otherwise."""
        return self.path / f"templates-{engine.hex()[:12]}"

    def pictures(self) -> Path:
        """Return the folder of the renditions of pictures, which outlive every state: their names say what they are."""
        return self.path / "pictures"

    def forget_pictures(self) -> None:
        """Remove the renditions of pictures, as far as they can be removed."""
        shutil.rmtree(self.pictures(), ignore_errors=True)

    def forget(self) -> None:
        """Remove the state, as far as it can be removed."""
        for name in ("seen", *self._names()):
            with suppress(OSError):
                (self.path / name).unlink(missing_ok=True)

    def new_name(self, word: str) -> str:
        """Return a name for a file of this build."""
        return f"{word}-{os.getpid():x}-{time.time_ns():x}"

    def store_kept(self, name: str, kept: Kept) -> None:
        """Write what `seen` will name; until then it counts for nothing. Raises OSError."""
        self._write(self.path / name, kept)

    def store(self, seen: Seen, newest: int, packs: Iterable[str]) -> None:
        """Replace the state; `newest` is the latest time of a file in its tables.

        `packs` are the packs still in use: other files of former states are removed. Raises OSError.
        """
        waiting = self.path / "seen.new"
        seen.stamp = self._moment_after(newest, waiting)
        self._write(waiting, seen)
        if (self.path / "seen").is_dir():
            shutil.rmtree(self.path / "seen")  # Somebody's, and in the way.
        waiting.replace(self.path / "seen")
        used = {seen.kept, *packs}
        for name in self._names():
            if name not in used:
                with suppress(OSError):
                    (self.path / name).unlink()
        for folder in self.path.glob("templates-*"):
            if folder.name != self.compiled(seen.engine).name:
                shutil.rmtree(folder, ignore_errors=True)

    def _moment_after(self, newest: int, mark: Path) -> int:
        """Return the present moment on the file system's clock once it has passed `newest`, or was waited for enough.

        A state of the same tick as an output could not be trusted on it.
        """
        give_up = time.monotonic() + _PATIENCE
        while True:
            mark.touch()
            moment = mark.stat().st_mtime_ns
            if moment > newest or time.monotonic() > give_up:
                return moment
            time.sleep(0.002)

    def _names(self) -> list[str]:
        """Return the names of all files but `seen` and the templates."""
        if not self.path.is_dir():
            return []
        return [name for name in os.listdir(self.path) if name.startswith(("kept-", "pack-", "seen."))]

    def _write(self, path: Path, part: Struct) -> None:
        content = msgspec.msgpack.encode(part)
        with path.open("wb", buffering=0) as file:
            header = _HEADER + f"{len(content)} {zlib.crc32(content)}\n".encode()
            file.write(header)
            view = memoryview(content)
            while view:
                view = view[file.write(view) :]

    def _read(self, name: str, kind: type[Part]) -> Part:
        raw = (self.path / name).read_bytes()
        end = raw.find(b"\n", 0, 200)
        head = raw[: max(end, 0)]
        content = memoryview(raw)[end + 1 :]
        if head != _HEADER + f"{len(content)} {zlib.crc32(content)}".encode():
            raise StateDamagedError(f"{name}: the header is not of what follows")
        try:
            return msgspec.msgpack.decode(content, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StateDamagedError(f"{name}: {error}") from error


def tables(seen: Seen) -> tuple[FileTable, FileTable, FileTable]:
    """Return the tables of sources, outputs and folders of the output; raise StateDamagedError if they are torn."""
    try:
        return (
            FileTable(seen.sources, seen.source_signatures),
            FileTable(seen.outputs, seen.output_signatures),
            FileTable(seen.output_folders, seen.output_folder_signatures),
        )
    except ValueError as error:
        raise StateDamagedError(str(error)) from error
