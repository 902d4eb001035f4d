"""The pictures of a site as its pages show them: each kind of place gets the shapes and widths that it has room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from sitegen.content.article import Picture
from sitegen.content.markdown.addresses import origin_of
from sitegen.pages.views import AuthorBox, Card, Crop, ImageView, SettingPicture, Teaser
from sitegen.pictures.markup import srcset, still_srcset
from sitegen.pictures.renditions import Look, Rendition, Shape
from sitegen.site.references import Media
from sitegen.site.urls import Addresses
from sitegen.site.uses import Use


class Place(NamedTuple):
    """Where pictures are shown: the widest rendition of each shape that it has room for, in pixels; 0 for none."""

    wide: int = 0
    standard: int = 0
    square: int = 0
    moves: bool = False
    """Whether a moving picture moves there."""
    captioned: bool = False


TEASER: Final = Place(wide=640, square=320)
CARD: Final = Place(wide=1280, standard=800, square=320)
FEATURED: Final = Place(wide=1280, moves=True, captioned=True)
PORTRAIT: Final = Place(square=320)
SHAPES: Final[dict[str, tuple[Shape, ...]]] = {
    "featured": ("wide", "standard", "square"), "portrait": ("square",), "body": ("full",), "file": (),
}  # fmt: skip
"""By the kind of a use, the shapes in which places show the picture."""
_MOVING: Final[dict[str, Shape]] = {"featured": "wide", "body": "full"}
"""The shape in which it moves there."""


def image_view(picture: Picture, media: Media, place: Place, addresses: Addresses) -> ImageView:
    """Return a picture as a place shows it."""
    caption, credit = (picture.caption, picture.credit) if place.captioned else ("", "")
    if media.look is None or media.path:
        whole = _as_it_is(media, addresses)
        wide, standard, square = (whole if most else None for most in place[:3])
        return ImageView(alt=picture.alt, caption=caption, credit=credit, wide=wide, standard=standard, square=square)
    look, moves = media.look, place.moves and media.look.original.frames > 1
    return ImageView(
        alt=picture.alt,
        caption=caption,
        credit=credit,
        tone=look.original.tone,
        wide=_moving(look, "wide", addresses) if moves else _crop(look, "wide", place.wide, addresses),
        standard=_crop(look, "standard", place.standard, addresses),
        square=_crop(look, "square", place.square, addresses),
        still=still_srcset(look, "wide", addresses, place.wide) if moves else "",
    )


def whole_view(media: Media, addresses: Addresses, alt: str = "") -> ImageView:
    """Return a picture that is shown as it is: the site's logo, or one of the theme's settings."""
    return ImageView(alt=alt, full=_as_it_is(media, addresses))


def shared_path(media: Media) -> str:
    """Return the path of the picture that stands for an article elsewhere: in feeds, and where it is shared."""
    if media.look is None or media.path:
        return media.path
    return media.look.path(media.look.fallback("wide"))


def shared_paths(media: Media | None, absolute: Callable[[str], str]) -> list[str]:
    """Return the whole addresses of a picture in each shape, 16:9, 4:3 and 1:1, as search engines ask for it."""
    if media is None:
        return []
    if media.look is None or media.path:
        return [media.url or absolute(media.path)]
    look = media.look
    return [absolute(look.path(look.fallback(shape))) for shape in SHAPES["featured"]]


def renditions(look: Look, use: Use) -> Iterator[Rendition]:
    """Yield every rendition that the places of a use show."""
    for shape in SHAPES[use.kind]:
        yield from look.stills(shape)
        yield look.fallback(shape)
    if look.original.frames > 1 and use.kind in _MOVING:
        yield from look.moving(_MOVING[use.kind])


Shown = ImageView | Teaser | Card | AuthorBox | SettingPicture | None


def origins(shown: Iterable[Shown]) -> Iterator[str]:
    """Yield the origins of the pictures on other hosts among what a page shows."""
    for each in shown:
        if each is None:
            continue
        image = each if isinstance(each, ImageView) else each.image
        if image is not None:
            crop = image.wide or image.square or image.full
            if crop is not None and crop.src.startswith("https://"):
                yield origin_of(crop.src)


def _as_it_is(media: Media, addresses: Addresses) -> Crop:
    width, height = (media.look.original.width, media.look.original.height) if media.look else (0, 0)
    return Crop(srcset="", src=media.url or addresses.href(media.path), width=width, height=height)


def _crop(look: Look, shape: Shape, most: int, addresses: Addresses) -> Crop | None:
    if not most:
        return None
    fallback = look.fallback(shape)
    return Crop(
        srcset=still_srcset(look, shape, addresses, most),
        src=addresses.href(look.path(fallback)),
        width=fallback.width,
        height=fallback.height,
    )


def _moving(look: Look, shape: Shape, addresses: Addresses) -> Crop:
    moving, fallback = look.moving(shape)
    return Crop(
        srcset=srcset(look, (moving,), addresses),
        src=addresses.href(look.path(fallback)),
        width=fallback.width,
        height=fallback.height,
    )
