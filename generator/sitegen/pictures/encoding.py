"""An original -> the bytes of its renditions. The same original, look and libraries always give the same bytes."""

from __future__ import annotations

import io
from typing import Any, Final

from PIL import Image

from sitegen.pictures.decoding import frames_of, repetitions, upright
from sitegen.pictures.measuring import Original
from sitegen.pictures.renditions import Focus, Look, Rendition
from sitegen.pictures.rights import exif_of, rights_of

_WEBP_EFFORT: Final = 2
"""Of 0 to 6: 4 would save 4 % of the bytes for twice the time."""
_TWICE: Final = 2.0
_BETTER_JPEG: Final = 5
"""How much more of its scale JPEG needs to look as good as WebP does."""


class Studio:
    """Makes the renditions of one original, which is unpacked once however many they are."""

    def __init__(self, raw: bytes, original: Original) -> None:
        self._raw, self._original = raw, original
        self._base: Image.Image | None = None
        self._cuts: dict[tuple[Focus, str, int], Image.Image] = {}
        self._rights: dict[int, bytes] | None = None

    def make(self, look: Look, rendition: Rendition) -> bytes:
        """Return the bytes of a rendition. Raises decoding.DamagedError."""
        if self._rights is None:
            self._rights = rights_of(self._raw)
        if rendition.moving:
            return self._moving(look, rendition)
        return _encoded(self._cut(look, rendition), rendition.form, look.quality, self._rights)

    def _cut(self, look: Look, rendition: Rendition) -> Image.Image:
        """Return the pixels of a rendition.

        They come from those of the shape's narrowest rendition that is at least twice as wide, which is quick, else
        from the original.
        """
        key = look.focus, rendition.shape, rendition.width
        made = self._cuts.get(key)
        if made is None:
            size = rendition.width, rendition.height
            wider = [still for still in look.stills(rendition.shape) if still.width >= _TWICE * rendition.width]
            if wider:
                made = self._cut(look, wider[0]).resize(size, Image.Resampling.HAMMING, reducing_gap=1.0)
            else:
                made = self._from_base(look, rendition)
            self._cuts[key] = made
        return made

    def _from_base(self, look: Look, rendition: Rendition) -> Image.Image:
        if self._base is None:
            self._base = upright(self._raw, look.base(), alpha=self._original.alpha)
        box = _scaled(look.crop(rendition.shape), self._original, self._base)
        size = rendition.width, rendition.height
        return self._base.resize(size, Image.Resampling.HAMMING, box=box, reducing_gap=1.5)

    def _moving(self, look: Look, rendition: Rendition) -> bytes:
        frames: list[Image.Image] = []
        durations: list[int] = []
        for frame, duration in frames_of(self._raw):
            box = _scaled(look.crop(rendition.shape), self._original, frame)
            size = rendition.width, rendition.height
            frames.append(frame.resize(size, Image.Resampling.HAMMING, box=box, reducing_gap=1.5))
            durations.append(duration)
        loop = repetitions(self._raw)
        return _encoded_moving(frames, durations, loop, rendition.form, look.quality, self._rights or {})


def _scaled(
    box: tuple[int, int, int, int], original: Original, picture: Image.Image
) -> tuple[float, float, float, float]:
    """Return what is cut out of `picture`, for a box given in the pixels of the original."""
    across, down = picture.width / original.width, picture.height / original.height
    left, top, width, height = box
    right, bottom = min((left + width) * across, picture.width), min((top + height) * down, picture.height)
    return left * across, top * down, right, bottom


def _encoded(picture: Image.Image, form: str, quality: int, rights: dict[int, bytes]) -> bytes:
    out = io.BytesIO()
    exif = exif_of(rights)
    picture.info.clear()
    if form == "webp":
        picture.save(out, "WEBP", quality=quality, method=_WEBP_EFFORT, exif=exif)
    elif form == "jpg":
        picture.save(out, "JPEG", quality=min(95, quality + _BETTER_JPEG), optimize=True, exif=exif)
    else:
        picture.save(out, "PNG", exif=exif)
    return out.getvalue()


def _encoded_moving(
    frames: list[Image.Image],
    durations: list[int],
    loop: int | None,
    form: str,
    quality: int,
    rights: dict[int, bytes],
) -> bytes:
    out = io.BytesIO()
    first, rest = frames[0], frames[1:]
    common: dict[str, Any] = {"save_all": True, "append_images": rest, "duration": durations}
    if form == "webp":
        # In GIF no number of repetitions means once, in WebP 0 means without end and 1 once.
        times = 1 if loop is None else loop
        first.save(out, "WEBP", quality=quality, method=_WEBP_EFFORT, loop=times, exif=exif_of(rights), **common)
    elif form == "gif":
        repeated: dict[str, Any] = {} if loop is None else {"loop": loop}
        comment = b"; ".join(rights.values())
        first.save(out, "GIF", disposal=2, comment=comment, **repeated, **common)
    else:
        first.save(out, "PNG", loop=1 if loop is None else loop, exif=exif_of(rights), **common)
    return out.getvalue()
