"""A PictureView -> the bytes of a rendition: from the store, or made of an original, unpacked once for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.digests import content_digest
from sitegen.errors import ChangedMeanwhileError, MachineError
from sitegen.output.keys import key_of
from sitegen.pages.picture import PictureView
from sitegen.pictures.store import Store
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.pictures.encoding import Studio


class Pictures:
    """Makes the renditions of one site's pictures."""

    def __init__(self, site: Site, content: Path, store: Store) -> None:
        """`content` is the folder of the sources."""
        self._site, self._content, self._store = site, content, store
        self._studio: tuple[str, Studio] | None = None
        """The original that was unpacked last, by its digest."""

    def render(self, view: PictureView) -> bytes:
        """Return the bytes of a rendition. Raises MachineError if its original cannot be read, or has changed."""
        name = key_of(view).hex()
        content = self._store.get(name)
        if content is None:
            content = self._made(view)
            self._store.put(name, content)
        return content

    def _made(self, view: PictureView) -> bytes:
        digest = view.look.original.digest
        file = self._site.resolver.files_with(digest)[0]
        if self._studio is None or self._studio[0] != digest:
            from sitegen.pictures.encoding import Studio  # Most builds make none, and it takes time to load.

            self._studio = None  # Two originals need not be in memory at once.
            self._studio = digest, Studio(self._read(file, digest), view.look.original)
        from sitegen.pictures.decoding import DamagedError

        try:
            return self._studio[1].make(view.look, view.rendition)
        except DamagedError as error:
            raise MachineError(f"content/{file}: cannot be shown: {error}") from error

    def _read(self, file: str, digest: str) -> bytes:
        path = self._content / file
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise MachineError(f"{path}: cannot be read: {error.strerror}") from error
        if content_digest(raw).hex() != digest:
            raise ChangedMeanwhileError(f"{path}: changed while the site was built. Build it again")
        return raw
