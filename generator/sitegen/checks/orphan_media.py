"""A file of content/ is named by no article, page, author or setting, so that it is published nowhere.

Delete it, or show it; is it kept for later, it can wait outside content/.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from sitegen.errors import Location
from sitegen.inspection.facts import Facts
from sitegen.inspection.trace import Fault

LEVEL = "warning"


def on_site(facts: Facts) -> Iterator[Fault]:
    """Look at every file that articles may refer to, but for those in capitals, which are notes: README.md."""
    site = facts.work.site
    for path in sorted(facts.work.content.assets):
        name = normalize("NFC", path)
        stem = path.rpartition("/")[2].partition(".")[0]
        if name not in site.index.mentions and name not in site.named and not stem.isupper():
            yield Fault(Location(f"content/{path}"), "nothing shows this file", "Delete it, or refer to it")
