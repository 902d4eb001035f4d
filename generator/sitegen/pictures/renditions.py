"""Which renditions a site shows of an original: shapes, widths, what is cut away, and addresses. Plain arithmetic.

An address is `/media/`, twelve digits that stand for all that the bytes are made from, the shape and width, and the
ending: `/media/3fa9c1d2e4b7-w640.webp`. It changes whenever they do, so that a browser may keep what it has for ever.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b
from math import isqrt
from typing import Final, Literal

from msgspec import Struct

from sitegen.pictures.measuring import Original

Shape = Literal["wide", "standard", "square", "full"]
"""16:9, 4:3, 1:1, and the whole picture."""
Form = Literal["webp", "jpg", "png", "gif"]
Focus = tuple[int, int]
"""The point that no crop may lose, in hundredths of the width and the height from the upper left corner."""

RECIPE: Final = 2
"""Raise it when the same original gives other bytes."""
DEFAULT_QUALITY: Final = 75
CENTRE: Final[Focus] = (50, 50)
WIDTHS: Final[dict[Shape, tuple[int, ...]]] = {
    "wide": (320, 640, 960, 1280), "standard": (480, 800), "square": (160, 320), "full": (480, 800, 1280),
}  # fmt: skip
"""In pixels. A theme's `sizes` choose among them; none is wider than its original."""
MEDIA_TYPES: Final = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif",
    "avif": "image/avif", "svg": "image/svg+xml",
}  # fmt: skip
"""By the ending of a name."""
_RATIOS: Final[dict[Shape, tuple[int, int]]] = {"wide": (16, 9), "standard": (4, 3), "square": (1, 1)}
_LETTERS: Final[dict[Shape, str]] = {"wide": "w", "standard": "s", "square": "q", "full": "f"}
_MOVING: Final[dict[str, Form]] = {"GIF": "gif", "PNG": "png"}
"""The forms, beside WebP, in which pictures move, by those of originals."""
_WIDEST_MOVING: Final = 640
_MOST_MOVING: Final = 40_000_000
"""Pixels of all frames of a moving rendition together."""
_NEXT: Final = 1.1
"""How much wider than another rendition one must be to be worth its bytes."""


class Rendition(Struct, frozen=True, array_like=True):
    """One file made from an original."""

    shape: Shape
    width: int
    height: int
    form: Form
    moving: bool = False


class Look(Struct, frozen=True):
    """An original as it is to be shown."""

    original: Original
    focus: Focus
    quality: int
    """Of the encoders, from 1 to 100."""

    def stills(self, shape: Shape) -> tuple[Rendition, ...]:
        """Return the WebP renditions of a shape, the narrowest first."""
        _, _, wide, tall = self.crop(shape)
        return tuple(Rendition(shape, width, _height(width, wide, tall), "webp") for width in _widths(shape, wide))

    def fallback(self, shape: Shape) -> Rendition:
        """Return the rendition for readers whose programs do not know WebP; feeds and other sites show it, too."""
        _, _, wide, tall = self.crop(shape)
        width = _widths(shape, wide)[-1]
        return Rendition(shape, width, _height(width, wide, tall), "png" if self.original.alpha else "jpg")

    def moving(self, shape: Shape) -> tuple[Rendition, Rendition]:
        """Return the moving WebP rendition of a moving picture, and the one in the original's own form."""
        _, _, wide, tall = self.crop(shape)
        most = isqrt(_MOST_MOVING * wide // (self.original.frames * tall))
        width = max(1, min(wide, _WIDEST_MOVING, most))
        height = _height(width, wide, tall)
        own: Form = _MOVING.get(self.original.form, "webp")
        return Rendition(shape, width, height, "webp", True), Rendition(shape, width, height, own, True)

    def crop(self, shape: Shape) -> tuple[int, int, int, int]:
        """Return what a shape shows of the original: its left and upper edge, width and height, in pixels.

        It is as large as it can be, and the focus is as near to its middle as the edges of the original admit.
        """
        width, height = self.original.width, self.original.height
        if shape == "full":
            return 0, 0, width, height
        across, down = _RATIOS[shape]
        wide = max(1, min(width, round(height * across / down)))
        tall = max(1, min(height, round(width * down / across)))
        left = min(max(0, round(width * self.focus[0] / 100 - wide / 2)), width - wide)
        top = min(max(0, round(height * self.focus[1] / 100 - tall / 2)), height - tall)
        return left, top, wide, tall

    def base(self) -> tuple[int, int]:
        """Return the size to which the whole original is reduced before anything is cut: enough for every shape.

        It is the same whichever renditions are asked for, so that each comes out alike beside any others.
        """
        width, height = self.original.width, self.original.height
        scale = min(1.0, max(widths[-1] / self.crop(shape)[2] for shape, widths in WIDTHS.items()))
        return max(1, round(width * scale)), max(1, round(height * scale))

    def path(self, rendition: Rendition) -> str:
        """Return the path on the site at which a rendition is published."""
        return f"{self.stem(rendition.shape, moving=rendition.moving)}{rendition.width}.{rendition.form}"

    def stem(self, shape: Shape, *, moving: bool = False) -> str:
        """Return what the paths of all renditions of a shape begin with, up to their widths."""
        name = _name(self.original.digest, CENTRE if shape == "full" else self.focus, self.quality)
        return f"/media/{name}-{_LETTERS[shape]}{'m' if moving else ''}"


def up_to(renditions: tuple[Rendition, ...], most: int) -> tuple[Rendition, ...]:
    """Return the renditions up to the first that is `most` pixels wide or wider, the narrowest first."""
    narrower = sum(rendition.width < most for rendition in renditions)
    return renditions[: narrower + 1]


def _height(width: int, wide: int, tall: int) -> int:
    """Return the height of a rendition of a width, of what is `wide` and `tall`."""
    return max(1, round(width * tall / wide))


@cache
def maker() -> str:
    """Return a text that stands for all that makes renditions: other libraries may give other bytes."""
    from PIL import __version__, features

    codecs = (f"{name} {features.version(name)}" for name in ("jpg", "libjpeg_turbo", "webp", "zlib", "littlecms2"))
    return f"{RECIPE}, Pillow {__version__}, {', '.join(codecs)}"


@lru_cache(maxsize=4096)
def _widths(shape: Shape, own: int) -> tuple[int, ...]:
    """Return the widths of a shape that is `own` pixels wide in the original: never more than that."""
    widths = WIDTHS[shape]
    last = min(own, widths[-1])
    return (*(width for width in widths if width * _NEXT < last), last)


@lru_cache(maxsize=4096)
def _name(digest: str, focus: Focus, quality: int) -> str:
    return blake2b(f"{RECIPE} {digest} {focus} {quality}".encode(), digest_size=6).hexdigest()
