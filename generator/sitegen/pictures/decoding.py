"""The bytes of an original -> pixels as a reader sees them: turned upright, in sRGB, with eight bits a channel.

Whatever is wrong with a file, DamagedError says so in an editor's words.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple

from PIL import Image, ImageCms, UnidentifiedImageError

from sitegen.pictures.measuring import MAX_MOVING, MAX_PIXELS, MAX_UNPACKED
from sitegen.pictures.tones import tone_of

_ORIENTATION: Final = 0x0112
"""The tag of Exif that says how a picture is to be turned."""
_LYING: Final = range(5, 9)
"""Those of its values that exchange width and height."""
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings a picture upright, by that value."""
_BOMB: Final = "the picture unpacks to more pixels than any camera makes"
_LOOK: Final = 256
"""Pixels in width and height to which a picture is reduced where only its colour is wanted."""
_WORTH_REDUCING: Final = 1.25
"""How much larger than wanted a picture is before it is reduced: each cut is made smaller anyway."""


class DamagedError(Exception):
    """Why a picture cannot be published."""


class Found(NamedTuple):
    """What a picture turned out to be."""

    form: str
    size: tuple[int, int]
    """Width and height as it is shown."""
    tone: str
    alpha: bool
    frames: int


def look_into(raw: bytes) -> Found:
    """Unpack a picture, and return what it is. Raises DamagedError."""
    with _opened(raw) as picture:
        width, height = picture.size
        form = "JPEG" if picture.format == "MPO" else str(picture.format)
        if width * height > (MAX_PIXELS if form == "JPEG" else MAX_UNPACKED):
            raise DamagedError(_BOMB)
        frames = 1 if form == "JPEG" else int(getattr(picture, "n_frames", 1))
        if frames > 1 and frames * width * height > MAX_MOVING:
            raise DamagedError("all frames of the picture together unpack to more pixels than a page can move")
        turned = picture.getexif().get(_ORIENTATION) in _LYING
        for frame in range(1, frames):
            picture.seek(frame)
            picture.load()
        picture.seek(0)
        picture.draft(None, (_LOOK, _LOOK))
        plain = _plain(picture)
        alpha = plain.mode == "RGBA" and plain.getchannel("A").getextrema()[0] < 255  # type: ignore[operator]
        return Found(form, (height, width) if turned else (width, height), _tone(plain), alpha, frames)


def upright(raw: bytes, size: tuple[int, int], *, alpha: bool) -> Image.Image:
    """Return a picture, or the first frame of one that moves, upright and in sRGB, reduced to about `size`.

    It is never smaller than `size`, in pixels as it is shown, unless the original is; its mode is RGB, or RGBA if
    `alpha`. Raises DamagedError.
    """
    with _opened(raw) as picture:
        turn = picture.getexif().get(_ORIENTATION)
        stored = (size[1], size[0]) if turn in _LYING else size
        picture.draft(None, stored)
        profile = picture.info.get("icc_profile")
        plain = _plain(picture)
        if plain.width > stored[0] * _WORTH_REDUCING:
            plain = plain.resize(stored, Image.Resampling.BICUBIC, reducing_gap=2.0)
        if turn in _TURNS:
            plain = plain.transpose(_TURNS[turn])
        return _in_srgb(plain, profile, "RGBA" if alpha else "RGB")


def frames_of(raw: bytes) -> Iterator[tuple[Image.Image, int]]:
    """Yield the frames of a moving picture, whole, upright, as RGBA, each with the milliseconds for which it stands.

    Raises DamagedError.
    """
    with _opened(raw) as picture:
        profile, turn = picture.info.get("icc_profile"), picture.getexif().get(_ORIENTATION)
        for number in range(int(getattr(picture, "n_frames", 1))):
            picture.seek(number)
            frame = picture.convert("RGBA")
            if turn in _TURNS:
                frame = frame.transpose(_TURNS[turn])
            yield _in_srgb(frame, profile, "RGBA"), int(picture.info.get("duration") or 100)


def repetitions(raw: bytes) -> int | None:
    """Return how often a moving picture is shown; 0 for without end, None if it does not say.

    Raises DamagedError.
    """
    with _opened(raw) as picture:
        loop = picture.info.get("loop")
        return None if loop is None else int(loop)


@contextmanager
def _opened(raw: bytes) -> Iterator[Image.Image]:
    """Open a picture; whatever goes wrong with it comes out as DamagedError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw)) as picture:
                yield picture
    except DamagedError:
        raise
    except UnidentifiedImageError:
        raise DamagedError("the file is not a picture, whatever its name says") from None
    except Image.DecompressionBombError:
        raise DamagedError(_BOMB) from None
    except MemoryError:
        raise
    except Exception as error:
        # A damaged file leads Pillow's readers to any error.
        raise DamagedError(f"the picture is damaged ({error})") from error


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be reduced without harm: no palette, no single bits, eight bits a channel."""
    mode = picture.mode
    if mode in ("P", "PA"):
        return picture.convert("RGBA" if mode == "PA" or "transparency" in picture.info else "RGB")
    if mode.startswith("I"):
        # Sixteen bits of grey: `convert` alone would cut off all but the darkest.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if mode in ("1", "F"):
        return picture.convert("L")
    if "transparency" in picture.info or mode in ("LA", "La", "RGBa"):
        return picture.convert("RGBA")
    picture.load()
    return picture.copy()


def _in_srgb(picture: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    """Return a picture in `mode`, its colours converted by the profile that it carries, if that can be understood."""
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(given).lower():
                out = "RGBA" if picture.mode == "RGBA" else "RGB"
                converted = ImageCms.profileToProfile(picture, given, _srgb(), outputMode=out)
                picture = converted or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # A profile of another kind of picture, or none at all: the numbers are taken as they are.
    return picture if picture.mode == mode else picture.convert(mode)


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _tone(picture: Image.Image) -> str:
    """Return the tone of the mean of a picture's colours; of those that can be seen."""
    small = picture.convert("RGBA").resize((16, 16), Image.Resampling.BOX, reducing_gap=1.0)
    *channels, alpha = (band.tobytes() for band in small.split())
    weight = sum(alpha) or 1
    red, green, blue = (
        sum(value * seen for value, seen in zip(channel, alpha, strict=True)) / weight for channel in channels
    )
    return tone_of(red, green, blue)
