"""Looks at the pictures that a site shows: whether they are what their names say, and their size in pixels."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Final

from lxml import etree

ENDINGS: Final = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF", ".svg": "SVG",
}  # fmt: skip
MEDIA_TYPES: Final = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
    ".avif": "image/avif", ".svg": "image/svg+xml",
}  # fmt: skip
MAX_PIXELS: Final = 120_000_000
"""More than any camera's picture; a file that unpacks to more is a bomb."""


def measure(path: Path) -> tuple[int, int] | str:
    """Return a picture's width and height in pixels, or why it cannot be published. Reads its header alone.

    Raises OSError if the file cannot be read.
    """
    wanted = ENDINGS.get(path.suffix.lower())
    if wanted is None:
        return f"`{path.suffix or path.name}` is not the ending of a picture that browsers show"
    if wanted == "SVG":
        return _measure_svg(path)
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                actual, (width, height) = picture.format, picture.size
                turned = picture.getexif().get(0x0112, 1) >= 5
    except UnidentifiedImageError:
        return "the file is not a picture, whatever its name says"
    except Image.DecompressionBombError:
        return "the picture unpacks to more pixels than any camera makes"
    except (SyntaxError, ValueError, EOFError) as error:
        return f"the picture is damaged ({error})"
    if actual != wanted and not (actual == "MPO" and wanted == "JPEG"):
        return f"the file is a {actual} picture, whatever its name says"
    if width * height > MAX_PIXELS:
        return "the picture unpacks to more pixels than any camera makes"
    return (height, width) if turned else (width, height)


def _measure_svg(path: Path) -> tuple[int, int] | str:
    """An SVG is a document that can run scripts: only a drawing that carries none, and loads nothing, is taken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        return f"the SVG is not well-formed ({error.msg})"
    for element in root.iter():
        if element.tag is etree.Entity:
            return "the SVG holds entities"
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name.lower() in ("script", "foreignobject", "iframe", "handler", "set", "animate"):
            return f"the SVG holds <{name}>, which can run or change things"
        for key, value in element.attrib.items():
            attribute = etree.QName(key).localname.lower()
            if attribute.startswith("on"):
                return f"the SVG holds a script in `{attribute}`"
            if attribute == "href" and not str(value).startswith("#"):
                return "the SVG refers to something outside itself"
        if name == "style" and re.search(r"url\(|@import", element.text or ""):
            return "the SVG's style refers to something outside itself"
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = re.split(r"[\s,]+", str(root.get("viewBox") or "").strip())
    if (not width or not height) and len(box) == 4:
        width, height = _length(box[2]), _length(box[3])
    return (width, height) if width and height else "the SVG has neither width and height nor a viewBox"


def _length(text: object) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", str(text or ""))
    return round(float(found.group(1))) if found else 0
