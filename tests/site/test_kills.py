"""Promise 2 after a kill: at whatever moment, no file of the site is half-written, and the next build is whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.property.newsroom_desk import Desk, new_desk
from tests.property.newsroom_site import path_of
from tests.property.rounds import assert_same, clean_build, options, site_of
from tests.support.command import kill_sitegen, run_sitegen
from tests.support.trees import Tree, look
from tests.unit.site.newsroom import story

from sitegen.build import build
from sitegen.output.writer import MARK, STAGING

MOMENTS = 24
"""At which a build is killed, from its start to its end."""


@dataclass
class Edition:
    """The sources of one day and the site that a clean build makes of them."""

    sources: Tree
    site: Tree


@dataclass
class Killed:
    """A newsroom whose builds are killed, on two days that differ in every page."""

    desk: Desk
    editions: tuple[Edition, Edition]
    seconds: float
    """How long a whole build of the command takes, its start included."""

    def kill(self, *, after: float = 0, when: Callable[[], bool] = lambda: True) -> bool:
        return kill_sitegen(*command(self.desk), after=after, when=when)

    def expect_whole(self, before: Tree, after: Tree) -> None:
        """Expect each file of the output to be that of before or of after the build, and those of both to be there."""
        now = look(self.desk.output, without=(MARK, STAGING))
        files = {path: content for path, content in now.items() if not path.endswith("/")}
        assert {path for path in files if files[path] not in (before.get(path), after.get(path))} == set()
        assert {path for path in before.keys() & after.keys() if path not in now} == set()

    def expect_clean(self, after: Tree) -> None:
        """Expect the next build to make what a clean one would."""
        build(self.desk.root, options(self.desk))
        assert_same(after, site_of(self.desk.output), "after a kill")


def command(desk: Desk) -> tuple[str | Path, ...]:
    """Return the arguments of the command that builds, with two workers."""
    return "build", desk.root, "--output", desk.output, "--as-of", desk.wish.as_of, "--workers", "2"


def edition(desk: Desk) -> Edition:
    site = clean_build(desk)
    assert isinstance(site, dict)
    return Edition(desk.sources(), site)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """The newsroom as it is, and with another title, an article less, one more and one moved."""
    desk = new_desk(tmp_path_factory.mktemp("killed"))
    first = edition(desk)
    desk.configure(title="The Other Gazette")
    desk.remove(path_of(42))
    desk.set(path_of(41), title="Another headline", tags=["Another tag"])
    desk.write("articles/more.md", story(title="More", date="2025-04-30"))
    second = edition(desk)
    desk.restore(first.sources)
    started = time.monotonic()
    assert run_sitegen(*command(desk)).status == 0
    return Killed(desk, (first, second), time.monotonic() - started)


@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_a_first_build_may_be_killed_at_any_moment(moment: int, killed: Killed) -> None:
    """Into an empty folder, with nothing kept of an earlier build."""
    desk, (first, _) = killed.desk, killed.editions
    desk.restore(first.sources)
    shutil.rmtree(desk.output)
    shutil.rmtree(desk.state, ignore_errors=True)
    killed.kill(after=killed.seconds * moment / MOMENTS)
    killed.expect_whole({}, first.site)
    killed.expect_clean(first.site)


@pytest.mark.parametrize("moment", range(1, MOMENTS + 1))
def test_a_later_build_may_be_killed_at_any_moment(moment: int, killed: Killed) -> None:
    """While it makes every page anew, from one edition to the other and back."""
    before, after = killed.editions if moment % 2 else killed.editions[::-1]
    killed.desk.restore(before.sources)
    killed.expect_clean(before.site)
    killed.desk.restore(after.sources)
    killed.kill(after=killed.seconds * moment / MOMENTS)
    killed.expect_whole(before.site, after.site)
    killed.expect_clean(after.site)


@pytest.mark.parametrize("path", ["404.html", "category/world/index.html", "index.html", "tag/rivers/index.html"])
def test_a_build_may_be_killed_while_it_puts_files_in_place(path: str, killed: Killed) -> None:
    """Just when one of them has been put there."""
    before, after = killed.editions
    killed.desk.restore(before.sources)
    killed.expect_clean(before.site)
    killed.desk.restore(after.sources)
    file = killed.desk.output / path
    inode = file.stat().st_ino
    killed.kill(when=lambda: file.stat().st_ino != inode)
    killed.expect_whole(before.site, after.site)
    killed.expect_clean(after.site)


def test_a_build_that_is_killed_again_and_again_comes_to_its_end(killed: Killed) -> None:
    """What one leaves behind is no hindrance to the next, killed or not."""
    before, after = killed.editions
    killed.desk.restore(before.sources)
    killed.expect_clean(before.site)
    killed.desk.restore(after.sources)
    for part in (0.5, 0.7, 0.8, 0.9):
        killed.kill(after=killed.seconds * part)
        killed.expect_whole(before.site, after.site)
    outcome = run_sitegen(*command(killed.desk))
    assert (outcome.status, outcome.stderr) == (0, "")
    assert_same(after.site, site_of(killed.desk.output), "after four kills")
