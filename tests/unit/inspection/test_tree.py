"""Where an address leads in a built tree, as a browser and a host of plain files take it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.inspection.tree import ELSEWHERE, Target, Tree, look_at

FILES = dict.fromkeys(["index.html", "a/index.html", "a/feed/index.xml", "a/b.html", "é.pdf", "file.txt"], 1)
TREE = Tree(Path(), FILES, (), "https://site.example", "/repo/")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/repo/", "index.html"),
        ("/repo", "index.html"),
        ("/repo/?q=1", "index.html"),
        ("https://site.example/repo/a/", "a/index.html"),
        ("//site.example/repo/a/", "a/index.html"),
        ("/repo/a", "a/index.html"),
        ("/repo/a/feed/", "a/feed/index.xml"),
        ("/repo/%C3%A9.pdf", "é.pdf"),
        ("/repo/e%CC%81.pdf", "é.pdf"),
        ("b.html", "a/b.html"),
        (" ../file.txt\n", "file.txt"),
        ("", "a/index.html"),
        ("?page=2", "a/index.html"),
        ("/repo/a/#part", "a/index.html"),
    ],
)
def test_an_address_leads_to_a_file(address: str, file: str) -> None:
    """Seen from the page /repo/a/."""
    target = TREE.resolve(address, "a/index.html")
    assert (target.file, target.why) == (file, "")


@pytest.mark.parametrize(
    "address",
    ["https://other.example/", "https://site.example/", "https://site.example.org/repo/", "mailto:a@b.example", "tel:1",
     "data:,", "https://site.example/repository/"],
)  # fmt: skip
def test_what_lies_elsewhere_is_nobodys_business(address: str) -> None:
    """Other hosts, other sites of the same host, and what is no place."""
    assert TREE.resolve(address, "index.html") == ELSEWHERE


@pytest.mark.parametrize(
    ("address", "why", "path"),
    [
        ("/repo/no/", "leads to no file of the site", "/no/"),
        ("/repo/a/b", "leads to no file of the site", "/a/b"),
        ("/repo/file.txt/", "leads to no file of the site", "/file.txt/"),
        ("/repo/A/", "leads to no file of the site", "/A/"),
        ("/a/", "leads out of the site, whose addresses begin with /repo/", ""),
        ("http://[", "is no address", ""),
    ],
)
def test_an_address_that_leads_nowhere_says_why(address: str, why: str, path: str) -> None:
    """A case that differs is another file; below a base path nothing else is of the site."""
    expected = ELSEWHERE if why == "is no address" else Target("", "", why, path)
    assert TREE.resolve(address, "index.html") == expected


@pytest.mark.parametrize(("quoted", "fragment"), [("#a%20b", "a b"), ("#top", ""), ("#", ""), ("#:~:text=x", "")])
def test_a_fragment_is_decoded(quoted: str, fragment: str) -> None:
    """The top of a page, and words for the browser to look for, are no element."""
    assert TREE.resolve(f"/repo/{quoted}", "a/index.html").fragment == fragment


def test_a_tree_is_its_files_and_what_is_strange(tmp_path: Path) -> None:
    """What is kept beside a site in its folder is no part of it."""
    for path in ("index.html", ".well-known/security.txt", ".git/config", ".sitegen"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("four", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "index.html")
    tree = look_at(tmp_path, "https://site.example", "/")
    assert tree.files == {".well-known/security.txt": 4, "index.html": 4}
    assert tree.strange == ("link",)
