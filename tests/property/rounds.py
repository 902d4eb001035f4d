"""Rounds of edits, each built incrementally and compared, byte for byte, with a clean build of the same sources.

The runners ask nothing of pytest, so that they can be run on a generator that was broken on purpose too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.property.damage import DAMAGES
from tests.property.newsroom_desk import Desk, Edit, new_desk
from tests.property.site_edits import SITE_EDITS
from tests.property.story_edits import STORY_EDITS
from tests.support.trees import Tree, differences, look
from tests.unit.site.newsroom import moment

from sitegen.build import BuildReport, Options
from sitegen.build import build as build_site
from sitegen.errors import ContentError, Problem
from sitegen.output.writer import MARK

Build = Callable[[Path, Options], BuildReport]
GROUPS: Sequence[Mapping[Edit, int]] = (STORY_EDITS, SITE_EDITS, DAMAGES)
OFTEN = (6, 3, 2)
"""How often an edit of each group comes."""
MOST_EDITS = 3
"""Edits between two builds."""
WORKERS = (1,) * 19 + (2,)
"""How many processes share a build, and how often."""
REMEMBERED = 4
"""Rounds to which all the sources may go back at once, as a version control system takes them back."""
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where what need not be on a disk is built, for speed."""
SHOWN = 20
"""Lines of differences in a failure's message."""


def run_rounds(seed: int, rounds: int, build: Build = build_site) -> None:
    """Edit and build a newsroom so many times; the same seed makes the same edits.

    Raises AssertionError, with the seed and all the edits so far, at the first build that differs from a clean one.
    """
    told: list[str] = []
    # Every second newsroom is on a disk: its clock and its inodes are not those of memory.
    with TemporaryDirectory(prefix="sitegen-rounds-", dir=None if seed % 2 else MEMORY) as folder:
        desk = new_desk(Path(folder))
        past: list[Tree] = []
        try:
            expect_clean(desk, build)
            for number in range(1, rounds + 1):
                told.append(f"round {number}")
                # A round's chance is its own: what an earlier one found on the disk cannot lead it astray.
                _round(desk, Random(f"{seed}-{number}"), build, past, told)
        except Exception as error:
            edits = "\n".join(told)
            raise AssertionError(f"seed {seed}, after the edits\n{edits}\n{type(error).__name__}: {error}") from error


def try_edits(edits: Mapping[str, Callable[[Desk], None]], build: Build = build_site) -> dict[str, str]:
    """Do each edit alone to a newsroom that was just built, build, undo it, build; return what went wrong, by edit."""
    failures: dict[str, str] = {}
    with TemporaryDirectory(prefix="sitegen-edits-", dir=MEMORY) as folder:
        desk = new_desk(Path(folder))
        assert expect_clean(desk, build)
        sources, wish, site = desk.sources(), desk.wish, site_of(desk.output)
        for name, edit in edits.items():
            try:
                edit(desk)
                assert expect_clean(desk, build), "the site has problems"
                assert differences(site, site_of(desk.output)), "the edit changes nothing"
                desk.restore(sources)
                desk.wish = wish
                build(desk.root, options(desk))
                assert_same(site, site_of(desk.output), "undone, the site is not what it was")
            except Exception as error:
                failures[name] = f"{type(error).__name__}: {error}"
                desk.restore(sources)
                desk.wish = wish
                build(desk.root, options(desk, clean=True))
    return failures


def expect_clean(desk: Desk, build: Build = build_site, *, workers: int = 1, clean: bool = False) -> bool:
    """Build, and compare with a clean build of a copy of the sources; return whether they have no problem.

    If they have, both builds must find the same ones, and the output must stay as it was. `clean` forgets the
    state, but not what stands in the output. Raises AssertionError.
    """
    expected = clean_build(desk)
    if isinstance(expected, dict):
        build(desk.root, options(desk, workers=workers, clean=clean))
        assert_same(expected, site_of(desk.output), "the build is not a clean one")
        return True
    before, found = site_of(desk.output), problems(desk, build)
    assert found == expected, f"the problems are\n{found}\nand should be\n{expected}"
    assert_same(before, site_of(desk.output), "the output of a build with problems changed")
    return False


def problems(desk: Desk, build: Build = build_site) -> tuple[Problem, ...]:
    """Build, and return the problems found."""
    try:
        build(desk.root, options(desk))
    except ContentError as error:
        return error.problems
    return ()


def clean_build(desk: Desk) -> Tree | tuple[Problem, ...]:
    """Return what a clean build makes of a copy of the sources, somewhere else, or the problems that it finds."""
    with TemporaryDirectory(prefix="sitegen-clean-", dir=MEMORY) as folder:
        copy = Desk(Path(folder) / "site", desk.wish)
        for name in ("content", "themes"):
            shutil.copytree(desk.root / name, copy.root / name, symlinks=True)
        try:
            build_site(copy.root, options(copy, clean=True))
        except ContentError as error:
            return error.problems
        return site_of(copy.output)


def options(desk: Desk, *, workers: int = 1, clean: bool = False) -> Options:
    """Return what the desk's next build is asked for."""
    wish = desk.wish
    return Options(
        output=desk.output,
        as_of=moment(wish.as_of),
        base_url=wish.base_url,
        drafts=wish.drafts,
        workers=workers,
        clean=clean,
    )


def site_of(output: Path) -> Tree:
    """Return all that stands in an output folder but for sitegen's mark."""
    return look(output, without=(MARK,))


def assert_same(expected: Tree, actual: Tree, what: str) -> None:
    """Raise AssertionError, with `what` and the first differences, unless two trees are the same."""
    found = differences(expected, actual)
    assert not found, "\n".join([f"{what}: {len(found)} differences", *found[:SHOWN]])


def _round(desk: Desk, chance: Random, build: Build, past: list[Tree], told: list[str]) -> None:
    sources, wish = desk.sources(), desk.wish
    past[:] = [*past[1 - REMEMBERED :], sources]
    if chance.random() < 0.05:
        number = chance.randrange(len(past))
        desk.restore(past[number])
        told.append(f"the sources are those of {len(past) - number - 1} rounds ago")
    for _ in range(chance.randint(1, MOST_EDITS)):
        _edit(desk, chance, told)
    if not expect_clean(desk, build, workers=chance.choice(WORKERS), clean=chance.random() < 0.04):
        told.append("problems; all is put back")
        desk.restore(sources)
        desk.wish = wish


def _edit(desk: Desk, chance: Random, told: list[str]) -> None:
    (edits,) = chance.choices(GROUPS, OFTEN)
    (edit,) = chance.choices(list(edits), list(edits.values()))
    told.append(edit(desk, chance))
