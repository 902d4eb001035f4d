"""An `x_` field that no template names, or whose name begins with `x_private`, or the place of a photograph is shown.

Let the template name the `x_` fields that it shows, rather than print all; take the place out of a picture's file.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import shorten
from sitegen.inspection.facts import Facts
from sitegen.inspection.haystack import is_telling
from sitegen.inspection.look import Look
from sitegen.inspection.trace import Needle, Trace

LEVEL = "error"
_PHOTOGRAPHS = (".jpg", ".jpeg", ".png", ".webp")
_RENDITION = re.compile(r"media/[0-9a-f]{12}-")
"""How the names of pictures begin that sitegen makes: they say nothing of where they were taken."""
_LONGEST_HEAD = 256 * 1024
"""Bytes within which a file says whether it has any metadata of a camera."""
_HINT = "Mend the template that prints it, or take the text out"
_FIELD = re.compile(r"x_\w+")


def seek(facts: Facts) -> Iterator[Needle]:
    """Name the texts of the fields that nobody is to read."""
    folders = [folder / "templates" for folder in facts.work.theme.folders]
    files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    named = {name for file in files for name in _FIELD.findall(file.read_text(encoding="utf-8", errors="replace"))}
    for private in facts.private:
        is_meant = private.field in named and not private.field.startswith("x_private")
        if is_telling(private.text) and not is_meant:
            message = (
                f"the field `{private.field}` of {private.location.path} is in the output: `{shorten(private.text)}`"
            )
            yield Needle(private.text, private.location, message, _HINT)


def on_tree(look: Look) -> Iterator[Trace]:
    """Look into the pictures that are published as they are."""
    for path in look.tree.files:
        if path.lower().endswith(_PHOTOGRAPHS) and not _RENDITION.match(path) and _tells_place(look.tree.folder / path):
            yield Trace(path, "the picture tells where it was taken", "Take the place out of its metadata (GPS)")


def _tells_place(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            if b"exif" not in opened.read(_LONGEST_HEAD).lower():
                return False
        from PIL import ExifTags, Image  # Few sites publish photographs as they are.

        with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
            return bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:  # Pillow raises what it likes; whether it is a picture at all, nobody has promised.
        return False
