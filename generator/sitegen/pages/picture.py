"""The renditions of an original, one file each: only those that something which is out shows."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import Location
from sitegen.pages.edition import Edition
from sitegen.pages.images import renditions
from sitegen.pages.page import Page
from sitegen.pages.views import View
from sitegen.pictures.renditions import Look, Rendition, maker
from sitegen.site.urls import file_of


class PictureView(View, frozen=True, kw_only=True):
    """A rendition, by what its bytes are a function of; they are made, or found in the store, where it is rendered."""

    look: Look
    rendition: Rendition
    maker: str
    """Stands for the code and the libraries that make it."""


def plan_picture(edition: Edition, digest: str) -> Iterator[Page]:
    """Plan the renditions of the original whose bytes have a digest, whichever files of content/ hold it."""
    resolver = edition.site.resolver
    planned: set[str] = set()
    for file in resolver.files_with(digest):
        original = resolver.original(file)
        if isinstance(original, str) or original.is_drawing:
            continue
        for use in sorted(edition.uses(file)):
            look = resolver.look(original, use.focus)
            for rendition in renditions(look, use):
                path = look.path(rendition)
                if path not in planned:
                    planned.add(path)
                    yield Page(
                        path=file_of(path),
                        renderer="picture",
                        view=picture_view(look, rendition),
                        origin=Location(f"content/{file}"),
                    )


def picture_view(look: Look, rendition: Rendition) -> PictureView:
    return PictureView(look=look, rendition=rendition, maker=maker())
