"""A field of front matter that no template names, or whose name begins with `x_private`, shows in the output.

Let the template name the `x_` fields that it shows, rather than print all; rename a field that is meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.errors import shorten
from sitegen.inspection.facts import Facts
from sitegen.inspection.haystack import is_telling
from sitegen.inspection.trace import Needle

LEVEL = "error"
_HINT = "Mend the template that prints it, or take the text out"
_FIELD = re.compile(r"x_\w+")


def seek(facts: Facts) -> Iterator[Needle]:
    """Name the texts of the fields that nobody is to read."""
    folders = [folder / "templates" for folder in facts.work.theme.folders]
    files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    named = {name for file in files for name in _FIELD.findall(file.read_text(encoding="utf-8", errors="replace"))}
    for private in facts.private:
        is_meant = private.field in named and not private.field.startswith("x_private")
        if is_telling(private.text) and not is_meant:
            message = (
                f"the field `{private.field}` of {private.location.path} is in the output: `{shorten(private.text)}`"
            )
            yield Needle(private.text, private.location, message, _HINT)
