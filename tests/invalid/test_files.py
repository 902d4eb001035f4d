"""Promise 1 for mistakes that no text file can hold: links, devices, sizes, names, depths, pictures, permissions.

Each is a Problem (status 1), wrong usage (2) or the machine's refusal (3), told in one line; the last good site stands.
"""

from __future__ import annotations

import os
import random
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.invalid.casefile import STORY, write_site
from tests.support.command import run_unprivileged
from tests.support.sites import AS_OF, read_tree

from sitegen.build import Options, build
from sitegen.cli import cli
from sitegen.errors import ContentError

Say = Callable[[], list[str]]


HEAD = STORY.partition("---\n\n")[0].replace("Envoys meet", "Diplomats meet")
"""Front matter of another story, not closed yet."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root folder of the smallest site."""
    return write_site(tmp_path / "root")


@pytest.fixture
def says(root: Path, tmp_path: Path) -> Iterator[Say]:
    """Build the site, then let the test spoil it: `says()` gives the lines that the next build says of it."""
    output = tmp_path / "public"
    options = Options(output=output, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    build(root, options)
    before = read_tree(output)

    def spoilt() -> list[str]:
        with pytest.raises(ContentError) as raised:
            build(root, options)
        return [str(problem) for problem in raised.value.problems]

    yield spoilt
    assert read_tree(output) == before


def test_a_link_out_of_content(root: Path, says: Say, tmp_path: Path) -> None:
    """A symbolic link cannot bring a file from elsewhere into the site."""
    (tmp_path / "secret.md").write_text(STORY)
    (root / "content/articles/a.md").symlink_to(tmp_path / "secret.md")
    (root / "content/media").symlink_to(tmp_path)
    assert says() == [
        "content/articles/a.md:1:1: link-outside: the symbolic link leads out of content/. Put a copy of the file here",
        "content/media:1:1: link-outside: the symbolic link leads out of content/. Put a copy of the file here",
    ]


def test_links_that_lead_nowhere_or_to_a_folder(root: Path, says: Say) -> None:
    """A link to nothing, to itself, to a folder (a circle, here) are told, and none is followed."""
    articles = root / "content/articles"
    (articles / "a.md").symlink_to("nothing.md")
    (articles / "b.md").symlink_to("b.md")
    (articles / "c").symlink_to(".")
    nothing = "broken-link-file: the symbolic link leads to nothing. Remove it, or mend its target"
    assert says() == [
        f"content/articles/a.md:1:1: {nothing}",
        f"content/articles/b.md:1:1: {nothing}",
        "content/articles/c:1:1: link-to-folder: the symbolic link leads to a folder. Link single files, or copy them",
    ]


def test_a_link_within_content_is_a_file(root: Path, tmp_path: Path) -> None:
    """A link to a file of content/ is taken as that file."""
    (root / "content/drafts").mkdir()
    (root / "content/drafts/A.md").write_text(STORY.replace("Envoys", "Diplomats"))
    (root / "content/articles/a.md").symlink_to("../drafts/A.md")
    assert build(root, Options(output=tmp_path / "public", as_of=datetime(2026, 1, 1, tzinfo=UTC))).articles == 2


def test_neither_file_nor_folder(root: Path, says: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe would make a build wait for ever, a socket cannot be read."""
    os.mkfifo(root / "content/articles/a.md")
    monkeypatch.chdir(root / "content/articles")  # The path of a socket may have 108 bytes.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("b.md")
        assert says() == [
            "content/articles/a.md:1:1: not-a-file: this is neither a file nor a folder. Remove it",
            "content/articles/b.md:1:1: not-a-file: this is neither a file nor a folder. Remove it",
        ]


def test_a_file_of_50_megabytes(root: Path, says: Say) -> None:
    """A text of 50 MB is not read."""
    with (root / "content/articles/a.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert says() == [
        "content/articles/a.md:1:1: file-too-large: the file has 50.0 MB; a text may have 4 MB. Split it",
    ]


def test_a_picture_named_like_an_article(root: Path, says: Say) -> None:
    """Bytes that are no text are told at the first that is none."""
    (root / "content/articles/a.md").write_bytes(_picture("PNG"))
    (root / "content/articles/b.md").write_bytes(random.Random(1).randbytes(1000).replace(b"\0", b""))
    first, second = says()
    assert first.startswith("content/articles/a.md:3:1: nul-byte: a NUL byte stands here")
    assert second.startswith("content/articles/b.md:1:")
    assert ": encoding: the byte 0x" in second


def test_names_that_are_no_text(root: Path, says: Say) -> None:
    """A name that is not UTF-8, and one that would break the report's lines."""
    with open(os.fsencode(root / "content/articles") + b"/caf\xe9.md", "wb") as file:
        file.write(STORY.encode())
    (root / "content/media").mkdir()
    (root / "content/media/a\nb.jpg").write_bytes(b"")
    lines = says()
    assert lines == [
        r"content/articles/caf\xe9.md:1:1: file-name: the file's name is not UTF-8. Rename the file",
        r"content/media/a\nb.jpg:1:1: file-name: the name cannot be published on every system. "
        "The invisible character U+000A stands in it. Rename it",
    ]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        pytest.param("x_a: " + "[" * 60_000 + "]" * 60_000, "6:45", id="60,000 brackets"),
        pytest.param("x_a: " + "[" * 60_000, "6:45", id="60,000 brackets never closed"),
        pytest.param("x_a: " + "{a: " * 60_000, "6:162", id="60,000 braces"),
        pytest.param("x_a:\n" + "- " * 30_000 + "a", "7:79", id="30,000 hyphens"),
        pytest.param("? " * 30_000, "6:81", id="30,000 question marks"),
        pytest.param("\n".join(" " * depth + "x_a:" for depth in range(2500)), "46:41", id="2,500 indented names"),
        pytest.param(
            "x_a:\n" + "\n".join(" " * 70 * step + "- " * 35 + "a:" for step in range(300)), "8:77", id="10,000 items"
        ),
    ],
)
def test_nesting_that_overflows_no_stack(root: Path, says: Say, value: str, place: str) -> None:
    """Deep nesting is told where it becomes too deep; at some depths PyYAML's C code would end the whole process."""
    (root / "content/articles/a.md").write_text(f"{HEAD}{value}\n---\n\nText.\n")
    assert says() == [
        f"content/articles/a.md:{place}: yaml-depth: this is nested more than 40 deep. No setting needs that"
    ]


def test_many_mistakes_are_all_told(root: Path, says: Say) -> None:
    """Ten thousand mistakes are ten thousand lines, in time that does not grow with their square."""
    names = "\n".join(f"name{number}: a" for number in range(10_000))
    (root / "content/articles/a.md").write_text(f"{HEAD}{names}\n---\n\nText.\n")
    assert len(says()) == 10_000


PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "renamed.png": (lambda: _picture("JPEG"), "the file is a JPEG picture, whatever its name says"),
    "cut.jpg": (lambda: _picture("JPEG")[:100], "the picture is damaged"),
    "text.webp": (lambda: b"Not a picture.", "the file is not a picture, whatever its name says"),
    "empty.gif": (lambda: b"", "the file is not a picture, whatever its name says"),
    "heavy.png": (lambda: _picture("PNG") + bytes(9_000_000), "the file has 8.6 MB; `images.most_megabytes` is 8"),
    "bomb.png": (lambda: _png_header(60_000, 60_000), "the picture unpacks to more pixels than any camera makes"),
    "wide.png": (lambda: _picture("PNG", (20_000, 7_000)), "the picture unpacks to more pixels than any camera makes"),
    "broken.svg": (lambda: b"<svg", "the SVG is not well-formed"),
    "entities.svg": (
        lambda: b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
        "the SVG declares entities",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_cannot_be_published(root: Path, says: Say, name: str) -> None:
    """A picture is what its name says, whole, and no bomb; the article that shows it is named."""
    make, reason = PICTURES[name]
    (root / "content/articles" / name).write_bytes(make())
    (root / "content/articles/a.md").write_text(f"{HEAD}image: {{src: {name}, alt: A fort}}\n---\n\nText.\n")
    (line,) = says()
    assert line.startswith(f"content/articles/a.md:6:14: bad-image: content/articles/{name}: {reason}")
    assert line.endswith(". Export the picture again")


def _picture(format_: str, size: tuple[int, int] = (40, 30)) -> bytes:
    stream = BytesIO()
    Image.new("1", size).save(stream, format_)
    return stream.getvalue()


def _png_header(width: int, height: int) -> bytes:
    """Return a PNG file that says it has so many pixels."""
    content = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checked = content + struct.pack(">I", zlib.crc32(content))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + checked + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"


@pytest.mark.parametrize("name", ["content/articles/", "content/articles/envoys.md", "content/media/"])
def test_what_may_not_be_read(root: Path, name: str) -> None:
    """A folder or file without permission is the machine's refusal: status 3 and its name."""
    (root / "content/media").mkdir()
    (root / name).chmod(0)
    try:
        outcome = run_unprivileged("build", root, "--as-of", AS_OF)
    finally:
        (root / name).chmod(0o755)
    assert (outcome.status, outcome.stderr) == (3, f"sitegen: {name}: cannot be read: Permission denied\n")


def test_an_output_that_may_not_be_written(root: Path, tmp_path: Path) -> None:
    """A folder without permission to write is the machine's refusal: status 3 and its name."""
    output = tmp_path / "public"
    assert _run(root, "--output", str(output), "-q") == 0
    before = read_tree(output)
    (root / "content/articles/envoys.md").write_text(STORY.replace("evening", "morning"))
    for folder in (output, tmp_path):
        folder.chmod(0o500)
    try:
        outcome = run_unprivileged("build", root, "--output", output, "--as-of", AS_OF)
    finally:
        for folder in (output, tmp_path):
            folder.chmod(0o755)
    assert outcome.status == 3
    assert "Permission denied" in outcome.stderr
    assert read_tree(output) == before


def _run(root: Path, *arguments: str) -> int:
    """Run `sitegen build` in this process; return its exit status."""
    with pytest.raises(SystemExit) as raised:
        cli(["build", str(root), "--as-of", "2026-01-01", *arguments], prog_name="sitegen")
    assert isinstance(raised.value.code, int)
    return raised.value.code


ADDRESS = "`--base-url` must be the site's address (`https://news.example/` or `https://host.example/repo/`)"
CLIMBS = "`.` and `..` would leave the site's folders"
MOMENT = "write it as `2025-02-27` or `2025-02-27 09:30`"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as-of", "tomorrow"], f"--as-of: `tomorrow` is not a date; {MOMENT}"),
        (["--as-of", ""], f"--as-of: `` is not a date; {MOMENT}"),
        (["--as-of", "2025-02-30"], "--as-of: there is no such moment as `2025-02-30`: that month has 28 days"),
        (["--base-url", "news"], f"{ADDRESS}, not `news`. Begin it with `https://`"),
        (["--base-url", ""], f"{ADDRESS}, not ``. Begin it with `https://`"),
        (["--base-url", "javascript:alert(1)"], f"{ADDRESS}, not `javascript:alert(1)`. Begin it with `https://`"),
        (["--base-url", "https://a/?b"], f"{ADDRESS}, not `https://a/?b`. Leave out what follows `?` or `#`"),
        (
            ["--base-url", "https://a/../"],
            f"{ADDRESS}, not `https://a/../`. `.` and `..` would leave the site's folders",
        ),
    ],
)
def test_arguments_that_make_no_sense(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """An address or a moment that is none is wrong usage: status 2, the argument and the reason; nothing is written."""
    assert _run(root, *arguments) == 2
    assert capsys.readouterr().err == f"sitegen: {says}\n"
    assert not (root / "public").exists()


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (".", "the output cannot be a folder of the site's sources. Choose another --output"),
        ("..", "the output cannot be a folder of the site's sources. Choose another --output"),
        ("content", "the output cannot be a folder of the site's sources. Choose another --output"),
        ("content/articles/public", "the output cannot be a folder of the site's sources. Choose another --output"),
        ("public/../content", "the output cannot be a folder of the site's sources. Choose another --output"),
        ("photographs", "holds files that sitegen did not make, and would remove"),
        ("notes.txt", "is not a folder. Choose another --output"),
    ],
)
def test_an_output_that_would_cost_files(
    root: Path, capsys: pytest.CaptureFixture[str], output: str, says: str
) -> None:
    """An output folder that holds sources, or anything that is not sitegen's, is refused: status 2, no byte changed."""
    (root / "photographs").mkdir()
    (root / "photographs/family.jpg").write_bytes(b"dear")
    (root / "notes.txt").write_text("dear")
    before = read_tree(root)
    assert _run(root, "--output", str(root / output)) == 2
    assert says in capsys.readouterr().err
    assert read_tree(root) == before


def test_a_folder_that_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without settings is wrong usage, and the hint says which folder is wanted."""
    assert _run(tmp_path) == 2
    said = capsys.readouterr().err
    assert said.endswith("is no site: it has no content/site.yaml. Name the folder that holds content/\n")
