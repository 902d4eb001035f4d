"""Colours that a site may choose: hex codes and a few names, readable under the text that stands on them."""

from __future__ import annotations

import colorsys
import re
from typing import Final

import yaml

from sitegen.content.fields import JsonSchema, Kind, Reading, Scalar, Term, join, open_map, spoken
from sitegen.errors import suggest

LEAST_CONTRAST: Final = 4.5
"""Of text with its ground: WCAG 2.2, success criterion 1.4.3."""
_HEX: Final = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_BARE_HEX: Final = re.compile(r"(?=.*\d)[0-9a-f]{3}(?:[0-9a-f]{3})?", re.IGNORECASE)
_NAMED: Final = {
    "black": "#000000", "gray": "#808080", "silver": "#c0c0c0", "white": "#ffffff", "maroon": "#800000",
    "red": "#ff0000", "orange": "#ffa500", "yellow": "#ffff00", "olive": "#808000", "green": "#008000",
    "lime": "#00ff00", "teal": "#008080", "aqua": "#00ffff", "navy": "#000080", "blue": "#0000ff",
    "purple": "#800080", "fuchsia": "#ff00ff",
}  # fmt: skip
"""Those of CSS 2.1."""


class Colour(Scalar):
    """The value is `#rrggbb`, in lower case."""

    label = 'a colour: a hex code in quotes (`"#0b6e4f"`) or a name'

    def __init__(self, text: str | None = None) -> None:
        """`text` is the colour of the text that stands on this one."""
        self.text = text

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        colour = parse_colour(text)
        if colour is None:
            hint = f'Write `"#{text}"`' if _BARE_HEX.fullmatch(text) else suggest(text, _NAMED, most=0)
            self.refuse(node, name, reading, text, hint)
            return None
        if self.text is not None and contrast(colour, self.text) < LEAST_CONTRAST:
            found = int(contrast(colour, self.text) * 100) / 100
            message = (
                f"text in {self.text} on {spoken(name)} has a contrast of {found:.2f}:1, and needs {LEAST_CONTRAST}:1"
            )
            hint = f'The nearest lightness that will do is `"{nearest_readable(colour, self.text)}"`'
            reading.report(node, "low-contrast", message, hint)
            return None
        return colour

    def schema(self) -> JsonSchema:
        names = "|".join(_NAMED)
        return {"type": "string", "pattern": f"^(?:#(?:[0-9A-Fa-f]{{3}}){{1,2}}|{names})$"}


class SectionColours(Kind):
    """A colour for each of some sections; the value has their ids as its keys."""

    label = "map of a section to a colour"

    def __init__(self, text: str | None = None) -> None:
        self._section, self._colour = Term("section"), Colour(text)

    def read(self, node: yaml.Node, name: str, reading: Reading) -> dict[str, str] | None:
        hint = 'Write `{world: "#1d5fa8"}`, with a section of site.yaml before the colon'
        colours = open_map(node, name, reading, "sections and colours", hint)
        if colours is None:
            return None
        found: dict[str, str] = {}
        for text, key, child in colours:
            section = self._section.read(key, name, reading)
            colour = self._colour.read(child, join(name, text), reading)
            if section is not None and section in found:
                reading.report(key, "duplicate-key", f"the section `{section}` has a colour already", "Delete one")
            elif section is not None and colour is not None:
                found[section] = colour
        return found

    def schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": self._colour.schema()}


def parse_colour(text: str) -> str | None:
    """Return a colour as `#rrggbb`, or None if it is no hex code and none of the names."""
    found = _HEX.fullmatch(text)
    if not found:
        return _NAMED.get(text.lower())
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, text: str) -> str:
    """Return the colour of the same hue, and of the nearest lightness, on which `text` can be read."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(1000):
        for level in (lightness - step / 1000, lightness + step / 1000):
            if 0 <= level <= 1:
                channels = colorsys.hls_to_rgb(hue, level, saturation)
                found = "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
                if contrast(found, text) >= LEAST_CONTRAST:
                    return found
    return "#000000" if contrast("#000000", text) > contrast("#ffffff", text) else "#ffffff"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
