"""The key of a page: a digest of all that its bytes are a function of.

That is its one view, and the closure of its template. A view is encoded field by field, as it is handed to the
template, so that no dependency can be forgotten; each field also leaves a byte as a mark, enough to say later which of
them changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple
from zlib import crc32

import msgspec

from sitegen.digests import digest
from sitegen.pages.page import Page
from sitegen.pages.views import SiteView, View

_encode = msgspec.msgpack.Encoder(enc_hook=str).encode
UNNAMED: Final = "something"


class Key(NamedTuple):
    digest: bytes
    """SIZE bytes."""
    marks: bytes
    """One a field of the view."""


class Keys:
    """Makes the keys of the pages of one build."""

    def __init__(self, closures: Mapping[str, bytes]) -> None:
        """`closures` stands for each template and all that it reaches."""
        self._closures = closures
        self._site: tuple[SiteView | None, bytes] = (None, b"")

    def of(self, page: Page) -> Key:
        """Return the key of a page."""
        parts = self.parts(page)
        return Key(digest(*parts), bytes(crc32(part) & 0xFF for part in parts[1:]))

    def parts(self, page: Page) -> list[bytes]:
        """Return all that a page's bytes are a function of: the closure of its template, then each field of its view.

        The code that renders is none of them: the state of another engine is never believed.
        """
        view = page.view
        fields = [self._field(getattr(view, name)) for name in view.__struct_fields__]
        return [self._closures.get(page.template, page.template.encode()), *fields]

    def _field(self, value: object) -> bytes:
        if isinstance(value, SiteView):
            # The same for every page of a build, and large.
            if self._site[0] is not value:
                self._site = value, _encode(value)
            return self._site[1]
        return _encode(value)


def key_of(view: View) -> bytes:
    """Return the digest of the key of a page that has no template."""
    return digest(b"", *(_encode(getattr(view, name)) for name in view.__struct_fields__))


def changed_fields(view: type[View] | View, before: bytes, after: bytes) -> str:
    """Return the names of the fields whose marks differ, as a text for people."""
    names = [name for name, old, new in zip(view.__struct_fields__, before, after, strict=False) if old != new]
    return ", ".join(names) or UNNAMED
