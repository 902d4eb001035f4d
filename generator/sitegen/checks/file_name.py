"""A file or folder of the output has a name that Windows or GitHub Pages refuses, or is a link that no host follows.

Rename the file that it is made from; put a copy in the place of a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.kinds import name_refusal
from sitegen.inspection.look import Look
from sitegen.inspection.trace import Trace

LEVEL = "error"
_LONGEST = 240
"""Characters of a path below the output folder: Windows takes 259 with the folder, and tools of their own."""


def on_tree(look: Look) -> Iterator[Trace]:
    """Look at every name of the tree once, at its first file."""
    known: set[str] = set()
    for path in look.tree.files:
        for name in path.split("/"):
            if name not in known:
                known.add(name)
                why = name_refusal(name)
                if why:
                    yield Trace(path, f"the name `{name}` cannot be published on every system", f"{why}. Rename it")
        if len(path) > _LONGEST:
            message = f"the path of a file has {len(path)} characters, and Windows takes {_LONGEST}"
            yield Trace(path, message, "Give it a shorter `slug` or `url`")
    for path in look.tree.strange:
        yield Trace(path, "the output holds a link, which no host follows", "Put a copy of the file there")
