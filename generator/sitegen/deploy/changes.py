"""What differs for a reader between the site that is published and the one that was built."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.pages.edition import LATEST_PATH
from sitegen.site.urls import Addresses, file_of


class Changes(Struct, frozen=True):
    """Paths of files that differ between two trees, in order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return how one tree differs from another; each is paths with what stands for a file's bytes and mode."""
    both = before.keys() & after.keys()
    return Changes(
        new=tuple(sorted(after.keys() - both)),
        changed=tuple(sorted(path for path in both if before[path] != after[path])),
        removed=tuple(sorted(before.keys() - both)),
    )


def tree_of(folder: Path, algorithm: str) -> dict[str, str]:
    """Return the files below a folder as git has them: each path with its mode and the id of its bytes."""
    tree: dict[str, str] = {}
    for here, _, names in os.walk(folder):
        for name in names:
            file = Path(here, name)
            content = file.read_bytes()
            hasher = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
            hasher.update(content)
            tree[file.relative_to(folder).as_posix()] = f"100644 {hasher.hexdigest()}"
    return tree


def lines_of(changes: Changes, addresses: Addresses) -> Iterator[str]:
    """Yield a line for each page that differs, by its address, then how many pages and other files do."""
    kinds = {"new": changes.new, "changed": changes.changed, "removed": changes.removed}
    for kind, paths in kinds.items():
        readable = (os.fsencode(path).decode(errors="replace") for path in filter(_is_page, paths))
        for path in sorted(map(_without_index, readable)):
            yield f"{kind:7}  {addresses.absolute(f'/{path}')}"
    pages = {kind: sum(map(_is_page, paths)) for kind, paths in kinds.items()}
    others = sum(map(len, kinds.values())) - sum(pages.values())
    counted = ", ".join(f"{number} {kind}" for kind, number in pages.items())
    yield f"Pages: {counted}. Other files, such as feeds, sitemaps and pictures: {others}"


def _is_page(path: str) -> bool:
    """Tell whether a file is one that readers open; what scripts put into pages is none."""
    return path.endswith(".html") and path != file_of(LATEST_PATH)


def _without_index(path: str) -> str:
    """Return the address of a file: that of its folder for an index.html."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
