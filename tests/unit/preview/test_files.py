"""A path finds the file that GitHub Pages would answer with, and never anything but a file of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.preview.files import Found, Moved, Served, content_type, find

FILES = (
    "index.html", "404.html", "feed.xml", ".nojekyll", ".well-known/security.txt", "about.html", "about/index.html",
    "world/index.html", "feed/index.xml", "both/index.html", "both/index.xml", "assets/style.0123456789.css",
    "বাংলা/index.html", "a b.txt", "page.html", "bare/file.txt", ".sitegen", ".sitegen.staging/tree/x.html",
    ".git/config",
)  # fmt: skip
MISSING = Served("404.html", 404)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's folder, and beside it and in it what must never be served."""
    folder = tmp_path_factory.mktemp("host") / "site"
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)
    (folder.parent / "secret.txt").write_text("secret")
    (folder.parent / "outside").mkdir()
    (folder.parent / "outside" / "index.html").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "linked").symlink_to(folder.parent / "outside")
    (folder / "inner.txt").symlink_to(folder / "feed.xml")
    return folder


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", Served("index.html")),
        ("/index.html", Served("index.html")),
        ("/feed.xml", Served("feed.xml")),
        ("/world/", Served("world/index.html")),
        ("/world", Moved("/world/")),
        ("/world/index", Served("world/index.html")),
        ("/feed/", Served("feed/index.xml")),
        ("/feed", Moved("/feed/")),
        ("/both/", Served("both/index.html")),
        ("/page", Served("page.html")),
        ("/page/", MISSING),
        ("/about", Served("about.html")),
        ("/about/", Served("about/index.html")),
        ("/বাংলা/", Served("বাংলা/index.html")),
        ("/বাংলা", Moved("/%E0%A6%AC%E0%A6%BE%E0%A6%82%E0%A6%B2%E0%A6%BE/")),
        ("/a b.txt", Served("a b.txt")),
        ("/.nojekyll", Served(".nojekyll")),
        ("/.well-known/security.txt", Served(".well-known/security.txt")),
        ("/bare/", MISSING),
        ("/404", Served("404.html")),
        ("/deep/down/nothing", MISSING),
        ("/World/", MISSING),
    ],
)
def test_a_path_finds_what_pages_would_answer(site: Path, path: str, found: Found) -> None:
    """Files, pages without their ending, the indexes of folders, redirects to them, and 404.html at any depth."""
    assert find(site, "/", path) == found


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/world/../../secret.txt", "/./index.html", "/world/./index.html", "//index.html",
        "/world//index.html", "//example.org/world", "/\\..\\secret.txt", "/..\\secret.txt", "/C:/secret.txt",
        "/index.html:stream", "/index.html\0.txt", "/\0", "/a\nb", "/link.txt", "/linked/", "/linked", "/inner.txt",
        "/linked/index.html", "/.sitegen", "/.sitegen.staging/tree/x.html", "/.git/config", "/index.html/",
        "/index.html/../index.html", "/" + "a" * 5000, "/" + "a/" * 2000, "/" + "a" * 300, "/\ud800",
    ],
)  # fmt: skip
def test_nothing_but_the_site_is_found(site: Path, path: str) -> None:
    """No folder above, no link wherever it leads, no stream or drive, nothing of sitegen's own or of git."""
    assert find(site, "/", path) == MISSING


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/repo/", Served("index.html")),
        ("/repo", Moved("/repo/")),
        ("/repo/world", Moved("/repo/world/")),
        ("/repo/nothing", MISSING),
        ("/", None),
        ("/world/", None),
        ("/repository/", None),
        ("/repo/../secret.txt", MISSING),
    ],
)
def test_a_site_is_found_below_its_base_path_alone(site: Path, path: str, found: Found) -> None:
    """What is outside of a project's site is none of its: there the host has no page of its."""
    assert find(site, "/repo/", path) == found


def test_a_site_without_a_404_page_has_no_answer(tmp_path: Path) -> None:
    """The caller then says so in plain words."""
    assert find(tmp_path, "/", "/nothing") is None


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a/feed.xml", "application/xml"),
        ("a/feed.json", "application/json; charset=utf-8"),
        ("assets/site.0123456789.js", "application/javascript; charset=utf-8"),
        ("assets/site.mjs", "application/javascript; charset=utf-8"),
        ("assets/style.0123456789.css", "text/css; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("media/A.WEBP", "image/webp"),
        ("media/a.svg", "image/svg+xml"),
        ("media/a.jpg", "image/jpeg"),
        ("fonts/a.woff2", "font/woff2"),
        ("sounds/a.mp3", "audio/mpeg"),
        ("CNAME", "application/octet-stream"),
        (".nojekyll", "application/octet-stream"),
        ("a.b/CNAME", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_that_pages_gives_it(file: str, kind: str) -> None:
    """By its ending; text is UTF-8."""
    assert content_type(file) == kind
