"""What becomes of an original: turned, in sRGB, cut around its focus, told whose it is and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from tests.unit.pictures.photographs import (
    ARTIST,
    COPYRIGHT,
    ORIENTATION,
    PLACE,
    QUARTERS,
    look_of,
    made,
    moving,
    near,
    original_of,
    quartered,
    saved,
    shown,
    swapped_profile,
    with_notice,
)

from sitegen.pictures.decoding import DamagedError, look_into
from sitegen.pictures.encoding import Studio
from sitegen.pictures.renditions import CENTRE, Shape

RED, GREEN, BLUE, YELLOW = QUARTERS
TURNS = {
    1: (RED, GREEN, BLUE, YELLOW), 2: (GREEN, RED, YELLOW, BLUE), 3: (YELLOW, BLUE, GREEN, RED),
    4: (BLUE, YELLOW, RED, GREEN), 5: (RED, BLUE, GREEN, YELLOW), 6: (BLUE, RED, YELLOW, GREEN),
    7: (YELLOW, GREEN, BLUE, RED), 8: (GREEN, YELLOW, RED, BLUE),
}  # fmt: skip
"""For each of Exif's orientations the colours of the quarters, as it says that they are to be shown."""


def opened(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


def corners(picture: Image.Image) -> list[Any]:
    """Return the colours in the middle of the four quarters."""
    plain, (width, height) = picture.convert("RGB"), picture.size
    places = [(width // 4, height // 4), (3 * width // 4, height // 4)]
    places += [(width // 4, 3 * height // 4), (3 * width // 4, 3 * height // 4)]
    return [plain.getpixel(place) for place in places]


@pytest.mark.parametrize("turn", TURNS)
def test_a_photograph_stands_upright(turn: int) -> None:
    """It is turned as Exif says, and no rendition says so again."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    picture = shown(saved(quartered(), "JPEG", exif=exif, quality=95), "full")
    assert picture.size == ((1280, 720) if turn < 5 else (900, 1600))
    assert all(near(found, wanted) for found, wanted in zip(corners(picture), TURNS[turn], strict=True))
    assert ORIENTATION not in picture.getexif()


def test_a_turn_that_there_is_not_turns_nothing() -> None:
    """Programs write other numbers too: the picture is as it is stored, in its own proportions."""
    exif = Image.Exif()
    exif[ORIENTATION] = 9
    picture = shown(saved(quartered(), "JPEG", exif=exif, quality=95), "full")
    assert picture.size == (1280, 720)
    assert all(near(found, wanted) for found, wanted in zip(corners(picture), QUARTERS, strict=True))


def test_a_moving_picture_moves_upright() -> None:
    """It is turned as its still renditions are."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    first, other = quartered(320, 180), Image.new("RGB", (320, 180))
    raw = saved(first, "WEBP", save_all=True, append_images=[other], duration=120, exif=exif.tobytes())
    picture = opened(made(raw, look_of(raw).moving("full")[0]))
    assert (picture.size, picture.n_frames) == ((180, 320), 2)
    assert all(near(found, wanted) for found, wanted in zip(corners(picture), TURNS[6], strict=True))


@pytest.mark.parametrize("form", ["webp", "jpg", "png"])
def test_whose_it_is_stays_and_where_it_was_taken_goes(form: str) -> None:
    """In every form of rendition: copyright and artist are kept, the place, the camera and the rest are not."""
    exif = Image.Exif()
    exif[COPYRIGHT], exif[ARTIST], exif[0x010F] = "© Ann Lee".encode(), b"Ann Lee", "A camera"
    exif[PLACE] = {1: "N", 2: (22.0, 34.0, 11.0), 3: "E", 4: (88.0, 21.0, 50.0)}
    raw = saved(quartered().convert("RGBA" if form == "png" else "RGB"), "PNG" if form == "png" else "JPEG", exif=exif)
    assert PLACE in opened(raw).getexif()
    look = look_of(raw)
    for rendition in (*look.stills("wide"), look.fallback("wide")):
        kept = opened(made(raw, rendition)).getexif()
        assert {tag: str(value).encode("latin-1") for tag, value in kept.items()} == {
            ARTIST: b"Ann Lee", COPYRIGHT: "© Ann Lee".encode()
        }  # fmt: skip


def test_an_agency_s_notice_becomes_the_copyright() -> None:
    """Of IPTC, if Exif has none; what is written in Latin-1 comes out in UTF-8, as everything else."""
    plain = saved(quartered(), "JPEG")
    for notice in ("© Agence Générale".encode(), "© Agence Générale".encode("latin-1")):
        kept = shown(with_notice(plain, notice)).getexif()
        assert kept[COPYRIGHT].encode("latin-1") == "© Agence Générale".encode()


def test_what_says_nothing_gets_nothing() -> None:
    """A picture without metadata has none in its renditions."""
    picture = shown(saved(quartered(), "JPEG"))
    assert dict(picture.getexif()) == {}
    assert not {"exif", "icc_profile", "xmp"} & picture.info.keys()


def test_a_picture_for_print_has_the_colours_of_a_screen() -> None:
    """CMYK, as desks send it."""
    raw = saved(quartered().convert("CMYK"), "JPEG", quality=95)
    assert opened(raw).mode == "CMYK"
    picture = shown(raw, "full")
    assert picture.mode == "RGB"
    assert all(near(found, wanted) for found, wanted in zip(corners(picture), QUARTERS, strict=True))


def test_a_colour_profile_is_followed_and_left_out() -> None:
    """In this one red and green have changed places: without it, readers would see them so."""
    raw = saved(quartered(), "JPEG", icc_profile=swapped_profile(), quality=95)
    picture = shown(raw, "full")
    red, green, blue, _ = corners(picture)
    assert near(red, (30, 220, 30), 60)
    assert near(green, (160, 30, 30), 60)
    assert near(blue, BLUE, 60)
    assert "icc_profile" not in picture.info


def test_a_profile_that_is_none_does_no_harm() -> None:
    """The numbers are taken as they are."""
    picture = shown(saved(quartered(), "JPEG", icc_profile=b"no profile", quality=95), "full")
    assert all(near(found, wanted) for found, wanted in zip(corners(picture), QUARTERS, strict=True))


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    """A scan's or a telescope's: they are scaled, not cut off."""
    row = b"".join(value.to_bytes(2, "little") * 150 for value in (0, 16384, 32768, 65535))
    deep = Image.frombytes("I;16", (600, 300), row * 300)
    picture = shown(saved(deep, "PNG"), "full").convert("L")
    shades = [int(picture.getpixel((column * 150 + 75, 150))) for column in range(4)]  # type: ignore[arg-type]
    assert all(abs(found - wanted) <= 4 for found, wanted in zip(shades, (0, 64, 128, 255), strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_is_shown(mode: str) -> None:
    """Single bits, grey, palettes: they come out as what they show."""
    picture = shown(saved(quartered().convert(mode), "PNG"), "full")
    assert picture.mode == "RGB"
    if mode in ("P", "RGB", "RGBA"):
        assert all(near(found, wanted, 60) for found, wanted in zip(corners(picture), QUARTERS, strict=True))


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
def test_what_shows_through_shows_through_still(form: str) -> None:
    """A palette with a colour that is none, or an alpha channel: in WebP, and in PNG for those who cannot read it."""
    clear = quartered().convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 800, 450))
    raw = saved(clear, form)
    look = look_of(raw)
    assert look.original.alpha
    assert look.fallback("full").form == "png"
    for rendition in (look.stills("full")[-1], look.fallback("full")):
        picture = opened(made(raw, rendition)).convert("RGBA")
        assert picture.getpixel((rendition.width // 4, rendition.height // 4))[3] < 20
        assert picture.getpixel((3 * rendition.width // 4, rendition.height // 4))[3] > 235


def test_an_alpha_channel_through_which_nothing_shows_is_left_out() -> None:
    """Screenshots have one; as PNG they would be many times as heavy."""
    assert not look_of(saved(quartered().convert("RGBA"), "PNG")).original.alpha


@pytest.mark.parametrize("shape", ["wide", "standard", "square"])
@pytest.mark.parametrize("focus", [(0, 0), (100, 100), (90, 12), (50, 50), (5, 95)])
def test_a_crop_shows_its_focus(shape: Shape, focus: tuple[int, int]) -> None:
    """A red face on a large grey picture is on every crop, wherever the focus says that it is."""
    picture = Image.new("RGB", (1200, 2400), (120, 120, 120))
    across, down = round(1199 * focus[0] / 100), round(2399 * focus[1] / 100)
    picture.paste((230, 10, 10), (across - 80, down - 80, across + 80, down + 80))
    raw = saved(picture, "JPEG", quality=95)
    assert any(
        near(colour, (230, 10, 10)) for _, colour in shown(raw, shape, focus).convert("RGB").getcolors(1 << 22) or ()
    )
    if shape == "wide" and focus == (100, 100):
        centred = shown(raw, shape).convert("RGB").getcolors(1 << 22) or ()
        assert not any(near(colour, (230, 10, 10)) for _, colour in centred)


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 9), (10, 3000), (3000, 10), (33, 47)])
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_the_smallest_and_the_oddest_are_shown(size: tuple[int, int], form: str) -> None:
    """Every rendition of a picture of one pixel, or of a strip, has the size that its page gives it."""
    raw = saved(Image.new("RGB", size, BLUE), form)
    look = look_of(raw)
    for shape in ("wide", "standard", "square", "full"):
        for rendition in (*look.stills(shape), look.fallback(shape)):
            picture = opened(made(raw, rendition))
            assert picture.size == (rendition.width, rendition.height)
            assert near(picture.convert("RGB").getpixel((0, 0)), BLUE, 60)


@pytest.mark.parametrize(("form", "own"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")])
def test_a_moving_picture_moves(form: str, own: str) -> None:
    """As WebP and in its own form, every frame as long as it was, again and again as it did; its stills do not."""
    raw = moving(form, loop=0)
    look = look_of(raw)
    assert look.original.frames == 3
    newer, older = look.moving("full")
    assert (newer.form, older.form) == ("webp", own)
    for rendition in (newer, older):
        picture = opened(made(raw, rendition))
        assert (picture.n_frames, picture.size) == (3, (320, 180))
        for number in range(3):
            picture.seek(number)
            picture.load()
            assert picture.info["duration"] == 120
            assert near(picture.convert("RGB").getpixel((160, 90)), QUARTERS[number])
        assert picture.info["loop"] == 0
    for still in (*look.stills("wide"), look.fallback("wide")):
        picture = opened(made(raw, still))
        assert getattr(picture, "n_frames", 1) == 1
        assert near(picture.convert("RGB").getpixel((1, 1)), RED)


def test_a_picture_that_moves_once_moves_once() -> None:
    """Neither form begins again of itself."""
    raw = moving("GIF")
    assert "loop" not in opened(raw).info
    newer, older = look_of(raw).moving("full")
    assert opened(made(raw, newer)).info["loop"] == 1
    assert "loop" not in opened(made(raw, older)).info


def test_a_large_moving_picture_is_made_smaller() -> None:
    """It is bounded in its width, and in all that its frames unpack to."""
    look = look_of(moving("GIF", frames=2, size=(1000, 600)))
    assert look.moving("full")[0].width == 640
    assert opened(made(moving("GIF", frames=2, size=(1000, 600)), look.moving("wide")[0])).size == (640, 360)


def test_a_rendition_does_not_depend_on_the_others() -> None:
    """Alone, or after any others, and in any order: each comes out with the same bytes."""
    raw = saved(quartered(2600, 1700), "JPEG")
    look = look_of(raw)
    wanted = [*look.stills("wide"), look.fallback("wide"), *look.stills("full"), *look.stills("square")]
    studio, other = Studio(raw, look.original), Studio(raw, look.original)
    alone = [Studio(raw, look.original).make(look, each) for each in wanted]
    assert [studio.make(look, each) for each in wanted] == alone
    assert [other.make(look, each) for each in reversed(wanted)] == alone[::-1]
    focused = look_of(raw, (0, 0))
    studio.make(focused, focused.stills("wide")[0])
    assert studio.make(look, wanted[0]) == alone[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_was_cut_off_is_damaged(form: str) -> None:
    """An upload that broke off halfway: its header alone would look whole."""
    raw = saved(Image.effect_noise((300, 200), 90).convert("P" if form == "GIF" else "RGB"), form)
    with pytest.raises(DamagedError, match=r"the picture is damaged|the file is not a picture"):
        look_into(raw[: len(raw) * 2 // 3])
    assert look_into(raw).form == form


def test_a_moving_picture_of_too_many_pixels_is_a_bomb() -> None:
    """Each frame is harmless, and takes a few bytes."""
    frames = [Image.new("P", (4000, 4000), number) for number in range(40)]
    raw = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=10)
    assert len(raw) < 2_000_000
    with pytest.raises(DamagedError, match="more pixels than a page can move"):
        look_into(raw)


def test_the_tone_of_a_picture_is_the_mean_of_what_is_seen() -> None:
    """What is transparent has no colour, whatever its numbers say."""
    assert original_of(saved(Image.new("RGB", (40, 40), BLUE), "PNG")).tone == "9b"
    clear = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
    clear.paste((*BLUE, 255), (0, 0, 20, 40))
    assert original_of(saved(clear, "PNG")).tone == "9b"
    assert CENTRE == (50, 50)
