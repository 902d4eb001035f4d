"""What renders: sitegen's own code and the libraries it renders with. Another engine means another output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

LIBRARIES: Final = (
    "babel", "feedgen", "jinja2", "linkify_it_py", "lxml", "markdown_it_py", "markupsafe", "mdit_py_plugins", "mdurl",
    "msgspec", "nh3", "pagefind_bin", "pillow", "python_dateutil", "pyyaml", "rcssmin", "tzdata",
)  # fmt: skip
"""Those whose version can change an output, by the names of their folders of metadata."""
_PACKAGE: Final = Path(__file__).parent


def engine_digest() -> bytes:
    """Return a digest of sitegen's code, the versions of LIBRARIES, and that of Python."""
    hasher = blake2b(digest_size=16)
    hasher.update(f"{sys.version}\0{'|'.join(sorted(_versions()))}".encode())
    for name in sorted(_modules(str(_PACKAGE), "")):
        with open(f"{_PACKAGE}/{name}", "rb", buffering=0) as file:
            hasher.update(f"\0{name}\0".encode())
            hasher.update(file.read())
    return hasher.digest()


def _versions() -> Iterator[str]:
    """Yield name and version of the libraries, as the first folder that has them tells: importing costs too much."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if not name.endswith((".dist-info", ".egg-info")):
                continue
            library, _, version = name.lower().partition("-")
            normal = library.replace(".", "_")
            if normal in LIBRARIES and normal not in found:
                found.add(normal)
                yield f"{normal} {version}"


def _modules(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield prefix + entry.name
            elif entry.is_dir() and entry.name not in ("__pycache__", "themes"):
                yield from _modules(entry.path, f"{prefix}{entry.name}/")
