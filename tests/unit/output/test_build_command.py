"""`sitegen build` on the command line: what it says, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.site.newsroom import story, write_site

from sitegen.cli import cli


def build(root: Path, *arguments: str) -> Result:
    """Run `sitegen build ROOT` as of the first of January 2026, unless `arguments` say otherwise."""
    moment = () if "--as-of" in arguments else ("--as-of", "2026-01-01")
    return CliRunner().invoke(cli, ["build", str(root), *moment, *arguments])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one article that is out and one that is not."""
    return write_site(
        tmp_path / "site", {"articles/a.md": story(title="A"), "articles/b.md": story(title="B", date="2026-03-01")}
    )


def test_a_build_says_what_it_did(root: Path) -> None:
    """On standard output, in two lines; ROOT/public is the default."""
    done = build(root)
    assert (done.exit_code, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith("1 articles, ")
    assert f"files in {root / 'public'}: " in first
    assert second == "Next change: 1 March 2026, 00:00"
    assert (root / "public" / "2025" / "02" / "27" / "a" / "index.html").is_file()


def test_a_report_is_one_json_object(root: Path) -> None:
    """With the fields that the design names."""
    report = json.loads(build(root, "--json").stdout)
    again = json.loads(build(root, "--json").stdout)
    assert {name: report[name] for name in ("articles", "removed", "unchanged", "problems")} == {
        "articles": 1, "removed": 0, "unchanged": 0, "problems": [],
    }  # fmt: skip
    assert report["next_change"] == "2026-03-01T00:00:00+05:30"
    assert report["pages"] == report["rendered"] == report["written"] == again["unchanged"] > 10
    assert (again["written"], isinstance(again["seconds"], float)) == (0, True)


def test_problems_go_to_standard_error_and_nothing_is_written(root: Path) -> None:
    """A line each, `path:line:column: code: ...`, then their number; status 1; the last good site stands."""
    build(root)
    before = {path: path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()}
    (root / "content" / "articles" / "c.md").write_text(story("[x](no.md) [y](/no/)", title="C", secton="World"))
    done = build(root)
    assert (done.exit_code, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith("content/articles/c.md:6:1: unknown-field: ")
    assert lines[-1].startswith("sitegen: ")
    assert lines[-1].endswith("nothing was written")
    assert {path: path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()} == before


def test_problems_are_in_the_report_too(root: Path) -> None:
    """With place, code, message and hint apart."""
    (root / "content" / "articles" / "c.md").write_text(story("[x](/no/)", title="C"))
    done = build(root, "--json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert done.exit_code == 1
    assert (problem["path"], problem["line"], problem["column"], problem["code"]) == (
        "content/articles/c.md", 7, 5, "broken-link",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--as-of", "yesterday"], "--as-of"),
        (["--as-of", "2025-02-30"], "--as-of"),
        (["--base-url", "news.example"], "--base-url"),
        (["--base-url", ""], "--base-url"),
        (["--base-url", "https://news.example/?x=1"], "--base-url"),
        (["--output", "{root}/content/out"], "sources"),
        (["--output", "{root}/content/site.yaml"], "not a folder"),
        (["--what"], "No such option"),
    ],
)
def test_a_wrong_call_is_status_2(arguments: list[str], message: str, root: Path) -> None:
    """With the reason in a line, and nothing written."""
    done = build(root, *(argument.format(root=root) for argument in arguments))
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (root / "public").exists()
    assert sorted(path.name for path in (root / "content").iterdir()) == ["articles", "site.yaml"]


def test_a_folder_without_a_site_is_a_wrong_call(tmp_path: Path) -> None:
    """It says what is missing."""
    done = build(tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "content/site.yaml" in done.stderr


def test_a_machine_that_fails_is_status_3(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told from mistakes in the content, so that a timer can try again."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr(Path, "mkdir", refuse)
    done = build(root)
    assert (done.exit_code, done.stderr) == (3, "sitegen: /somewhere: cannot be written: No space left on device\n")


@pytest.mark.parametrize(
    ("moment", "articles"),
    [("2026-02-28 23:59", 1), ("2026-03-01", 2), ("2026-02-28T18:30:00Z", 2), ("2026-02-28T18:29:59Z", 1)],
)
def test_as_of_is_read_on_the_site_s_clock(moment: str, articles: int, root: Path) -> None:
    """Unless it has an offset of its own."""
    assert build(root, "--as-of", moment, "--json").exit_code == 0
    assert json.loads(build(root, "--as-of", moment, "--json").stdout)["articles"] == articles


def test_warnings_are_told_by_every_build_and_fail_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, counted in the last line, in the report, as annotations; an unchanged site's too."""
    project = ("--base-url", "https://host.example/repo/")
    line = (
        "content/site.yaml:2:6: warning: unseen-files: crawlers look for robots.txt at https://host.example/ alone, "
        "never below /repo/. Publish the site at the root of a host, or ask whoever has that root to publish them "
        "there\n"
    )
    for _ in range(2):
        done = build(root, *project)
        assert (done.exit_code, done.stderr) == (0, line)
        assert done.stdout.splitlines()[0].endswith("; 1 warning")
    done = build(root, *project, "--json")
    assert (done.exit_code, done.stderr) == (0, line)
    (warning,) = json.loads(done.stdout)["warnings"]
    assert (warning["path"], warning["line"], warning["code"]) == ("content/site.yaml", 2, "unseen-files")
    assert build(root, *project, "-q").stderr == ""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "\n::warning file=content/site.yaml,line=2,col=6,title=unseen-files::" in build(root, *project).stderr
    monkeypatch.delenv("GITHUB_ACTIONS")
    done = build(root)
    assert (done.stderr, "; 1 warning" in done.stdout) == ("", False)


def test_the_next_change_is_told_to_the_second_where_it_has_one(root: Path) -> None:
    """An expiry on a day is its last second; without a change to come there is no line."""
    (root / "content" / "articles" / "b.md").write_text(story(title="B", date="2025-03-01", expires="2026-02-28"))
    assert build(root).stdout.splitlines()[1:] == ["Next change: 28 February 2026, 23:59:59"]
    assert len(build(root, "--as-of", "2026-03-01").stdout.splitlines()) == 1


def test_base_url_takes_the_place_of_url(root: Path) -> None:
    """In every address, with or without the closing slash."""
    build(root, "--base-url", "https://host.example/repo")
    home = (root / "public" / "index.html").read_text()
    assert '<link rel="canonical" href="https://host.example/repo/">' in home
    assert "newsmania.example" not in home


def test_drafts_are_let_in_on_demand(root: Path) -> None:
    """What is scheduled is there, and will be no news two days after its date."""
    report = json.loads(build(root, "--drafts", "--json").stdout)
    assert (report["articles"], report["next_change"]) == (2, "2026-03-03T00:00:00+05:30")


def test_quiet_and_verbose(root: Path) -> None:
    """Quiet says nothing of a good build; verbose names each file that is new, other or gone, and why."""
    lines = build(root, "-v").stdout.splitlines()
    assert {"+ index.html (new)", "+ 2025/02/27/a/index.html (new)"} <= set(lines)
    (root / "content" / "articles" / "a.md").unlink()
    lines = build(root, "-v").stdout.splitlines()
    assert "- 2025/02/27/a/index.html (planned no more)" in lines
    assert any(line.startswith("+ index.html (key changed: ") and "recent" in line for line in lines)
    assert build(root, "-q").stdout == ""


def test_a_terminal_that_does_not_know_a_script_still_gets_the_report(tmp_path: Path) -> None:
    """The names of files are escaped then; the build has been done, and says so."""
    root = write_site(tmp_path, {"articles/a.md": story(title="কলকাতা")})
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", root, "-v", "--as-of", "2026-01-01"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        encoding="latin-1",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "+ 2025/02/27/\\u0995\\u09b2\\u0995\\u09be\\u09a4\\u09be/index.html" in done.stdout
