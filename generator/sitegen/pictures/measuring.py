"""Looks at the original pictures that a site shows: whether each is what its name says and whole, and what it is like.

A picture is looked at once, when it is new or has changed; the state keeps what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from sitegen.digests import content_digest
from sitegen.errors import MachineError
from sitegen.output.progress import Progress
from sitegen.pictures.drawings import measure_drawing
from sitegen.pictures.sounds import is_sound, measure_sound
from sitegen.workers import Start, cut, default_workers, ordered_map

ENDINGS: Final = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF", ".svg": "SVG",
}  # fmt: skip
MAX_PIXELS: Final = 120_000_000
"""More than any camera's picture; a file that unpacks to more is a bomb."""
MAX_UNPACKED: Final = 60_000_000
"""The same for forms that can only be unpacked whole, at four bytes a pixel: all but JPEG."""
MAX_MOVING: Final = 600_000_000
"""The same for all frames of a moving picture together, which are unpacked one by one."""
_WORTH_A_POOL: Final = 12
"""Pictures above which a pool of processes is quicker than this one."""
_BATCH: Final = 4


class Original(Struct, frozen=True, array_like=True):
    """What is known of a picture file that can be published."""

    form: str
    """One of the values of ENDINGS; empty for an audio file, of which nothing but the size is known."""
    width: int
    """In pixels, as it is shown: a photograph that is stored lying is turned."""
    height: int
    size: int
    """Bytes."""
    digest: str
    """Of its bytes, in hexadecimal digits."""
    tone: str = ""
    """See tones.py; empty for a drawing."""
    alpha: bool = False
    """Whether anything shows through it."""
    frames: int = 1

    @property
    def is_drawing(self) -> bool:
        """Whether it is published as it is: a drawing is sharp at any size."""
        return self.form == "SVG"


class PictureMeasure:
    """Looks at pictures and audio files below content/, and refuses pictures larger than the site admits."""

    def __init__(self, root: Path, most_bytes: int) -> None:
        self._root, self._most = root, most_bytes

    def __call__(self, asset: str) -> Original | str:
        """Return what a file of content/ is, or why it cannot be published.

        Raises MachineError if it cannot be read.
        """
        file = self._root / "content" / asset
        try:
            if is_sound(asset):
                found = measure_sound(file)
                return found if isinstance(found, str) else Original("", 0, 0, found, "")
            size = file.stat().st_size
            if size > self._most:
                return f"the file has {size / 1048576:.1f} MB; `images.most_megabytes` is {self._most // 1048576}"
            return measure(file)
        except OSError as error:
            raise MachineError(f"content/{asset}: cannot be read: {error.strerror}") from error


def measure(path: Path) -> Original | str:
    """Return what a picture file is, or why it cannot be published: it is unpacked, to see that it is whole.

    Raises OSError if the file cannot be read.
    """
    wanted = ENDINGS.get(path.suffix.lower())
    if wanted is None:
        return f"`{path.suffix or path.name}` is not the ending of a picture that browsers show"
    raw = path.read_bytes()
    digest = content_digest(raw).hex()
    if wanted == "SVG":
        size = measure_drawing(raw)
        return size if isinstance(size, str) else Original("SVG", *size, len(raw), digest)
    from sitegen.pictures.decoding import DamagedError, look_into

    try:
        found = look_into(raw)
    except DamagedError as error:
        return str(error)
    if found.form != wanted:
        return f"the file is a {found.form} picture, whatever its name says"
    return Original(wanted, *found.size, len(raw), digest, found.tone, found.alpha, found.frames)


class _Context(Struct, frozen=True):
    root: Path
    most_bytes: int


def measure_all(
    root: Path,
    most_bytes: int,
    assets: list[str],
    progress: Progress,
    *,
    workers: int | None,
    method: Start | None,
) -> Iterable[tuple[str, Original | str]]:
    """Yield what each of some files of content/ is, in several processes where they are many.

    `workers` and `method` are those of the build, see workers.py. Raises MachineError.
    """
    if not assets:
        return
    count = workers or (default_workers() if len(assets) > _WORTH_A_POOL else 1)
    progress.begin("Looking at pictures", len(assets))
    batches = list(cut(assets, _BATCH))
    for batch, found in zip(
        batches,
        ordered_map(_start, _Context(root, most_bytes), batches, workers=count, method=method),
        strict=True,
    ):
        progress.advance(len(batch))
        yield from zip(batch, found, strict=True)


def _start(context: _Context) -> Callable[[list[str]], list[Original | str]]:
    look = PictureMeasure(context.root, context.most_bytes)
    return lambda batch: [look(asset) for asset in batch]
