"""SVG: a drawing is published as it is, if it holds nothing that runs, changes or loads anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

_ACTIVE: Final = frozenset({"script", "foreignobject", "iframe", "handler", "set", "animate"})
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OUTSIDE: Final = re.compile(r"""url\(\s*["']?(?!\s*["']?#)|@import|image-set\(""", re.IGNORECASE)
"""In a style: a reference to anything but a part of the same drawing."""
_ESCAPED: Final = re.compile(r"@[\w-]*\\|\\[^(){};]*\(")
"""In a style: the name of a rule or a function that is spelled with escapes, and may be any of those."""


def measure_drawing(raw: bytes) -> tuple[int, int] | str:
    """Return the width and height of an SVG in pixels, or why it cannot be published.

    An SVG is a document that can run scripts: only a drawing that carries none, and loads nothing, is taken.
    """
    from lxml import etree  # Few sites have drawings, and it takes time to load.

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
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
            styled = not etree.QName(key).namespace  # A program's own attribute may be a path of Windows.
            outside = _OUTSIDE.search(str(value)) or (styled and _ESCAPED.search(str(value)))
            if outside or (attribute == "href" and not str(value).startswith("#")):
                return "refers to something outside itself"
        if name.localname == "style":
            style = str(element.xpath("string()"))  # The whole of it: a comment of XML would part `element.text`.
            if _OUTSIDE.search(style) or _ESCAPED.search(style):
                return "has a style that refers to something outside itself"
    return ""


def _length(text: object) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", str(text or ""))
    return round(float(found.group(1))) if found else 0
