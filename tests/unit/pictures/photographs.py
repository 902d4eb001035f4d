"""Original pictures as cameras, agencies and desks make them, made here by Pillow."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import Image, ImageCms, ImageDraw

from sitegen.digests import content_digest
from sitegen.pictures.decoding import look_into
from sitegen.pictures.encoding import Studio
from sitegen.pictures.measuring import Original
from sitegen.pictures.renditions import CENTRE, Focus, Look, Rendition, Shape

ORIENTATION, ARTIST, COPYRIGHT, PLACE = 0x0112, 0x013B, 0x8298, 0x8825
"""Tags of Exif; the last one leads to the place where a photograph was taken."""
QUARTERS = ((220, 30, 30), (30, 160, 30), (30, 30, 220), (230, 220, 40))
"""Red, green, blue and yellow: the colours of `quartered`, from its upper left to its lower right."""


def quartered(width: int = 1600, height: int = 900) -> Image.Image:
    """Return a picture in four colours, so that it shows how it was turned and cut."""
    made = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(made)
    for number, colour in enumerate(QUARTERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return made


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    """Return the bytes of a picture's file."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def moving(form: str, frames: int = 3, size: tuple[int, int] = (320, 180), **options: Any) -> bytes:
    """Return the bytes of a moving picture of which every frame has a colour of its own."""
    first, *rest = (Image.new("RGB", size, QUARTERS[number % 4]) for number in range(frames))
    return saved(first, form, save_all=True, append_images=rest, duration=120, **options)


def with_notice(jpeg: bytes, notice: bytes) -> bytes:
    """Return a JPEG to which an agency has added a copyright notice as IPTC IIM has it, in a block of Photoshop's."""
    dataset = b"\x1c\x02\x74" + struct.pack(">H", len(notice)) + notice
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(dataset)) + dataset + b"\0" * (len(dataset) % 2)
    content = b"Photoshop 3.0\0" + block
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(content) + 2) + content + jpeg[2:]


def swapped_profile() -> bytes:
    """Return a colour profile in which red and green have changed places."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = plain.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be")).replace(b"sRGB b", b"test b")
    for red, green in ((b"rXYZ", b"gXYZ"), (b"rTRC", b"gTRC")):
        renamed = renamed.replace(red, b"____").replace(green, red).replace(b"____", green)
    return renamed


def original_of(raw: bytes) -> Original:
    """Return what is known of the bytes of an original."""
    found = look_into(raw)
    return Original(found.form, *found.size, len(raw), content_digest(raw).hex(), found.tone, found.alpha, found.frames)


def look_of(raw: bytes, focus: Focus = CENTRE, quality: int = 75) -> Look:
    return Look(original_of(raw), focus, quality)


def made(raw: bytes, rendition: Rendition, focus: Focus = CENTRE) -> bytes:
    """Return the bytes of a rendition of an original's bytes."""
    look = look_of(raw, focus)
    return Studio(raw, look.original).make(look, rendition)


def shown(raw: bytes, shape: Shape = "wide", focus: Focus = CENTRE) -> Image.Image:
    """Return what readers see of an original in a shape: its widest WebP rendition."""
    content = made(raw, look_of(raw, focus).stills(shape)[-1], focus)
    return Image.open(io.BytesIO(content))


def near(colour: Any, wanted: tuple[int, ...], most: int = 40) -> bool:
    """Tell whether a colour is another one, but for what encoders and conversions take from it."""
    return all(abs(found - value) <= most for found, value in zip(colour, wanted, strict=True))
