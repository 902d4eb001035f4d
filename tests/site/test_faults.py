"""Promise 2 on a bad day: each fault is really caused, and told in plain words; the next good build is a clean one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from tests.property.damage import outputs, states
from tests.property.newsroom_desk import Desk, new_desk, swap_letter
from tests.property.newsroom_site import path_of
from tests.property.rounds import assert_same, clean_build, expect_clean, options, site_of
from tests.support.command import Outcome, run_sitegen, run_unprivileged
from tests.support.disks import resize_disk, small_disk, used

from sitegen.build import build

BUILDS = 10
"""Builds that are made while somebody writes."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom that was just built."""
    made = new_desk(tmp_path)
    build(made.root, options(made))
    return made


def command(desk: Desk, output: Path | None = None, *more: str) -> tuple[str | Path, ...]:
    """Return the arguments of the command that builds."""
    return "build", desk.root, "--output", output or desk.output, "--as-of", desk.wish.as_of, *more


def expect_plain_words(outcome: Outcome, *statuses: int) -> None:
    """Expect one of the exit statuses, and, if it is not 0, a sentence at the end of standard error, no traceback."""
    assert outcome.status in statuses, outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "internal error" not in outcome.stderr
    if outcome.status:
        assert outcome.stderr.splitlines()[-1].startswith("sitegen: ")


# Disks and permissions


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    """Whether one file is too large for it or many small ones are too many; there is space again, and all is well."""
    desk = new_desk(tmp_path)
    with small_disk(desk.output, 65536):
        assert expect_clean(desk)
        before, room = site_of(desk.output), used(desk.output) + 400
        resize_disk(desk.output, room)
        for option, large in (("The Other Gazette", 0), ("The Small Gazette", 4_000_000)):
            sources = desk.sources()
            desk.configure(title=option)
            desk.write("static/large.bin", bytes(large))
            outcome = run_sitegen(*command(desk))
            expect_plain_words(outcome, 3)
            assert "No space left on device" in outcome.stderr
            assert_same(before, site_of(desk.output), "on a full disk")
            edited = desk.sources()
            desk.restore(sources)
            assert expect_clean(desk)
        desk.restore(edited)
        resize_disk(desk.output, 65536)
        assert expect_clean(desk)


@pytest.mark.parametrize("kilobytes", [4, 16, 64])
def test_a_full_disk_under_the_state_harms_no_site(kilobytes: int, tmp_path: Path) -> None:
    """The site is the old one or the new one, whole; there is space again, and all is well."""
    desk = new_desk(tmp_path)
    with small_disk(desk.state, 65536):
        assert expect_clean(desk)
        before = site_of(desk.output)
        resize_disk(desk.state, used(desk.state) + kilobytes)
        desk.configure(title="The Other Gazette")
        expected = clean_build(desk)
        outcome = run_sitegen(*command(desk))
        expect_plain_words(outcome, 0, 3)
        # The last file of the state is written when the site is in place, and its failure says so.
        is_built = not outcome.status or "the site is built" in outcome.stderr
        assert site_of(desk.output) == (expected if is_built else before)
        resize_disk(desk.state, 65536)
        assert expect_clean(desk)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Let nothing be written in a folder."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)


@pytest.mark.parametrize("inner", ["", "category/world", "2025/04"])
def test_an_output_that_cannot_be_written_stays_as_it_is(inner: str, desk: Desk) -> None:
    """And is mended by the first build that may write."""
    before = site_of(desk.output)
    desk.configure(title="The Other Gazette")
    with closed(desk.output / inner):
        outcome = run_unprivileged(*command(desk))
    expect_plain_words(outcome, 3)
    assert "Permission denied" in outcome.stderr
    assert_same(before, site_of(desk.output), "without permission")
    assert expect_clean(desk)


def test_a_state_that_cannot_be_written_harms_no_site(desk: Desk) -> None:
    """The site is the old one or the new one, whole, and the next build is a clean one."""
    before = site_of(desk.output)
    desk.configure(title="The Other Gazette")
    expected = clean_build(desk)
    folders = [path for path in (desk.state, *desk.state.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        outcome = run_unprivileged(*command(desk))
    finally:
        for folder in folders:
            folder.chmod(0o755)
    expect_plain_words(outcome, 0, 3)
    assert site_of(desk.output) == (before if outcome.status else expected)
    assert expect_clean(desk)


# Damage

DAMAGES: dict[str, Callable[[Path], object]] = {
    "its first byte": lambda file: file.write_bytes(b"~" + file.read_bytes()[1:]),
    "its last byte": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"~"),
    "half of it": lambda file: os.truncate(file, file.stat().st_size // 2),
    "all but a byte": lambda file: os.truncate(file, max(0, file.stat().st_size - 1)),
    "everything in it": lambda file: file.write_bytes(b""),
    "words in it": lambda file: file.write_bytes(b"sitegen state 999\n{}\n"),
    "itself": lambda file: file.unlink(),
    "it twice": lambda file: file.write_bytes(file.read_bytes() * 2),
    "another kind": lambda file: (file.rename(file.with_suffix(".x")).parent / file.name).mkdir(),
    "a link": lambda file: file.symlink_to(file.rename(file.with_suffix(".x"))),
}


def one_of_a_kind(desk: Desk) -> list[Path]:
    """Return the files of the state, of its many compiled templates and pictures one each."""
    first = {(file.parent.name.startswith("templates"), "pictures" in file.parts): file for file in states(desk)}
    own = [file for file in states(desk) if file.parent.parent == desk.state]
    return [*own, *(file for kind, file in sorted(first.items()) if any(kind))]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_state_is_no_error(damage: str, desk: Desk) -> None:
    """Whichever of its files it is: what cannot be trusted is made anew."""
    for number in range(len(one_of_a_kind(desk))):
        # What a build makes anew may have another name, so that the list is not that of the last round.
        files = one_of_a_kind(desk)
        DAMAGES[damage](files[number % len(files)])
        desk.set(path_of(42), title=f"Headline {number}")
        assert expect_clean(desk)


def test_the_state_of_another_site_is_no_error(desk: Desk, tmp_path: Path) -> None:
    """Copied here with all that it says of other sources and another output."""
    other = new_desk(tmp_path / "other")
    other.configure(title="The Other Gazette")
    other.set(path_of(42), title="Another headline")
    build(other.root, options(other))
    shutil.rmtree(desk.state, ignore_errors=True)
    if other.state.exists():
        shutil.copytree(other.state, desk.state)
    assert expect_clean(desk)


def test_a_site_that_was_copied_or_moved_is_built_as_a_clean_one(desk: Desk, tmp_path: Path) -> None:
    """With its output and its state, file times kept, as a backup does; and edited there."""
    shutil.copytree(desk.root, tmp_path / "copy", symlinks=True)
    desk.root.rename(tmp_path / "moved")
    for name in ("copy", "moved"):
        again = Desk(tmp_path / name, desk.wish)
        again.set(path_of(42), title="Another headline")
        assert expect_clean(again)


def test_an_output_that_was_edited_is_mended(desk: Desk) -> None:
    """Every file of it in some way: other bytes at the same time and size, less, nothing, a link, a folder."""
    chance = Random(1)
    for number, file in enumerate(outputs(desk)):
        status, content = file.stat(), file.read_bytes()
        if number % 5 == 0 and content:
            file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        elif number % 5 == 1:
            os.truncate(file, chance.randrange(len(content) + 1))
        else:
            file.unlink()
            if number % 5 == 3:
                file.symlink_to("elsewhere")
            elif number % 5 == 4:
                file.mkdir()
    assert expect_clean(desk)


def test_an_output_that_is_gone_is_made_anew(desk: Desk) -> None:
    """The whole folder; the state alone does not make a site."""
    shutil.rmtree(desk.output)
    assert expect_clean(desk)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system does not list a process's open files")
def test_a_build_leaves_no_file_open(desk: Desk) -> None:
    """Neither one that reads much nor one that reads little: a preview builds again and again in one process."""
    open_files = len(os.listdir("/dev/fd"))
    for title in ("First", "Second"):
        desk.set(path_of(42), title=title)
        build(desk.root, options(desk))
    desk.configure(title="The Other Gazette")
    build(desk.root, options(desk))
    assert len(os.listdir("/dev/fd")) == open_files


# Time


@pytest.mark.parametrize("year", [1971, 2100])
def test_a_clock_that_was_wrong_hides_no_edit(year: int, desk: Desk) -> None:
    """All that is on the disk is dated far off, before and after an edit of as many bytes."""
    moment = (year - 1970) * 31_556_952
    for folder in (desk.content, desk.root / "themes", desk.output, desk.state):
        for path in folder.rglob("*"):
            os.utime(path, (moment, moment))
    assert expect_clean(desk)
    for name in (path_of(42), "authors/ann-ray.md", "pages/about.md"):
        swap_letter(desk.content / name, keep_time=True)
    assert expect_clean(desk)


# Others at work


@contextmanager
def working(work: Callable[[int], None]) -> Iterator[None]:
    """Do `work`, with a new number each time, beside what the test does; it ends before the test goes on."""
    ends = threading.Event()
    failures: list[Exception] = []

    def run() -> None:
        number = 0
        while not ends.is_set():
            number += 1
            try:
                work(number)
            except Exception as error:
                failures.append(error)
                return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        thread.join()
    assert failures == []


def test_files_may_come_and_go_while_builds_run(desk: Desk) -> None:
    """Deleted, written in two strokes, renamed: a build is good, names mistakes, or says that the machine failed."""
    files = [path_of(number) for number in (42, 41, 39, 38, 37)] + ["media/photo-0.png", "static/robots.txt"]
    texts = {path: (desk.content / path).read_bytes() for path in files}

    def work(number: int) -> None:
        path = files[number % len(files)]
        file, text = desk.content / path, texts[path]
        file.unlink()
        with file.open("wb") as stream:
            stream.write(text[: len(text) // 2])
            stream.flush()
            stream.write(text[len(text) // 2 :])
        file.rename(file.with_name(f"away-{file.name}"))
        file.with_name(f"away-{file.name}").rename(file)

    with working(work):
        outcomes = [run_sitegen(*command(desk), env={"SITEGEN_TRACEBACK": "1"}) for _ in range(BUILDS)]
    for outcome in outcomes:
        expect_plain_words(outcome, 0, 1, 3)
    assert expect_clean(desk)


def test_an_edit_during_a_build_is_in_the_next_one(desk: Desk) -> None:
    """Of as many bytes, again and again within each tick of the file system's clock."""
    paths = [path_of(42), path_of(41), "authors/ann-ray.md", "pages/about.md"]
    with working(lambda number: swap_letter(desk.content / paths[number % len(paths)], keep_time=number % 3 == 0)):
        for _ in range(BUILDS):
            build(desk.root, options(desk))
    assert expect_clean(desk)


def run_together(*commands: tuple[str | Path, ...]) -> list[Outcome]:
    """Run `sitegen` so many times at once."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sitegen", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for arguments in commands
    ]
    ended = [(process, *process.communicate(timeout=120)) for process in running]
    return [Outcome(process.returncode, stdout, stderr) for process, stdout, stderr in ended]


def test_builds_at_once_leave_one_whole_site(desk: Desk) -> None:
    """They wait for one another, or say in plain words that another one is at work."""
    desk.configure(title="The Other Gazette")
    outcomes = run_together(*[command(desk)] * 4)
    for outcome in outcomes:
        expect_plain_words(outcome, 0, 3)
    assert 0 in {outcome.status for outcome in outcomes}
    site = clean_build(desk)
    assert isinstance(site, dict)
    assert_same(site, site_of(desk.output), "after four builds at once")
    assert expect_clean(desk)


def test_builds_at_once_into_two_outputs_leave_two_whole_sites(desk: Desk, tmp_path: Path) -> None:
    """Of one site, with workers."""
    desk.configure(title="The Other Gazette")
    outcomes = run_together(command(desk, None, "--workers", "2"), command(desk, tmp_path / "second", "--workers", "2"))
    for outcome in outcomes:
        expect_plain_words(outcome, 0, 3)
    assert 0 in {outcome.status for outcome in outcomes}
    assert expect_clean(desk)
    run_sitegen(*command(desk, tmp_path / "second"))
    assert_same(site_of(desk.output), site_of(tmp_path / "second"), "in the second output")
