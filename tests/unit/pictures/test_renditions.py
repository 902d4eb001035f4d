"""Which renditions there are of an original, what each shows, and under which address: nothing is enlarged or lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pictures.measuring import Original
from sitegen.pictures.renditions import CENTRE, WIDTHS, Look, Rendition, Shape, up_to

RATIOS: dict[Shape, float] = {"wide": 16 / 9, "standard": 4 / 3, "square": 1.0}
sizes = st.integers(1, 9000)
focuses = st.tuples(st.integers(0, 100), st.integers(0, 100))
shapes = st.sampled_from(list(WIDTHS))


def look(width: int, height: int, focus: tuple[int, int] = CENTRE, **facts: object) -> Look:
    return Look(Original("JPEG", width, height, 1000, "00" * 16, **facts), focus, 75)  # type: ignore[arg-type]


@given(width=sizes, height=sizes, focus=focuses, shape=shapes)
def test_a_crop_lies_within_the_picture_and_holds_the_focus(
    width: int, height: int, focus: tuple[int, int], shape: Shape
) -> None:
    """Whatever the shapes are, the point that may not be lost is there."""
    left, top, wide, tall = look(width, height, focus).crop(shape)
    assert 0 <= left <= left + wide <= width
    assert 0 <= top <= top + tall <= height
    assert left - 1 <= width * focus[0] / 100 <= left + wide + 1
    assert top - 1 <= height * focus[1] / 100 <= top + tall + 1


@given(width=sizes, height=sizes, focus=focuses, shape=st.sampled_from(list(RATIOS)))
def test_a_crop_has_its_shape_and_is_as_large_as_can_be(
    width: int, height: int, focus: tuple[int, int], shape: Shape
) -> None:
    """Of two sides one is the picture's own; the other follows from the ratio, to the pixel."""
    _, _, wide, tall = look(width, height, focus).crop(shape)
    assert wide == width or tall == height
    assert abs(wide - tall * RATIOS[shape]) <= max(1, RATIOS[shape])


@given(width=sizes, height=sizes, shape=shapes)
def test_nothing_is_enlarged(width: int, height: int, shape: Shape) -> None:
    """The widest rendition is the original's own width where that is less than the layout would take."""
    found = look(width, height)
    widths = [rendition.width for rendition in found.stills(shape)]
    own = found.crop(shape)[2]
    assert widths == sorted(set(widths))
    assert widths[-1] == min(own, WIDTHS[shape][-1])
    assert set(widths[:-1]) <= set(WIDTHS[shape])
    base = found.base()
    assert base[0] <= width
    assert base[1] <= height


@pytest.mark.parametrize(
    ("width", "widths"),
    [(3000, [320, 640, 960, 1280]), (1000, [320, 640, 1000]), (700, [320, 700]), (320, [320]), (2, [2]), (1, [1])],
)
def test_widths_near_to_another_are_left_out(width: int, widths: list[int]) -> None:
    """A file a few pixels narrower than the next is worth nobody's download."""
    assert [rendition.width for rendition in look(width, max(1, -(-width * 9 // 16))).stills("wide")] == widths


def test_a_place_gets_what_it_has_room_for() -> None:
    """Up to the first that is wide enough: a small original still has one."""
    wide = look(3000, 2000).stills("wide")
    assert [each.width for each in up_to(wide, 640)] == [320, 640]
    assert [each.width for each in up_to(look(1000, 600).stills("wide"), 700)] == [320, 640, 1000]
    assert [each.width for each in up_to(look(200, 200).stills("wide"), 640)] == [200]


@pytest.mark.parametrize(
    ("form", "alpha", "own"),
    [("JPEG", False, "jpg"), ("PNG", True, "png"), ("PNG", False, "jpg"), ("GIF", True, "png")],
)
def test_what_shows_through_stays_so(form: str, alpha: bool, own: str) -> None:
    """JPEG knows no transparency; everything else is smaller as JPEG."""
    found = Look(Original(form, 900, 900, 1, "00", "gc", alpha), CENTRE, 75)
    assert found.fallback("full") == Rendition("full", 900, 900, own)  # type: ignore[arg-type]


def test_an_address_changes_with_all_that_makes_the_bytes() -> None:
    """Content, focus and quality; the whole picture does not depend on a focus."""
    one = Original("JPEG", 3000, 2000, 1, "11" * 16)
    other = Original("JPEG", 3000, 2000, 1, "22" * 16)
    looks = [Look(one, CENTRE, 75), Look(other, CENTRE, 75), Look(one, (10, 20), 75), Look(one, CENTRE, 60)]
    wide, full = looks[0].stills("wide")[0], looks[0].stills("full")[0]
    assert len({each.path(wide) for each in looks}) == 4
    assert looks[2].path(full) == looks[0].path(full)
    moving = Rendition("wide", wide.width, wide.height, "webp", moving=True)
    assert looks[0].path(moving) != looks[0].path(wide)


@given(width=sizes, height=sizes, frames=st.integers(2, 2000))
def test_a_moving_rendition_is_bounded(width: int, height: int, frames: int) -> None:
    """However many frames there are, all together fit into memory, unless each is a strip of one pixel's width."""
    for rendition in look(width, height, frames=frames).moving("full"):
        assert rendition.width <= min(width, 640)
        assert rendition.width == 1 or rendition.width * rendition.height * frames <= 60_000_000
