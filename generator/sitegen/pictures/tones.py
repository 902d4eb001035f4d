"""The tone of a picture: a word of two letters that stands for the colour of its place while it loads.

The Content-Security-Policy admits no style attribute, so that a colour cannot be written on the page; a style sheet
has a rule for each tone. The first letter is the hue in OKLCH: `0` for 0 degrees, `1` for 30, and so on to `b` for
330; `g` is grey. The second is the lightness: `a` below 0.35, `b` below 0.55, `c` below 0.75, `d` from there on.
`[data-tone^="7"]` is any blue of 210 degrees, `[data-tone$="a"]` any dark tone.
"""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import Final

HUES: Final = "0123456789ab"
GREY: Final = "g"
LIGHTNESSES: Final = "abcd"
_STEPS: Final = (0.35, 0.55, 0.75)
_LEAST_CHROMA: Final = 0.025
"""A colour of less has no hue that an eye would name."""


def tone_of(red: float, green: float, blue: float) -> str:
    """Return the tone of a colour in sRGB, each channel from 0 to 255."""
    lightness, a, b = _oklab(red, green, blue)
    hue = GREY if hypot(a, b) < _LEAST_CHROMA else HUES[round(degrees(atan2(b, a)) / 30) % 12]
    return hue + LIGHTNESSES[sum(lightness >= step for step in _STEPS)]


def _oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Return lightness, a and b of a colour in sRGB (CSS Color 4, section 9 and its sample code)."""
    r, g, b = (_linear(value / 255) for value in (red, green, blue))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
