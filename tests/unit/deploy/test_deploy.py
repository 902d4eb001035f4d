"""`sitegen deploy`: exactly a clean build on the branch, or the branch as it was; all with real git."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from tests.support.command import kill_sitegen
from tests.support.repository import APART, begin_repository, commit, git
from tests.support.trees import differences, look
from tests.unit.site.newsroom import story, write_site

from sitegen.build import Options, build
from sitegen.cli import cli

URL = "https://wire.github.io/repo/"
BRANCH = "refs/heads/gh-pages"


class Place(NamedTuple):
    """A site in a repository, and the bare one that it is published at."""

    root: Path
    host: Path

    def published(self) -> dict[str, bytes]:
        """The files of the branch, as the host has them."""
        folder = self.host.parent / "checked-out"
        git(self.host, "--work-tree", made(folder), "checkout", "--force", "gh-pages", "--", ".")
        git(self.host, "read-tree", "--empty")
        return look(folder)

    def state(self) -> tuple[str, str, str, str]:
        """All that a deployment that fails leaves as it was: refs here and there, the branch, the working tree."""
        refs = [git(folder, "for-each-ref", "--format=%(refname) %(objectname)") for folder in self]
        here = "".join(line for line in refs[0].splitlines(keepends=True) if "refs/remotes" not in line)
        return here, refs[1], git(self.root, "symbolic-ref", "HEAD"), git(self.root, "status", "--porcelain")


def made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for file in sorted(folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    return folder


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git without the machine's settings; temporary files where they can be counted."""
    for name, value in APART.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A committed site with two stories, one of them in Bengali, and an empty repository to publish at."""
    files = {
        "articles/a.md": story("[b](b.md)", title="A", author="Piyal Chatterjee"),
        "articles/b.md": story(title="হাওড়া সেতুতে আলো", section="India"),
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "static/robots.txt": "User-agent: *\n",
    }
    root = write_site(tmp_path / "site", files, url=URL)
    (root / ".gitignore").write_text("/public/\n/.sitegen/\n")
    begin_repository(root)
    host = tmp_path / "host.git"
    host.mkdir()
    git(host, "init", "--quiet", "--bare")
    git(root, "remote", "add", "origin", host)
    commit(root)
    return Place(root, host)


def deploy(place: Place, *arguments: str) -> Result:
    done = CliRunner().invoke(cli, ["deploy", str(place.root), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def built(place: Place, output: Path, **options: object) -> dict[str, bytes]:
    """A clean build of the site, without the mark that it leaves."""
    build(place.root, Options(output, "2026-01-01", workers=1, **options))  # type: ignore[arg-type]
    tree = look(output)
    del tree[".sitegen"]
    return tree


def test_the_branch_holds_a_clean_build(place: Place, tmp_path: Path) -> None:
    """Its files and no others, .nojekyll among them and no mark; the message names the commit of the sources."""
    before = place.state()
    done = deploy(place)
    assert done.exit_code == 0, done.stderr
    assert differences(built(place, tmp_path / "clean"), place.published()) == []
    assert {".nojekyll", "2025/02/27/হাওড়া-সেতুতে-আলো/index.html"} <= place.published().keys()
    assert "CNAME" not in place.published()
    source = git(place.root, "rev-parse", "--short", "HEAD").strip()
    assert git(place.host, "log", "--format=%s %an <%ae>", "gh-pages") == (
        f"Publish {source} Wire Desk <desk@newsmania.example>\n"
    )
    here, _, head, status = place.state()
    assert (here, head, status) == (before[0], before[2], before[3])
    assert not (place.root / "public").exists()
    assert "new      https://wire.github.io/repo/2025/02/27/a/" in done.stdout.splitlines()


def test_a_second_story_changes_only_the_files_that_differ(place: Place) -> None:
    """Those that an incremental build writes or removes; a deployment without a change makes no commit."""
    deploy(place)
    options = Options(place.root / "public", "2026-01-01", base_url=URL, workers=1)
    build(place.root, options)
    (place.root / "content/articles/c.md").write_text(story(title="C"))
    (place.root / "content/articles/b.md").unlink()
    (place.root / "content/articles/a.md").write_text(story(title="A", author="Piyal Chatterjee"))
    commit(place.root)
    report = build(place.root, options)
    done = deploy(place, "--message", "- Zweite Geschichte – दूसरी")
    assert done.exit_code == 0, done.stderr
    listed = git(place.host, "diff-tree", "-z", "--name-only", "-r", "gh-pages~", "gh-pages").split("\0")[:-1]
    assert sorted(listed) == sorted((*report.written, *report.removed))
    assert git(place.host, "log", "-1", "--format=%s", "gh-pages") == "- Zweite Geschichte – दूसरी\n"
    lines = done.stdout.splitlines()
    assert "new      https://wire.github.io/repo/2025/02/27/c/" in lines
    assert "changed  https://wire.github.io/repo/2025/02/27/a/" in lines
    assert "changed  https://wire.github.io/repo/" in lines
    assert any(line.startswith("removed  https://wire.github.io/repo/2025/02/27/%E0%A6") for line in lines)
    before = place.state()
    again = deploy(place)
    assert (again.exit_code, again.stdout) == (0, "Nothing to publish: gh-pages of origin holds this site already\n")
    assert place.state() == before


def test_a_dry_run_lists_and_pushes_nothing(place: Place) -> None:
    """What would change, by address, as the deployment then says it; no commit, branch or object is made."""
    deploy(place)
    (place.root / "content/articles/c.md").write_text(story(title="C"))
    commit(place.root)
    before, objects = place.state(), git(place.root, "count-objects", "-v")
    dry = deploy(place, "--dry-run")
    assert (dry.exit_code, place.state(), git(place.root, "count-objects", "-v")) == (0, before, objects)
    done = deploy(place)
    assert dry.stdout.splitlines()[:-1] == done.stdout.splitlines()[:-1]
    assert dry.stdout.splitlines()[-1] == "A dry run: gh-pages of origin is as it was"
    assert not any("fragments" in line for line in dry.stdout.splitlines())


def test_a_site_of_its_own_domain_names_it(place: Place) -> None:
    """CNAME, from `url`; an equal file of content/static/ is as good."""
    settings = place.root / "content/site.yaml"
    settings.write_text(settings.read_text().replace(URL, "https://Wire.Newsmania.Press/"))
    commit(place.root)
    assert deploy(place).exit_code == 0
    assert place.published()["CNAME"] == b"wire.newsmania.press\n"
    (place.root / "content/static/CNAME").write_text("wire.newsmania.press")
    commit(place.root)
    assert deploy(place).exit_code == 0
    assert place.published()["CNAME"] == b"wire.newsmania.press"


def test_what_is_not_committed_is_published_only_if_told(place: Place) -> None:
    """Sources, that is: content/ and themes/; another file is no obstacle. The message says so."""
    (place.root / "README.md").write_text("Ours\n")
    assert deploy(place).exit_code == 0
    (place.root / "content/articles/c d.md").write_text(story(title="C"))
    (place.root / "content/articles/a.md").unlink()
    before = place.state()
    done = deploy(place)
    assert (done.exit_code, done.stdout, place.state()) == (2, "", before)
    assert done.stderr == (
        "sitegen: content/articles/a.md and 1 more: not committed as it is. "
        "Commit first, or publish what is there with --allow-dirty\n"
    )
    assert deploy(place, "--allow-dirty").exit_code == 0
    assert "2025/02/27/c/index.html" in place.published()
    assert git(place.host, "log", "-1", "--format=%s", "gh-pages").endswith(", and changes that are not committed\n")


def test_pictures_are_made_once(place: Place) -> None:
    """A deployment takes those that a build has made, and keeps those that it makes."""
    media = place.root / "content" / "media"
    media.mkdir()
    Image.new("RGB", (640, 360), "teal").save(media / "x.jpg")
    file = place.root / "content/articles/c.md"
    file.write_text(story(title="C", image={"src": "/media/x.jpg", "alt": "Teal"}))
    commit(place.root)
    assert deploy(place).exit_code == 0
    (kept,) = (place.root / ".sitegen").glob("*/pictures")
    stamps = {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}
    assert stamps
    file.write_text(file.read_text() + "\nMore.\n")
    commit(place.root)
    assert deploy(place).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()} == stamps
    assert [folder.name for folder in (place.root / ".sitegen").iterdir()] == [kept.parent.name]


def break_remote(place: Place) -> None:
    git(place.root, "remote", "set-url", "origin", place.host.with_name("gone.git"))


def refuse_pushes(place: Place) -> None:
    hook = place.host / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'no news on Sundays' >&2\nexit 1\n")
    hook.chmod(0o755)


def overtake(place: Place, name: str) -> None:
    """Let another publish when git calls a hook of this name for the first time."""
    other = begin_repository(place.host.with_name("other"))
    (other / "index.html").write_text("other")
    commit(other)
    hook = place.root / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    push = f"env -u GIT_DIR git push --quiet '{place.host}' main:gh-pages"
    hook.write_text(f"#!/bin/sh\ncd '{other}' && mkdir done 2>/dev/null && {push}\nexit 0\n")
    hook.chmod(0o755)


def be_overtaken_while_pushing(place: Place) -> None:
    overtake(place, "pre-push")


def be_overtaken_while_building(place: Place) -> None:
    overtake(place, "reference-transaction")


def be_nobody(place: Place) -> None:
    git(place.root, "config", "--unset", "user.email")


def check_out(place: Place) -> None:
    git(place.root, "worktree", "add", "--quiet", "-b", "gh-pages", place.root.with_name("worktree"))


def publish_sources(place: Place) -> None:
    git(place.root, "push", "--quiet", "origin", "main:gh-pages")


def publish_a_program(place: Place) -> None:
    other = begin_repository(place.host.with_name("other"))
    (other / "main.c").write_text("int main(void) { return 0; }\n")
    commit(other)
    git(other, "push", "--quiet", place.host, "main:gh-pages")


def break_article(place: Place) -> None:
    (place.root / "content/articles/a.md").write_text(story(title="A", section="Wrold"))
    commit(place.root)


def keep_the_example(place: Place) -> None:
    settings = place.root / "content/site.yaml"
    settings.write_text(settings.read_text().replace(URL, "https://news.example/"))
    commit(place.root)


def name_another_domain(place: Place) -> None:
    (place.root / "content/static/CNAME").write_text("other.press\n")
    commit(place.root)


def forget_remote(place: Place) -> None:
    git(place.root, "remote", "remove", "origin")


FAILURES = [
    (forget_remote, [], 2, "the repository has no remote. Name the place to publish at: git remote add origin ADDRESS"),
    (None, ["--remote", "upstream"], 2, "the repository has no remote `upstream`. Known: `origin`"),
    (None, ["--branch", "a..b"], 2, "--branch: `a..b` can be no name of a branch"),
    (None, ["--branch=-f"], 2, "--branch: `-f` can be no name of a branch"),
    (None, ["--branch", "main"], 2, "the branch `main` is checked out in "),
    (check_out, [], 2, "the branch `gh-pages` is checked out in "),
    (publish_sources, [], 2, "the branch `gh-pages` of `origin` holds the sources of a site"),
    (publish_a_program, [], 2, "the branch `gh-pages` of `origin` holds files that are no site, main.c for one"),
    (be_nobody, [], 2, "git does not know who makes the commit. Tell it: git config user.name NAME"),
    (break_remote, [], 3, "the remote `origin` cannot be read: "),
    (refuse_pushes, [], 3, "`gh-pages`: pre-receive hook declined; no news on Sundays. Nothing was published"),
    (be_overtaken_while_pushing, [], 3, "somebody else has published to `gh-pages` of `origin` meanwhile"),
    (be_overtaken_while_building, [], 3, "somebody else has published to `gh-pages` of `origin` meanwhile"),
    (break_article, [], 1, "content/articles/a.md:5:10: unknown-section: "),
    (keep_the_example, [], 1, "content/site.yaml:2:6: example-address: `news.example` is a name for examples"),
    (name_another_domain, [], 1, "content/static/CNAME:1:1: domain: the file names the domain `other.press`, and by"),
]


@pytest.mark.parametrize(("spoil", "arguments", "status", "message"), FAILURES)
def test_what_fails_is_told_in_a_line_and_changes_nothing(
    spoil: object, arguments: list[str], status: int, message: str, place: Place, tmp_path: Path
) -> None:
    """No half of a deployment: branches here and there, the working tree and the temporary files are as they were."""
    if callable(spoil):
        spoil(place)
    before = place.state()
    done = deploy(place, *arguments)
    assert (done.exit_code, done.stdout) == (status, "")
    first, *others = done.stderr.splitlines()
    assert message in first
    assert others in ([], ["sitegen: 1 problem; nothing was written"])
    here, there, *tree = place.state()
    assert (here, *tree) == (before[0], *before[2:])
    if spoil in (be_overtaken_while_pushing, be_overtaken_while_building):
        assert place.published() == {"index.html": b"other"}
    else:
        assert there == before[1]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_folder_outside_of_a_repository_is_a_wrong_call(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {"articles/a.md": story(title="A")}, url=URL)
    done = deploy(Place(root, root))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"sitegen: {root} is in no git repository. Begin one there with `git init`, and commit the site\n"
    )


def test_without_git_it_says_so(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = deploy(place)
    assert (done.exit_code, done.stderr) == (
        3, "sitegen: git is not installed, or not on PATH; a deployment needs it\n",
    )  # fmt: skip


def test_a_site_may_be_a_part_of_its_repository(tmp_path: Path, place: Place) -> None:
    """Only what lies below its root has to be committed."""
    root = place.root
    (root / "site").mkdir()
    git(root, "mv", "content", "site/content")
    commit(root)
    (root / "content").mkdir()
    (root / "content" / "other.txt").write_text("not ours")
    assert deploy(Place(root / "site", place.host)).exit_code == 0
    assert "2025/02/27/a/index.html" in place.published()


def test_a_hook_of_another_repository_may_deploy(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that git sets for a hook lead nobody away from the repository of the site."""
    other = begin_repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    done = deploy(place)
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert done.exit_code == 0, done.stderr
    assert "2025/02/27/a/index.html" in place.published()
    assert git(other, "for-each-ref") == ""


def test_a_long_list_is_cut_once_it_is_published(place: Place) -> None:
    """Fifty pages and how many more; the dry run has them all."""
    for number in range(60):
        (place.root / f"content/articles/s{number}.md").write_text(story(title=f"Story {number}"))
    commit(place.root)
    dry = deploy(place, "--dry-run").stdout.splitlines()
    done = deploy(place).stdout.splitlines()
    assert len(dry) > 62
    assert (done[:50], done[50], done[51]) == (dry[:50], f"... and {len(dry) - 52} more", dry[-2])
    assert len(done) == 53


def test_what_a_killed_deployment_leaves_is_cleared_away(place: Place, tmp_path: Path) -> None:
    """By the next, which is as good as if there had been none; the branch that readers see never moved."""
    hook, begun = place.root / ".git" / "hooks" / "pre-push", tmp_path / "begun"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{begun}'\nsleep 60\n")
    hook.chmod(0o755)
    before = place.state()
    assert kill_sitegen("deploy", place.root, when=begun.exists)
    left = place.state()
    assert (left[0] != before[0], left[1:]) == (True, before[1:])
    hook.unlink()
    assert deploy(place).exit_code == 0
    assert place.state()[0] == before[0]
    assert "2025/02/27/a/index.html" in place.published()
