"""The output folder: filled all at once or not at all, touched only where bytes differ, and never what is not ours."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest
from tests.unit.site.newsroom import read_tree

from sitegen.content.kinds import KEPT_NAMES
from sitegen.errors import MachineError, UsageError
from sitegen.output.writer import MARK, PREVIEWS, STAGING, Staging, check_output, publish, scan, staging_in

FILES = {"index.html": b"home", "a/index.html": b"a", "a/b/c.xml": b"c", ".nojekyll": b""}


class Published(NamedTuple):
    """What publishing did: the paths of files written and removed, and the number of those left alone."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def published(output: Path, files: dict[str, bytes]) -> Published:
    """Check and publish, as a build without a state does, for a site in a folder beside the output."""
    check_output(output, output.parent / "root")
    return put(output, files.items())


def put(output: Path, files: Iterable[tuple[str, bytes]]) -> Published:
    """Stage what differs, and publish it."""
    with staging_in(output):
        there, folders = scan(output)
        planned: list[str] = []
        staged: dict[str, str] = {}
        staging = Staging(output)
        for path, content in files:
            planned.append(path)
            if staging.look_at(path, content) is None:
                staged[path] = staging.put(path, content).name
        needed = {str(above) for path in planned for above in PurePosixPath(path).parents}
        removed = sorted(set(there) - set(planned))
        publish(output, staged, [*removed, *(folder for folder in folders if folder not in needed)])
    return Published(tuple(staged), tuple(removed), len(planned) - len(staged))


def visible(output: Path) -> dict[str, bytes]:
    """Return the output's files without sitegen's own mark."""
    return {path: content for path, content in read_tree(output).items() if path != MARK}


def leftovers(folder: Path) -> list[str]:
    """Return every path under a folder that belongs to a build under way."""
    return [path.name for path in folder.rglob("*") if "staging" in path.name]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with FILES in it."""
    published(tmp_path / "public", FILES)
    return tmp_path / "public"


def test_an_absent_folder_is_made_and_filled(tmp_path: Path) -> None:
    """Its parents too; it is marked as sitegen's, and nothing else is left beside it or in it."""
    output = tmp_path / "x" / "public"
    assert published(output, FILES) == Published(tuple(FILES), (), 0)
    assert visible(output) == FILES
    assert (output / MARK).is_file()
    assert [path.name for path in output.parent.iterdir()] == ["public"]
    assert leftovers(tmp_path) == []


def test_only_what_differs_is_written_and_told(output: Path) -> None:
    """New, changed, gone and unchanged are counted; an untouched file keeps its time and its inode."""
    before = {path: (output / path).stat() for path in FILES}
    report = published(output, {"index.html": b"new!", "a/index.html": b"a", "n.html": b"n", ".nojekyll": b""})
    assert report == Published(("index.html", "n.html"), ("a/b/c.xml",), 2)
    for path in ("a/index.html", ".nojekyll"):
        after = (output / path).stat()
        assert (after.st_mtime_ns, after.st_ino) == (before[path].st_mtime_ns, before[path].st_ino)
    assert visible(output) == {"index.html": b"new!", "a/index.html": b"a", "n.html": b"n", ".nojekyll": b""}


def test_the_same_site_again_writes_nothing(output: Path) -> None:
    """The mark is left alone too."""
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    assert published(output, FILES) == Published((), (), 4)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()} == before


def test_a_change_of_the_same_length_is_seen(output: Path) -> None:
    """Bytes decide, not sizes or times."""
    assert published(output, FILES | {"a/index.html": b"b"}).written == ("a/index.html",)


def test_folders_left_empty_go(output: Path) -> None:
    """With what they held; an empty one that was there goes too."""
    (output / "stray" / "deep").mkdir(parents=True)
    published(output, {"index.html": b"home"})
    assert sorted(path.name for path in output.iterdir()) == [MARK, "index.html"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"x": b"file"}, {"x/index.html": b"in a folder"}),
        ({"x/index.html": b"in a folder"}, {"x": b"file"}),
        ({"x/y/z": b"deep", "x/y/w": b""}, {"x/y": b"file"}),
    ],
)
def test_a_file_takes_the_place_of_a_folder_and_back(
    before: dict[str, bytes], after: dict[str, bytes], tmp_path: Path
) -> None:
    """What was in the way is ours, and goes first."""
    output = tmp_path / "public"
    published(output, before)
    published(output, after)
    assert visible(output) == after


class StopError(Exception):
    """What goes wrong in the middle of a build."""


def failing(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from files.items()
    raise StopError


def test_a_failure_in_the_middle_leaves_the_output_byte_for_byte(output: Path) -> None:
    """However much was ready: not a file is new, gone or touched, and nothing is left behind."""
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in output.rglob("*") if path.is_file()}
    with pytest.raises(StopError):
        put(output, failing({"index.html": b"new", "n/n.html": b"n"}))
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in output.rglob("*") if path.is_file()
    } == before
    assert sorted(path.name for path in output.rglob("*")) == sorted(
        [MARK, "a", "b", "c.xml", ".nojekyll", *["index.html"] * 2]
    )


@pytest.mark.parametrize("there", [False, True])
def test_a_first_build_that_fails_leaves_no_output(there: bool, tmp_path: Path) -> None:
    """An absent folder stays absent, an empty one empty."""
    output = tmp_path / "public"
    if there:
        output.mkdir()
    with pytest.raises(StopError):
        put(output, failing(FILES))
    assert output.exists() == there
    assert leftovers(tmp_path) == []


def test_new_files_wait_where_a_rename_is_always_possible(output: Path) -> None:
    """Inside the output folder, which may be a mount of its own, or the only folder that the user may write into."""
    seen: list[bool] = []

    def watching() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        seen.append(b"new" in read_tree(output / STAGING).values())
        seen.append((output / "index.html").read_bytes() == b"home")

    put(output, watching())
    assert seen == [True, True]
    assert sorted(path.name for path in output.parent.iterdir()) == ["public"]


def test_what_a_killed_build_left_is_cleared_away(output: Path, tmp_path: Path) -> None:
    """Whether it was killed in a full folder or in its very first build."""
    for folder in (output, tmp_path / "first"):
        (folder / STAGING / "a").mkdir(parents=True)
        (folder / STAGING / "a" / "half.html").write_bytes(b"half")
        published(folder, FILES)
        assert visible(folder) == FILES
        assert leftovers(folder) == []


def test_names_that_publishing_uses_are_kept_from_content() -> None:
    """No article, page or static file can claim them."""
    assert {MARK, STAGING, ".git"} == KEPT_NAMES


def test_a_repository_at_the_top_of_the_output_is_left_alone(output: Path) -> None:
    """Whoever publishes from a checkout keeps its `.git`, a folder or, in a worktree, a file; one deeper goes."""
    (output / ".git" / "hooks").mkdir(parents=True)
    (output / ".git" / "config").write_bytes(b"git")
    (output / "a" / ".git").write_bytes(b"git")
    assert published(output, FILES) == Published((), ("a/.git",), 4)
    assert (output / ".git" / "config").read_bytes() == b"git"
    assert (output / ".git" / "hooks").is_dir()
    shutil.rmtree(output / ".git")
    (output / ".git").write_bytes(b"gitdir: elsewhere")
    assert published(output, FILES) == Published((), (), 4)
    assert (output / ".git").read_bytes() == b"gitdir: elsewhere"


def test_a_folder_of_others_is_refused_and_untouched(tmp_path: Path) -> None:
    """What was not made by sitegen would be removed: it says so and does nothing."""
    output = tmp_path / "documents"
    output.mkdir()
    (output / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(UsageError, match="did not make"):
        published(output, FILES)
    assert read_tree(output) == {"thesis.doc": b"years of work"}


def test_another_site_is_no_output(tmp_path: Path) -> None:
    """Its own `.sitegen` is a folder, and no mark: its sources are not swept away."""
    (tmp_path / "other" / MARK).mkdir(parents=True)
    (tmp_path / "other" / "content").mkdir()
    (tmp_path / "other" / "content" / "site.yaml").write_bytes(b"title: Other")
    with pytest.raises(UsageError, match="did not make"):
        check_output(tmp_path / "other", tmp_path / "site")


def test_a_fresh_clone_may_be_filled(tmp_path: Path) -> None:
    """A folder with nothing but `.git` is as good as empty."""
    (tmp_path / "public" / ".git").mkdir(parents=True)
    published(tmp_path / "public", FILES)
    assert visible(tmp_path / "public") == FILES


SOURCES = ["", "content", "content/articles", "themes/mine", "content/../content/new", "public/../content/new", ".."]


@pytest.mark.parametrize("inner", SOURCES)
def test_the_output_cannot_be_among_the_sources(inner: str, tmp_path: Path) -> None:
    """Neither the site itself, nor what holds it, nor a folder in its content or themes, however it is spelled."""
    root = tmp_path / "site"
    (root / "content" / "articles").mkdir(parents=True)
    (root / "public").mkdir()
    with pytest.raises(UsageError):
        check_output(root / inner, root)


def test_the_output_cannot_be_among_the_sources_by_a_link(tmp_path: Path) -> None:
    """A link to content/ on the way to the output."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "site" / "content")
    with pytest.raises(UsageError, match="sources"):
        check_output(tmp_path / "link" / "new", tmp_path / "site")


@pytest.mark.parametrize("kind", ["file", "link to a folder", "link to nothing", "pipe"])
def test_the_output_must_be_a_folder(kind: str, tmp_path: Path) -> None:
    """A file, a pipe or a link in its place is refused, and what it leads to is not touched."""
    output = tmp_path / "public"
    if kind == "file":
        output.write_bytes(b"mine")
    elif kind == "pipe":
        os.mkfifo(output)
    else:
        (tmp_path / "elsewhere").mkdir()
        output.symlink_to(tmp_path / ("elsewhere" if kind == "link to a folder" else "nothing"))
    with pytest.raises(UsageError, match="is not a folder"):
        check_output(output, tmp_path / "root")


def test_links_in_the_output_are_never_followed(output: Path, tmp_path: Path) -> None:
    """A link to a file, to a folder or to nothing is replaced or removed; what it leads to stays as it is."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"a")
    (output / "a" / "index.html").unlink()
    (output / "a" / "index.html").symlink_to(elsewhere / "index.html")
    (output / "folder").symlink_to(elsewhere)
    (output / "nothing").symlink_to(elsewhere / "none")
    report = published(output, FILES | {"folder/index.html": b"f"})
    assert visible(output) == FILES | {"folder/index.html": b"f"}
    assert not any(path.is_symlink() for path in output.rglob("*"))
    assert report.written == ("a/index.html", "folder/index.html")
    assert read_tree(elsewhere) == {"index.html": b"a"}


def test_a_file_of_another_kind_is_replaced(output: Path) -> None:
    """A pipe where a page must be is not read, which would wait for ever."""
    (output / "index.html").unlink()
    os.mkfifo(output / "index.html")
    os.mkfifo(output / "pipe")
    published(output, FILES)
    assert visible(output) == FILES


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """Act as a user without special rights: root may write anywhere, so that refusals need another user."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that a user without rights can reach, unlike those of pytest when root runs it."""
    folder = Path(tempfile.mkdtemp(prefix="sitegen-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("closed", ["", "a", "a/b"])
def test_a_folder_that_refuses_is_the_machine_s_fault_and_nothing_changes(closed: str, common: Path) -> None:
    """Wherever in the output it is: nothing is put in or removed elsewhere first."""
    output = common / "public"
    published(output, FILES)
    with powerless(common):
        (output / closed).chmod(0o555)
        try:
            with pytest.raises(MachineError, match="Permission denied"):
                published(output, {"index.html": b"new", "a/b/new.xml": b"n", "a/n.html": b"n"})
        finally:
            (output / closed).chmod(0o755)
    assert visible(output) == FILES
    assert leftovers(common) == []


def test_a_folder_that_cannot_be_listed_is_the_machine_s_fault(common: Path) -> None:
    """It may hold what must go (promise 4), so that it cannot be passed over."""
    output = common / "public"
    published(output, FILES)
    with powerless(common):
        (output / "a").chmod(0o000)
        try:
            with pytest.raises(MachineError, match="Permission denied"):
                published(output, {"index.html": b"home"})
        finally:
            (output / "a").chmod(0o755)
    assert visible(output) == FILES


def test_a_parent_that_refuses_is_the_machine_s_fault(common: Path) -> None:
    """Where the output folder cannot be made."""
    with powerless(common):
        common.chmod(0o555)
        try:
            with pytest.raises(MachineError, match="Permission denied"):
                published(common / "public", FILES)
        finally:
            common.chmod(0o755)
    assert list(common.iterdir()) == []


def test_only_the_output_itself_must_be_writable(common: Path) -> None:
    """Its parent may be the administrator's."""
    output = common / "public"
    published(output, FILES)
    with powerless(common):
        common.chmod(0o555)
        try:
            published(output, FILES | {"n.html": b"n"})
        finally:
            common.chmod(0o755)
    assert visible(output) == FILES | {"n.html": b"n"}


def test_a_full_disk_is_the_machine_s_fault_and_nothing_changes(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While files are staged, so that the site stands."""
    write = os.write

    def full(handle: int, content: bytes) -> int:
        if content == b"n":
            raise OSError(28, "No space left on device")
        return write(handle, content)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(MachineError, match="No space left on device"):
        published(output, {"index.html": b"new", "n.html": b"n"})
    assert visible(output) == FILES
    assert leftovers(output) == []


def test_names_in_every_script_are_published(tmp_path: Path) -> None:
    """And removed again."""
    files = {"কলকাতা/index.html": b"1", "tag/c++/index.html": b"2", "a b/ü.html": b"3", "🎉/index.html": b"4"}
    published(tmp_path / "public", files)
    assert visible(tmp_path / "public") == files
    assert len(published(tmp_path / "public", {}).removed) == 4


def test_previews_have_a_place_of_their_own_beside_the_states(tmp_path: Path) -> None:
    """Below ROOT/.sitegen that folder alone may be an output: all else there is what builds remember."""
    root = tmp_path / "root"
    check_output(root / ".sitegen" / PREVIEWS / "site", root)
    for refused in (root / ".sitegen", root / ".sitegen" / PREVIEWS, root / ".sitegen" / "0123456789ab"):
        with pytest.raises(UsageError):
            check_output(refused, root)
