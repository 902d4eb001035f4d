"""Looks at the pictures that a site shows: whether they are what their names say, and their size in pixels."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.errors import MachineError

if TYPE_CHECKING:
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

_ACTIVE: Final = frozenset({"script", "foreignobject", "iframe", "handler", "set", "animate"})
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OUTSIDE: Final = re.compile(r"""url\(\s*["']?(?!\s*["']?#)|@import""", re.IGNORECASE)
"""In a style: a reference to anything but a part of the same drawing."""


class PictureMeasure:
    """Looks at pictures below content/, and refuses those larger than the site admits."""

    def __init__(self, root: Path, most_bytes: int) -> None:
        self._root, self._most = root, most_bytes

    def __call__(self, asset: str) -> tuple[int, int, int] | str:
        """Return the width, height and bytes of a file of content/, or why it cannot be published.

        Raises MachineError if the file cannot be read.
        """
        file = self._root / "content" / asset
        try:
            size = file.stat().st_size
            if size > self._most:
                return f"the file has {size / 1048576:.1f} MB; `images.most_megabytes` is {self._most // 1048576}"
            found = measure(file)
        except OSError as error:
            raise MachineError(f"content/{asset}: cannot be read: {error.strerror}") from error
        return found if isinstance(found, str) else (*found, size)


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
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                actual, (width, height) = picture.format, picture.size
                turned = picture.getexif().get(0x0112, 1) >= 5
    except UnidentifiedImageError:
        return "the file is not a picture, whatever its name says"
    except Image.DecompressionBombError:
        return "the picture unpacks to more pixels than any camera makes"
    except Exception as error:
        # A damaged file leads Pillow's readers to any error, an OSError without a number among them.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        return f"the picture is damaged ({error})"
    if actual != wanted and not (actual == "MPO" and wanted == "JPEG"):
        return f"the file is a {actual} picture, whatever its name says"
    if width * height > MAX_PIXELS:
        return "the picture unpacks to more pixels than any camera makes"
    return (height, width) if turned else (width, height)


def _measure_svg(path: Path) -> tuple[int, int] | str:
    """An SVG is a document that can run scripts: only a drawing that carries none, and loads nothing, is taken."""
    from lxml import etree  # Few sites have drawings, and it takes time to load.

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    raw = path.read_bytes()
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        return f"the SVG is not well-formed ({error.msg})"
    why = _active_part(raw, root)
    if why:
        return f"the SVG {why}"
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = re.split(r"[\s,]+", str(root.get("viewBox") or "").strip())
    if (not width or not height) and len(box) == 4:
        width, height = _length(box[2]), _length(box[3])
    return (width, height) if width and height else "the SVG has neither width and height nor a viewBox"


def _active_part(raw: bytes, root: etree._Element) -> str:
    """Return what in an SVG can run, change things or load something, in a few words; empty if nothing does."""
    from lxml import etree

    if re.search(rb"<!DOCTYPE[^>]*\[", raw.replace(b"\0", b"")):
        return "declares entities or attributes of its own"
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.itersiblings(preceding=True)):
        return "names a style sheet outside itself"
    for element in root.iter():
        if element.tag is etree.Entity:
            return "holds entities"
        name = etree.QName(element) if isinstance(element.tag, str) else None
        if name is None:
            continue
        if name.localname.lower() in _ACTIVE or name.namespace == _XHTML:
            return f"holds <{name.localname}>, which can run or change things"
        for key, value in element.attrib.items():
            attribute = etree.QName(key).localname.lower()
            if attribute.startswith("on"):
                return f"holds a script in `{attribute}`"
            if (attribute == "href" and not str(value).startswith("#")) or _OUTSIDE.search(str(value)):
                return "refers to something outside itself"
        if name.localname == "style" and _OUTSIDE.search(element.text or ""):
            return "has a style that refers to something outside itself"
    return ""


def _length(text: object) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", str(text or ""))
    return round(float(found.group(1))) if found else 0
