"""Whose a picture is: all that a rendition keeps of what its original says of itself.

Place, camera and everything else that Exif, IPTC and XMP tell is left behind: a photograph must not lead to its
maker's home, nor to a witness's.
"""

from __future__ import annotations

import io
import warnings
from typing import Any, Final

from PIL import Image, ImageFile, IptcImagePlugin

_ARTIST: Final = 0x013B
_COPYRIGHT: Final = 0x8298
"""Tags of Exif 2.3."""
_NOTICE: Final = (2, 116)
_BYLINE: Final = (2, 80)
"""Datasets of IPTC IIM 4.2: copyright notice and by-line."""


def rights_of(raw: bytes) -> dict[int, bytes]:
    """Return the artist and the copyright that a picture's Exif, IPTC or text names, by the tag of Exif, in UTF-8.

    What is damaged counts for nothing.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw)) as picture:
                return _rights(picture)
    except Exception:
        # Metadata is written by any program, and may be anything; the picture itself has been looked at already.
        return {}


def exif_of(rights: dict[int, bytes]) -> bytes:
    """Return a block of Exif that says whose a picture is and nothing else; empty if there is nothing to say."""
    if not rights:
        return b""
    exif = Image.Exif()
    for tag, text in rights.items():
        exif[tag] = text
    return exif.tobytes()


def _rights(picture: Image.Image) -> dict[int, bytes]:
    exif = picture.getexif()
    iptc: Any = (IptcImagePlugin.getiptcinfo(picture) if isinstance(picture, ImageFile.ImageFile) else None) or {}
    text = {str(name).lower(): value for name, value in getattr(picture, "text", {}).items()}
    found = {
        _ARTIST: _bytes(exif.get(_ARTIST)) or _bytes(iptc.get(_BYLINE)) or _bytes(text.get("author")),
        _COPYRIGHT: _bytes(exif.get(_COPYRIGHT)) or _bytes(iptc.get(_NOTICE)) or _bytes(text.get("copyright")),
    }
    return {tag: value for tag, value in found.items() if value}


def _bytes(value: Any) -> bytes:
    """Return a text of metadata as UTF-8; Pillow reads Exif's as Latin-1, whatever it is."""
    if isinstance(value, (list, tuple)):
        return b"; ".join(filter(None, map(_bytes, value)))
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            value = value.encode()
    if not isinstance(value, bytes):
        return b""
    value = value.replace(b"\0", b" ").strip()
    try:
        value.decode()
    except UnicodeDecodeError:
        return bytes(value.decode("latin-1").encode())
    return bytes(value)
