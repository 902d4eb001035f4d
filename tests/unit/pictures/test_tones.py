"""The tone of a colour: a hue and a lightness that a style sheet has a rule for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pictures.tones import GREY, HUES, LIGHTNESSES, tone_of

channels = st.floats(0, 255)


@pytest.mark.parametrize(
    ("colour", "tone"),
    [
        ((0, 0, 0), "ga"), ((80, 80, 80), "gb"), ((150, 150, 150), "gc"), ((255, 255, 255), "gd"),
        ((255, 0, 0), "1c"), ((90, 0, 0), "1a"), ((255, 255, 0), "4d"), ((0, 128, 0), "5b"), ((0, 0, 255), "9b"),
        ((0, 200, 255), "8d"), ((255, 0, 255), "bc"), ((135, 206, 235), "8d"),
    ],
)  # fmt: skip
def test_a_colour_has_a_tone(colour: tuple[int, int, int], tone: str) -> None:
    """Hues in steps of 30 degrees of OKLCH, lightness in four; grey has no hue."""
    assert tone_of(*colour) == tone


@given(red=channels, green=channels, blue=channels)
def test_every_colour_has_one(red: float, green: float, blue: float) -> None:
    """Two letters, of those that the style sheet knows."""
    hue, lightness = tuple(tone_of(red, green, blue))
    assert hue in HUES + GREY
    assert lightness in LIGHTNESSES
