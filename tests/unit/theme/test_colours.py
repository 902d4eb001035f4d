"""Colours that a site chooses: read in any form, and never such that the letters on them cannot be read."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.theme.colours import LEAST_CONTRAST, contrast, nearest_readable, parse_colour

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0B6E4F", "#0b6e4f"),
        ("#abc", "#aabbcc"),
        ("teal", "#008080"),
        ("Navy", "#000080"),
        ("0b6e4f", None),
        ("#0b6e4", None),
        ("#0b6e4f80", None),
        ("#xyz", None),
        ("rgb(0 0 0)", None),
        ("tael", None),
        ("#abc;}", None),
        ("#abc\n", None),
    ],
)
def test_forms(text: str, colour: str | None) -> None:
    """Hex codes of three or six digits and the names of CSS 2.1; nothing that could end a declaration."""
    assert parse_colour(text) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Figures that any checker gives."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, st.sampled_from(["#ffffff", "#000000", "#fffdf9", "#777777"]))
def test_the_nearest_readable_colour_can_be_read(colour: str, text: str) -> None:
    """Whatever was chosen; a colour that will do is its own nearest, but for rounding."""
    found = nearest_readable(colour, text)
    assert contrast(found, text) >= LEAST_CONTRAST or contrast("#000000", text) < LEAST_CONTRAST
    if contrast(colour, text) >= LEAST_CONTRAST:
        assert found == colour


def test_the_nearest_readable_colour_keeps_its_hue() -> None:
    """A light orange becomes a darker orange, the lightest that will do."""
    found = nearest_readable("#ffa500", "#ffffff")
    hue, lightness, _ = _hls(found)
    assert hue == pytest.approx(_hls("#ffa500")[0], abs=0.01)
    assert contrast(_hex(hue, lightness + 0.01), "#ffffff") < LEAST_CONTRAST <= contrast(found, "#ffffff")


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _hex(hue: float, lightness: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colorsys.hls_to_rgb(hue, lightness, 1))
