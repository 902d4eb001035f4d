"""The application answers as GitHub Pages would, reads only, and only for whom it is meant to answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.loops import run_apart
from tests.unit.preview.asking import Answer, Site, ask

HTML = "text/html; charset=utf-8"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site under /repo/."""
    folder = tmp_path / "site"
    (folder / "world").mkdir(parents=True)
    for file in ("index.html", "world/index.html", "404.html"):
        (folder / file).write_text(f"<!doctype html>\n<html><body>{file}</body></html>\n")
    (folder / "google0123.html").write_text("google-site-verification: google0123.html")
    (folder / "sound.mp3").write_bytes(bytes(range(100)))
    (folder / "large.bin").write_bytes(b"0123456789abcdef" * 200_000)
    return Site(folder, "/repo/")


def test_a_page_is_served_with_the_client(site: Site) -> None:
    """Its length is that of what is sent, and no browser keeps it."""
    answer = ask(site, "/repo/world/")
    assert (answer.status, answer.headers["content-type"]) == (200, HTML)
    assert answer.headers["cache-control"] == "no-store"
    assert b"world/index.html<script" in answer.body
    assert answer.body.endswith(b"</body></html>\n")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_what_is_missing_is_answered_by_the_sites_own_page(site: Site) -> None:
    """With status 404 at any depth; with plain words outside of the base path."""
    answer = ask(site, "/repo/deep/down/nothing")
    assert (answer.status, answer.headers["content-type"]) == (404, HTML)
    assert b"404.html<script" in answer.body
    outside = ask(site, "/world/")
    assert (outside.status, outside.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert outside.body == b"There is nothing here. The site is at /repo/\n"


def test_a_folder_without_its_slash_is_a_redirect(site: Site) -> None:
    """The query goes with it."""
    answer = ask(site, "/repo/world", query="page=2")
    assert (answer.status, answer.headers["location"]) == (301, "/repo/world/?page=2")


def test_a_page_that_a_script_fetches_is_served_as_it_is(site: Site) -> None:
    """The theme's own fragments must not bring a second client in."""
    assert b"<script" not in ask(site, "/repo/", headers={"sec-fetch-dest": "empty"}).body
    assert b"<script" in ask(site, "/repo/", headers={"sec-fetch-dest": "document"}).body


def test_a_file_that_is_no_page_is_served_as_it_is(site: Site) -> None:
    """Though it is called .html."""
    assert ask(site, "/repo/google0123.html").body == b"google-site-verification: google0123.html"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading_is_admitted(site: Site, method: str) -> None:
    """The methods that are admitted are named (RFC 9110 section 15.5.6)."""
    answer = ask(site, "/repo/", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200), ("LOCALHOST", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200),
        ("evil.example:8000", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421),
        ("192.168.1.2:8000", 421), ("", 400), ("local host", 400), ("localhost:8000;x", 400), ('"', 400),
    ],
)  # fmt: skip
def test_a_name_from_elsewhere_is_refused_on_the_loopback(site: Site, host: str, status: int) -> None:
    """A page on the net whose name is made to lead here cannot read what is previewed (DNS rebinding)."""
    assert ask(site, "/repo/", host=host).status == status


def test_any_name_is_answered_where_others_are_meant_to_read(site: Site) -> None:
    """Whoever binds to an address of the network has said so."""
    site.names = None
    assert ask(site, "/repo/", host="newsroom.local:8000").status == 200


@pytest.mark.parametrize(
    ("asked", "status", "body", "span"),
    [
        ("bytes=10-19", 206, bytes(range(10, 20)), "bytes 10-19/100"),
        ("bytes=90-", 206, bytes(range(90, 100)), "bytes 90-99/100"),
        ("bytes=-5", 206, bytes(range(95, 100)), "bytes 95-99/100"),
        ("bytes=90-1000", 206, bytes(range(90, 100)), "bytes 90-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=-0", 416, b"", "bytes */100"),
        ("bytes=20-10", 200, bytes(range(100)), None),
        ("bytes=0-1,5-6", 200, bytes(range(100)), None),
        ("bytes=-", 200, bytes(range(100)), None),
        ("lines=1-2", 200, bytes(range(100)), None),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(site: Site, asked: str, status: int, body: bytes, span: str | None) -> None:
    """As players of sound do (RFC 9110 section 14); what is no single range brings the whole."""
    answer = ask(site, "/repo/sound.mp3", headers={"range": asked})
    assert (answer.status, answer.body, answer.headers.get("content-range")) == (status, body, span)


def test_a_file_that_a_browser_has_is_not_sent_again(site: Site) -> None:
    """Until it is another (RFC 9110 section 13)."""
    first = ask(site, "/repo/sound.mp3")
    known = {"if-none-match": first.headers["etag"]}
    assert (first.status, first.headers["cache-control"]) == (200, "no-cache")
    assert ask(site, "/repo/sound.mp3", headers=known).status == 304
    (site.folder / "new").write_bytes(b"other")
    (site.folder / "new").replace(site.folder / "sound.mp3")
    assert ask(site, "/repo/sound.mp3", headers=known).body == b"other"


def test_a_large_file_comes_whole_though_it_is_replaced_meanwhile(site: Site) -> None:
    """It is read in pieces from what was opened."""

    async def replaced() -> Answer:
        (site.folder / "new").write_bytes(b"other")
        return await site.ask(
            "/repo/large.bin", at_start=lambda: (site.folder / "new").replace(site.folder / "large.bin")
        )

    answer = run_apart(replaced())
    assert answer.body == b"0123456789abcdef" * 200_000
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_before_the_first_build_every_page_is_an_empty_one_with_the_client(site: Site) -> None:
    """Which shows what is wrong, and loads the site once it is there."""
    site.base = None
    answer = ask(site, "/anything")
    assert (answer.status, answer.headers["content-type"]) == (503, HTML)
    assert b"/__sitegen/client.js" in answer.body


@pytest.mark.parametrize(
    ("name", "kind"),
    [("client.js", "application/javascript; charset=utf-8"), ("overlay.css", "text/css; charset=utf-8")],
)
def test_what_the_client_needs_is_served_beside_the_site(site: Site, name: str, kind: str) -> None:
    """From the package, whatever the base path."""
    answer = ask(site, f"/__sitegen/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize("name", ["", "app.py", "../cli.py", "nothing", "client.js/"])
def test_nothing_else_of_the_package_is_served(site: Site, name: str) -> None:
    """Its code, for one."""
    assert ask(site, f"/__sitegen/{name}").status == 404


@pytest.mark.parametrize(("path", "status"), [("/repo/" + "a" * 5000, 414), ("http://evil.example/", 400), ("*", 400)])
def test_what_is_no_address_of_a_file_is_said_to_be_none(site: Site, path: str, status: int) -> None:
    """Too long, or not a path at all."""
    assert ask(site, path).status == status
