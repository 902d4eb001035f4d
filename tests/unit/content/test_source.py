"""The files of content/: which are found, which are refused, and their bytes as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content.scan import Scan, find_sources, is_asset, is_text
from sitegen.content.source import decode
from sitegen.output.files import FileTable


def write(root: Path, *paths: str) -> None:
    """Write an empty file at each path below content/."""
    for path in paths:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def test_files_are_sorted_into_their_lists(tmp_path: Path) -> None:
    """Texts by folder, at any depth; all else is an asset; what starts with a dot is passed over, not in static/."""
    write(
        tmp_path,
        *("site.yaml", "articles/b.md", "articles/a/c.md", "articles/a/c.jpg", "pages/about.md", "authors/asha.md"),
        *("media/fort.jpg", "media/README.md", "README.md", "articles/.draft.md", ".git/config", "articles/a.md~"),
        *("static/.well-known/x", "static/page.md", "static/CNAME"),
    )
    found = find_sources(tmp_path)
    assert found.problems == ()
    assert list(filter(is_text, found.changed)) == [
        *("articles/a/c.md", "articles/b.md", "authors/asha.md", "pages/about.md"),
    ]
    static = [path for path in found.changed if path.startswith("static/")]
    assert static == ["static/.well-known/x", "static/CNAME", "static/page.md"]
    assert set(filter(is_asset, found.changed)) == {
        *("articles/a/c.jpg", "articles/a.md~", "media/fort.jpg", "media/README.md", "README.md"),
    }


def test_only_what_differs_from_the_table_is_told(tmp_path: Path) -> None:
    """A new file, an edited one and one that is gone; what is as it was is not."""
    write(tmp_path, "articles/a.md", "articles/b.md", "articles/c.md")
    first = find_sources(tmp_path)
    table = FileTable()
    for path, known in first.changed.items():
        table.put(path, known)
    later = table.newest() + 1
    assert find_sources(tmp_path, table, later) == Scan({}, (), ())
    write(tmp_path, "articles/d.md")
    (tmp_path / "content" / "articles" / "a.md").write_text("edited", encoding="utf-8")
    (tmp_path / "content" / "articles" / "b.md").unlink()
    found = find_sources(tmp_path, table, table.newest() + 10**12)
    assert (list(found.changed), found.removed) == (["articles/a.md", "articles/d.md"], ("articles/b.md",))


def test_a_file_as_young_as_the_table_is_not_trusted(tmp_path: Path) -> None:
    """It may have been edited in the same tick of the clock, with the same size: git's racy rule."""
    write(tmp_path, "articles/a.md", "media/x.jpg")
    table = FileTable()
    for path, known in find_sources(tmp_path).changed.items():
        table.put(path, known)
    assert list(find_sources(tmp_path, table, table.newest()).changed)
    assert not find_sources(tmp_path, table, table.newest() + 1).changed


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("articles/a.MD", "articles/a.MD: file-ending"),
        ("pages/a.markdown", "pages/a.markdown: file-ending"),
        ("articles/a.md.txt", "articles/a.md.txt: file-ending"),
        ("a.md", "a.md: stray-file"),
        ("Articles/a.md", "Articles/a.md: stray-file"),
        ("posts/2025/a.md", "posts/2025/a.md: stray-file"),
        ("articles/a.md/b.md", "articles/a.md: not-a-file"),
        ("articles/con/a.md", "articles/con: file-name"),
        ("media/a:b.jpg", "media/a:b.jpg: file-name"),
        ("media/a\u200bb.jpg", r"media/a\u200bb.jpg: file-name"),
        ("static/.git/config", "static/.git: file-name"),
        ("static/.Sitegen", "static/.Sitegen: file-name"),
    ],
)
def test_a_file_that_would_be_lost_or_do_harm(tmp_path: Path, path: str, said: str) -> None:
    """Each is told by its path."""
    write(tmp_path, path)
    problems = find_sources(tmp_path).problems
    assert [f"{problem.location.path}: {problem.code}" for problem in problems] == [f"content/{said}"]


def test_the_hint_names_the_folder_that_was_meant(tmp_path: Path) -> None:
    """A mistyped folder, in particular."""
    write(tmp_path, "author/asha.md", "page/about.md", "zzz/a.md")
    hints = [problem.hint for problem in find_sources(tmp_path).problems]
    assert hints == ["Move it to content/authors/", "Move it to content/pages/", "Move it to content/articles/"]


def test_no_folder_is_no_file(tmp_path: Path) -> None:
    """A site may have settings alone."""
    assert find_sources(tmp_path) == Scan({}, (), ())


@pytest.mark.parametrize("raw", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n"])
def test_lines_end_alike(raw: bytes) -> None:
    """However the editor's system ends them."""
    assert decode(raw, "a.md") == ("a\nb\n", ())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("\ufeffa".encode(), "1:1: byte-order-mark"),
        ("a".encode("utf-16"), "1:1: encoding"),
        ("ab".encode("utf-16-le"), "1:2: nul-byte"),
        (b"a\r\nbc\xe9", "2:3: encoding"),
        ("খবর".encode() + b"\xff", "1:4: encoding"),
        ("খ".encode()[:2], "1:1: encoding"),
        (b"\xc0\xaf", "1:1: encoding"),
        (b"\xed\xa0\x80", "1:1: encoding"),
        (b"a\n\0", "2:1: nul-byte"),
        (b"a\nb\x07", "2:2: control-character"),
        (b"a\x7f", "1:2: control-character"),
        ("a\ufdd0".encode(), "1:2: control-character"),
        ("a\U0003fffe".encode(), "1:2: control-character"),
    ],
)
def test_bytes_that_are_no_plain_text(raw: bytes, said: str) -> None:
    """Told at the line and column of the first byte that is wrong."""
    (problem,) = decode(raw, "a.md")[1]
    assert f"{problem.location.line}:{problem.location.column}: {problem.code}" == said


def test_every_control_character_is_told() -> None:
    """An editor mends them in one go."""
    assert [problem.location.column for problem in decode(b"\x01a\x02\x1b", "a.md")[1]] == [1, 3, 4]
