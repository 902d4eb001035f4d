"""The HTML of a picture within a story's text, and the texts that the views of pictures hold."""

from __future__ import annotations

from html import escape
from typing import Final

from sitegen.pictures.renditions import Look, Rendition, Shape, up_to
from sitegen.site.urls import Addresses

BODY_SIZES: Final = "(min-width: 46rem) 44rem, 95vw"
"""The width of a picture in a story, as wide as its measure: for a browser to choose by before it has the style."""


def srcset(look: Look, renditions: tuple[Rendition, ...], addresses: Addresses) -> str:
    """Return the addresses of renditions of one shape with their widths, as `srcset` wants them."""
    stem = addresses.href(look.stem(renditions[0].shape, moving=renditions[0].moving))
    return ", ".join(f"{stem}{each.width}.{each.form} {each.width}w" for each in renditions)


def still_srcset(look: Look, shape: Shape, addresses: Addresses, most: int = 0) -> str:
    """Return the `srcset` of a shape, up to the first rendition that is `most` pixels wide; 0 for all."""
    stills = look.stills(shape)
    return srcset(look, up_to(stills, most) if most else stills, addresses)


def in_body(look: Look, addresses: Addresses) -> tuple[str, str, str]:
    """Return what stands before, within and behind the tag of a story's picture: its sources, its own attributes."""
    stills = still_srcset(look, "full", addresses)
    fallback = look.fallback("full")
    sources = ""
    if look.original.frames > 1:
        moving, fallback = look.moving("full")
        sources = (
            f'<source media="(prefers-reduced-motion: reduce)" type="image/webp" srcset="{stills}" '
            f'sizes="{BODY_SIZES}">'
        )
        stills = srcset(look, (moving,), addresses)
    sources += f'<source type="image/webp" srcset="{stills}" sizes="{BODY_SIZES}">'
    size = f'width="{fallback.width}" height="{fallback.height}"'
    own = f' src="{escape(addresses.href(look.path(fallback)))}" {size} decoding="async"'
    own += f' data-tone="{look.original.tone}"' if look.original.tone else ""
    return f"<picture>{sources}", own, "</picture>"


def in_feed(look: Look, addresses: Addresses) -> tuple[str, str, str]:
    """Return the same for readers elsewhere, many of which know neither sources nor WebP."""
    fallback = look.moving("full")[1] if look.original.frames > 1 else look.fallback("full")
    address = escape(addresses.absolute(look.path(fallback)))
    return "", f' src="{address}" width="{fallback.width}" height="{fallback.height}"', ""
