"""Whether the pages of a site fit together, by their paths alone."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.pages.plan import Unit, claim_of
from sitegen.site.urls import folders_above


def conflicts(made: Iterable[tuple[str, Unit]], others: Iterable[str]) -> set[Unit]:
    """Return the units of which a page claims a path that another page claims too, or that is a folder of one.

    `made` are paths and their units, `others` the paths of pages that stand already.
    """
    claimed: dict[str, Unit | None] = {claim_of(path): None for path in others}
    wrong: set[Unit | None] = set()
    for path, unit in made:
        claim = claim_of(path)
        if claim in claimed:
            wrong |= {unit, claimed[claim]}
        claimed.setdefault(claim, unit)
    folders: set[str] = set()
    for claim in claimed:
        folder = claim.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    blocked = folders & claimed.keys()
    if blocked:
        wrong |= {
            unit
            for claim, unit in claimed.items()
            if claim in blocked or any(folder in blocked for folder in folders_above(claim))
        }
    return {unit for unit in wrong if unit is not None}
