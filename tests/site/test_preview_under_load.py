"""A preview under load and abuse: it neither dies nor serves a half page, gives nothing away, and ends at once."""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.command import run_sitegen
from tests.support.loops import run_apart
from tests.support.preview import Preview, previewing
from tests.support.sites import TINY_ARTICLE, TINY_HEADLINE, TINY_PARAGRAPHS, write_tiny_site
from tests.support.tools import need_tool, run_tool
from tests.support.trees import differences, look

SECONDS = 6
"""How long readers read."""
READERS = 200
STREAMS = 1000
PAUSE = 0.1
"""Seconds between two saves."""
READ = (
    "/",
    "/2025/02/27/russian-and-us-diplomats-meet-in-istanbul-on-the-work-of-their-embassies/",
    "/category/world/",
)
"""Pages that are there all the time, whatever is saved."""
SECRET = "nobody may read this"
SCRIPT = Path(__file__).with_name("readers.lua")
ABUSE = (
    b"GET /..%2f..%2f..%2fsecret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%2e%2e/%2e%2e/%2e%2e/secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /../../../secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /..%5c..%5c..%5csecret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /..\\..\\..\\secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /index.html%00.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%ff%fe%c0%ae%c0%ae/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /linked/secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /link.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /.sitegen HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /__sitegen/events?built= HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
    b"DELETE /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\x00" * 1000,
    b"GET / HT",
)
"""Requests that no reader makes. Each is answered by a refusal or by nothing."""


def article(title: str, body: str) -> str:
    return TINY_ARTICLE.format(title=title, body=body)


class Desk:
    """An editor who saves ten times a second: whole files, half ones, new ones, and takes others away."""

    def __init__(self, root: Path) -> None:
        self.articles = root / "content" / "articles"
        self._ended = threading.Event()
        self._saving = threading.Thread(target=self._save)
        self.saves = 0

    def _save(self) -> None:
        whole = article(TINY_HEADLINE, "\n\n".join(TINY_PARAGRAPHS))
        other = article("A second story", "Text.")
        while not self._ended.wait(PAUSE):
            match self.saves % 6:
                case 0:
                    (self.articles / "istanbul.md").write_text(f"{whole}\nSaved {self.saves}.\n")
                case 1:
                    (self.articles / "second.md").write_text(other)
                case 2:
                    (self.articles / "half.md").write_text(other.replace("A second", "A third")[: 20 + self.saves % 90])
                case 3:
                    (self.articles / "half.md").unlink()
                case 4:
                    (self.articles / "second.md").unlink()
                case 5:
                    (self.articles / ".istanbul.md.swp").write_text("")
            self.saves += 1

    @contextmanager
    def at_work(self) -> Iterator[None]:
        self._saving.start()
        try:
            yield
        finally:
            self._ended.set()
            self._saving.join()
            for name in ("half.md", "second.md"):
                (self.articles / name).unlink(missing_ok=True)


async def ask(port: int, request: bytes) -> bytes:
    """Return all that comes back for a request until the connection ends, or nothing more comes for a second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(request)
        while piece := await asyncio.wait_for(reader.read(1 << 16), 1):
            answer += piece
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    return answer


async def follow(port: int, heard: list[bytes]) -> None:
    """Hold a stream open until the server ends it; add what it told."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /__sitegen/events?built=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
    told = b""
    try:
        while piece := await reader.read(1 << 16):
            told += piece
            told = told[-4000:]
    except ConnectionError:
        pass
    heard.append(told)
    writer.close()


def many_files() -> int:
    """Let this process have as many connections open as it may; return for how many streams that is enough."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = min(hard, 4 * STREAMS) if hard != resource.RLIM_INFINITY else 4 * STREAMS
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(STREAMS, most - 200)


def read_with_wrk(preview: Preview) -> dict[str, int]:
    """Let READERS read for SECONDS; return what they met."""
    command = (
        need_tool("wrk"),
        "-t2",
        f"-c{READERS}",
        f"-d{SECONDS}s",
        "--timeout",
        "20s",
        "-s",
        SCRIPT,
        preview.origin,
    )
    done = run_tool(*command, "--", *READ)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("READERS ")]
    met: dict[str, int] = json.loads(line.removeprefix("READERS "))
    return met


async def besiege(preview: Preview, streams: int) -> tuple[dict[str, int], list[bytes], list[bytes], tuple[int, float]]:
    """Read, abuse and hold streams all at once, then press Ctrl-C; return what came of each."""
    heard: list[bytes] = []
    holding = [asyncio.ensure_future(follow(preview.port, heard)) for _ in range(streams)]
    reading = asyncio.ensure_future(asyncio.to_thread(read_with_wrk, preview))
    answers: list[bytes] = []
    while not reading.done():
        answers += await asyncio.gather(*(ask(preview.port, request) for request in ABUSE))
    met = await reading
    assert not any(stream.done() for stream in holding), "a stream has ended"
    ended = await asyncio.to_thread(preview.interrupt)
    await asyncio.gather(*holding)
    return met, answers, heard, ended


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site, and beside it what nobody may read."""
    (tmp_path / "secret.txt").write_text(SECRET)
    return write_tiny_site(tmp_path / "site")


def test_it_neither_dies_nor_serves_a_half_page_nor_gives_anything_away(root: Path) -> None:
    """With 200 readers, ten saves a second, a thousand open streams and requests that no reader makes, all at once.

    What it has built when all is over is what a clean build makes, and it ends when it is told to, its streams too.
    """
    streams = many_files()
    folder = root / ".sitegen" / "preview" / "site"
    with previewing(root) as preview:
        (folder / "link.txt").symlink_to(root.parent / "secret.txt")
        (folder / "linked").symlink_to(root.parent)
        desk = Desk(root)
        with desk.at_work():
            met, answers, heard, (status, took) = run_apart(besiege(preview, streams))
        said = preview.lines
    assert met["pages"] > 0
    assert {**met, "pages": 0} == dict.fromkeys(met, 0)
    assert desk.saves > 10
    assert len(answers) >= len(ABUSE)
    for answer in answers:
        assert SECRET.encode() not in answer
        assert answer[9:10] in b"4", answer[:200]
    assert len(heard) == streams
    assert all(b"event: reload" in told and b"event: failure" in told for told in heard)
    assert status == 0
    assert took < 10
    assert not [line for line in said if "Traceback" in line or "internal error" in line]


def test_what_it_has_built_is_what_a_clean_build_makes(root: Path) -> None:
    """After saves that came faster than they could be built, and one that was killed in the middle."""
    folder = root / ".sitegen" / "preview" / "site"
    with previewing(root) as preview:
        desk = Desk(root)
        with desk.at_work():
            preview.wait_for(lambda line: desk.saves >= 18)
        preview.close()
    with previewing(root) as preview:
        (root / "content" / "articles" / "last.md").write_text(article("The last story", "Text."))
        preview.wait_for(lambda line: line.startswith("content/articles/last.md changed"))
        assert preview.interrupt()[0] == 0
    assert run_sitegen("build", root, "--output", root / "clean").status == 0
    assert differences(look(root / "clean"), look(folder)) == []


def test_a_port_that_is_in_use_is_said_to_be(root: Path) -> None:
    """In one line, with exit status 3, before anything is built."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_sitegen("serve", root, "--port", str(port))
    assert done.status == 3
    expected = f"sitegen: port {port} of 127.0.0.1 is in use. Choose another with --port, or end what listens there\n"
    assert (done.stdout, done.stderr) == ("", expected)
    assert not (root / ".sitegen").exists()


def test_a_folder_that_is_no_site_is_said_to_be_none(tmp_path: Path) -> None:
    """A preview of nothing ends with the status of wrong usage."""
    done = run_sitegen("serve", tmp_path, "--port", "0")
    assert (done.status, done.stdout) == (2, "")
    assert "is no site" in done.stderr
    assert not (tmp_path / ".sitegen").exists()
