"""What a check may look at while files are read, in whichever process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from sitegen.inspection.facts import Hidden
from sitegen.inspection.tree import Target, Tree

DEFAULT_BUDGET: Final = 2000
"""Kilobytes that a page may weigh unless somebody says otherwise."""


class Look(Struct, frozen=True):
    """The tree, and what is known of the site."""

    tree: Tree
    hidden: Mapping[str, Hidden] = {}
    """What is not out, by its path on the site, and by those of its files, without the base path."""
    budget: int = DEFAULT_BUDGET
    """Kilobytes, of 1,000 bytes, that a page may weigh."""
    _anchors: dict[tuple[str, str], bool] = {}

    def has_anchor(self, target: Target) -> bool:
        """Tell whether the file to which a link leads has the element that its fragment names."""
        key = target.file, target.fragment
        if key not in self._anchors:
            self._anchors[key] = has_anchor(self.tree.read(target.file), target.fragment)
        return self._anchors[key]


def has_anchor(content: bytes, fragment: str) -> bool:
    """Tell whether HTML has the element that a fragment, decoded, names."""
    escaped = fragment.replace("&", "&amp;")
    if f' id="{escaped}"'.encode() in content:
        return True
    wanted = "|".join({re.escape(fragment), re.escape(escaped)})
    names = rf"""\s(?:id|name)\s*=\s*(?:"(?:{wanted})"|'(?:{wanted})'|(?:{wanted})(?=[\s/>]))"""
    return re.search(names.encode(), content) is not None
