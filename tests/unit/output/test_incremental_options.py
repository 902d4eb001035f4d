"""What a build tells of itself: why each file changed, what `--verify` mended, what `--clean` forgot."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.unit.output.test_build_command import build
from tests.unit.site.newsroom import story, write_site

HOME = "public/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a child theme, two articles, and a build of it."""
    files = {"articles/a.md": story(title="A", tags=["x"]), "articles/b.md": story(title="B", date="2025-03-01")}
    site = write_site(tmp_path / "site", files, theme="ours")
    theme = site / "themes" / "ours"
    (theme / "templates" / "partials").mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: ours\nparent: newsmania\n", encoding="utf-8")
    (theme / "templates" / "partials" / "related.html").write_text("<p>one</p>\n", encoding="utf-8")
    assert build(site).exit_code == 0
    return site


def reasons(root: Path, *options: str) -> dict[str, str]:
    """Return what a verbose build says of each file that it wrote or removed."""
    lines = build(root, "-v", *options).stdout.splitlines()
    changes = (line[2:].removesuffix(")").partition(" (") for line in lines if line[:2] in ("+ ", "- "))
    return {path: why for path, _, why in changes}


def falsify(file: Path) -> None:
    """Change a byte of a file so that neither its size nor its time tells."""
    status, raw = file.stat(), bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_an_edited_text_changes_its_page_and_feeds(root: Path) -> None:
    """And says so; no list shows a text."""
    file = root / "content" / "articles" / "a.md"
    file.write_text(story(title="A", tags=["x"], body="Text.\n\nAnd more."), encoding="utf-8")
    told = reasons(root)
    assert told["2025/02/27/a/index.html"] == "key changed: body"
    assert {why for path, why in told.items() if path.endswith((".xml", ".json"))} == {"key changed: items"}
    assert all(path.endswith((".xml", ".json", "/a/index.html")) for path in told)


def test_a_template_s_edit_names_the_template(root: Path) -> None:
    """Only the pages that reach it are made again."""
    (root / "themes" / "ours" / "templates" / "partials" / "related.html").write_text("<p>two</p>\n", encoding="utf-8")
    told = reasons(root)
    assert set(told.values()) == {"template changed: partials/related.html"}
    assert sorted(told) == ["2025/02/27/a/index.html", "2025/03/01/b/index.html"]


def test_what_is_new_and_what_is_gone_is_told(root: Path) -> None:
    """And what had to change for it."""
    (root / "content" / "articles" / "b.md").unlink()
    (root / "content" / "articles" / "c.md").write_text(story(title="C", date="2025-04-01"), encoding="utf-8")
    told = reasons(root)
    assert told["2025/04/01/c/index.html"] == "new"
    assert told["2025/03/01/b/index.html"] == "planned no more"
    assert told["2025/02/27/a/index.html"].startswith("key changed: next")


def test_an_output_that_was_spoiled_is_mended_and_told(root: Path) -> None:
    """Whatever a plain build looks at: its change time gives it away."""
    falsify(root / HOME)
    assert reasons(root) == {"index.html": "the file was not what was written"}


def test_verify_names_what_it_mends(root: Path) -> None:
    """On standard error and in the report; a site that is right is left alone."""
    done = build(root, "--verify")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "0 written" in done.stdout
    falsify(root / HOME)
    done = build(root, "--verify")
    assert done.stderr == "mended: index.html was not what the last build left\n"
    (root / "public" / "404.html").unlink()
    assert json.loads(build(root, "--verify", "--json").stdout)["mended"] == ["404.html"]
    assert json.loads(build(root, "--verify", "--json").stdout)["mended"] == []


def test_clean_makes_everything_anew_and_writes_what_differs(root: Path) -> None:
    """The files that are right keep their times."""
    before = (root / HOME).stat().st_mtime_ns
    falsify(root / "public" / "404.html")
    report = json.loads(build(root, "--clean", "--json").stdout)
    assert report["rendered"] == report["pages"]
    assert report["written"] == 1
    assert (root / HOME).stat().st_mtime_ns == before


def test_a_site_in_a_folder_that_refuses_is_built_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its state is kept for the one build alone."""
    make = Path.mkdir

    def refusing(path: Path, *arguments: object, **options: object) -> None:
        if ".sitegen" in path.parts and "public" not in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        make(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refusing)
    done = build(root, "--output", str(root / "elsewhere"))
    assert done.exit_code == 0
    assert (root / "elsewhere" / "index.html").is_file()


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_number_of_workers_is_one_or_more(number: str, root: Path) -> None:
    """Anything else is a wrong use."""
    assert build(root, "--workers", number).exit_code == 2
