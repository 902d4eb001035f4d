"""An author or a tag is spelled in two ways: other capitals, accents or hyphens, or one letter apart and far rarer.

Write the rarer one as the other is written; two authors who truly have like names each get a file in content/authors/.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from sitegen.inspection.facts import Facts, Kind, Name
from sitegen.inspection.trace import Fault
from sitegen.site.slugs import slugify

LEVEL = "warning"
_LEAST: Final = 5
"""Letters of the word in which two names differ: of shorter ones, many differ in a letter and are both right."""
_RARE: Final = 5
"""Articles of a name that may be a slip."""
_TIMES: Final = 3
"""How often the right name stands for each time that the slip does, at least."""


class _Group(NamedTuple):
    """The spellings of a name that differ in capitals, accents, blanks and hyphens alone; the commonest first."""

    slug: str
    names: list[Name]
    articles: int


def on_site(facts: Facts) -> Iterator[Fault]:
    """Compare all authors with each other, and all tags."""
    known = {author.slug for author in facts.work.content.authors}
    for kind in ("author", "tag"):
        groups = _grouped([name for name in facts.names.values() if name.kind == kind])
        for group in groups.values():
            right, *others = group.names
            for name in others:
                yield _fault(name, right)
        for one, other in _near(list(groups)):
            common, rare = sorted((groups[one], groups[other]), key=lambda group: -group.articles)
            if {common.slug, rare.slug} <= known:
                continue
            if (
                rare.articles <= _RARE
                and rare.articles * _TIMES <= common.articles
                and _is_slip(rare.slug, common.slug, kind)
            ):
                yield _fault(rare.names[0], common.names[0])


def _fault(name: Name, right: Name) -> Fault:
    times = f"{right.count} {'article has' if right.count == 1 else 'articles have'}"
    message = f"the {name.kind} `{name.text}` looks like `{right.text}`, which {times}"
    return Fault(name.location, message, f"Write `{right.text}` if the same is meant")


def _grouped(names: list[Name]) -> dict[str, _Group]:
    """Return the groups by what their names have in common: the slug without its hyphens."""
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(slugify(name.text).replace("-", ""), []).append(name)
    groups: dict[str, _Group] = {}
    for key, spellings in found.items():
        ordered = sorted(spellings, key=lambda name: (-name.count, name.location))
        groups[key] = _Group(slugify(ordered[0].text), ordered, sum(name.count for name in ordered))
    return groups


def _near(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs one letter apart: a letter more, less or another, or two that changed places.

    Both of such a pair give the same text if a letter is left out of one of them, or of each; so only those are
    compared that share such a text, and not all with all.
    """
    shared: dict[str, list[str]] = {}
    for key in keys:
        for text in {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}:
            shared.setdefault(text, []).append(key)
    pairs = {pair for group in shared.values() if len(group) > 1 for pair in combinations(sorted(group), 2)}
    return (pair for pair in sorted(pairs) if _is_one_apart(*pair))


def _is_one_apart(one: str, other: str) -> bool:
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) <= 1
    first, second = one[start:], other[start:]
    if len(first) != len(second):
        return first[1:] == second or first == second[1:]
    return first[1:] == second[1:] or (first[:2] == second[1::-1] and first[2:] == second[2:])


def _is_slip(rare: str, common: str, kind: Kind) -> bool:
    """Tell whether two slugs one letter apart are likely one name; a plural, another number or initial is none."""
    if [letter for letter in rare if letter.isdigit()] != [letter for letter in common if letter.isdigit()]:
        return False
    words, others = rare.split("-"), common.split("-")
    if len(words) != len(others):
        return min(len(rare), len(common)) > _LEAST
    first, second = next((pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]), ("", ""))
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < _LEAST or first[0] != second[0]:
        return False
    is_longer_form = len(shorter) < len(longer) and longer.startswith(shorter) and longer[-1] != shorter[-1]
    return not is_longer_form or (kind == "author" and not longer.endswith("s"))
