"""The newcomer's walk: from an empty folder, with the wheel and nothing else of ours, to two published stories.

Each step is a function that takes the Newcomer as the step before has left it, and STEPS is the walk. A step stands for
what README tells a newcomer to do; whatever a user meets between two of these becomes a step between them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect
from tests.site.conftest import PIP
from tests.support.preview import previewing
from tests.support.processes import unmeasured
from tests.support.repository import APART, begin_repository, commit, git
from tests.support.server import serve
from tests.support.sites import REPOSITORY, read_tree
from tests.support.tools import need_tool, run_tool

URL: Final = "https://wire.github.io/repo/"
PATIENCE: Final = 60_000
"""Milliseconds that a save may take to be seen on a busy machine."""
UNDER_A_PATH: Final = "content/site.yaml:9:6: warning: unseen-files: "
"""The one warning of a site below another's host: nobody looks for robots.txt there."""


class Newcomer:
    """Someone with an empty folder, and a virtual environment with the wheel in it."""

    def __init__(self, folder: Path, environment: Path, browser: Browser) -> None:
        self.folder = folder
        self.root = folder / "wire"
        """The site."""
        self.host = folder / "host.git"
        """The bare repository that it is published at."""
        self.checkout = folder / "host" / "repo"
        """The published branch, as the host serves it."""
        self.program = environment / "bin" / "sitegen"
        self.browser = browser
        self._environment = environment

    def run(self, *arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        """Run `sitegen` as installed, in the site unless told otherwise."""
        return subprocess.run(
            [self.program, *arguments],
            cwd=cwd or self.root,
            env={**self.environment(), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """The variables of a shell in which the virtual environment is active."""
        path = f"{self._environment / 'bin'}:/usr/bin:/bin"
        return {**unmeasured(), **APART, "PATH": path, "HOME": str(self.folder), "TZ": "Asia/Kolkata"}

    def do(self, *arguments: str, cwd: Path | None = None, **env: str) -> str:
        """Run `sitegen`, which must succeed without a word but the warning of its address; return what it prints."""
        done = self.run(*arguments, cwd=cwd, **env)
        unexpected = [line for line in done.stderr.splitlines() if not line.startswith(UNDER_A_PATH)]
        assert (done.returncode, unexpected) == (0, []), arguments
        return done.stdout

    def write(self, title: str, text: str) -> Path:
        """Write a new article, with an editor that puts in a text and takes the mark of a draft away."""
        editor = f'{sys.executable} -c "import sys, re, pathlib; file = pathlib.Path(sys.argv[-1]); '
        editor += "head = file.read_text().replace('status: draft\\n', '').rpartition('---\\n')[0]; "
        editor += f"file.write_text(head + '---\\n{text}\\n')\""
        printed = self.do("new", "article", title, "--section", "World", "--edit", VISUAL=editor)
        (file,) = printed.split("\n")[:-1]
        return self.root / file


def begin_a_site(newcomer: Newcomer) -> None:
    """One command, and nothing to answer."""
    printed = newcomer.do("new", "site", "wire", "--title", "The Wire", "--url", URL, cwd=newcomer.folder)
    listed, _, word = printed.rstrip("\n").rpartition("\n")
    assert {newcomer.folder / line for line in listed.split("\n")} == {
        path for path in newcomer.root.rglob("*") if path.is_file()
    }
    assert word.endswith("sitegen serve wire")
    assert newcomer.run("new", "site", "wire", cwd=newcomer.folder).returncode == 2


def build_it(newcomer: Newcomer) -> None:
    """It builds as it is; a second time there is nothing to do."""
    newcomer.do("build")
    front = (newcomer.root / "public" / "index.html").read_text()
    assert "A news site opens with its first story" in front
    assert json.loads(newcomer.do("build", "--json"))["written"] == 0


def write_a_story(newcomer: Newcomer) -> None:
    """It is a draft until the editor has been at it, and stands in the file that was printed."""
    file = newcomer.write("A bridge: opened", "The bridge took four years to build and twelve minutes to cross.")
    assert file == newcomer.root / "content/articles/world/a-bridge-opened.md"
    assert "status" not in file.read_text()
    assert "+ category/world/index.html (" in newcomer.do("build", "-v")
    assert "A bridge: opened" in (newcomer.root / "public/index.html").read_text()


def make_a_mistake_and_mend_it(newcomer: Newcomer) -> None:
    """The line is named and the way out; the last good site stays. Mended, nothing has changed."""
    file = newcomer.root / "content/articles/world/a-bridge-opened.md"
    good, before = file.read_text(), read_tree(newcomer.root / "public")
    file.write_text(good.replace("section: World", "section: Wrold"))
    done = newcomer.run("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "content/articles/world/a-bridge-opened.md:5:10: unknown-section: the site has no section `Wrold`. "
        "Did you mean `World`?\nsitegen: 1 problem; nothing was written\n"
    )
    assert read_tree(newcomer.root / "public") == before
    file.write_text(good)
    newcomer.do("build")
    assert read_tree(newcomer.root / "public") == before


def watch_it_while_writing(newcomer: Newcomer) -> None:
    """The browser shows what is saved without a touch, a mistake over the last good page, and that it is mended."""
    file = newcomer.root / "content/articles/world/a-bridge-opened.md"
    good, page = file.read_text(), newcomer.browser.new_page()
    overlay = page.locator("sitegen-preview .overlay")
    with previewing(newcomer.root, program=[newcomer.program], env=newcomer.environment()) as preview:
        page.goto(f"{preview.url}category/world/", wait_until="load")
        file.write_text(good.replace("A bridge: opened", "A bridge: closed"))
        expect(page.get_by_role("link", name="A bridge: closed").first).to_be_visible(timeout=PATIENCE)
        file.write_text(good.replace("section: World", "section: Wrold"))
        expect(overlay).to_contain_text("Did you mean `World`?", timeout=PATIENCE)
        file.write_text(good)
        expect(overlay).to_have_count(0, timeout=PATIENCE)
        expect(page.get_by_role("link", name="A bridge: opened").first).to_be_visible(timeout=PATIENCE)
        status, _ = preview.interrupt()
    page.close()
    assert status == 0


def check_it(newcomer: Newcomer) -> None:
    """Nothing is wrong with it; a link of its HTML that leads nowhere is found, with the line that holds it."""
    newcomer.do("check")
    page = newcomer.root / "content/pages/about.md"
    good = page.read_text()
    page.write_text(good + "\nSee [the team](#nobody).\n")
    done = newcomer.run("check")
    assert done.returncode == 1
    assert f"content/pages/about.md:{len(good.splitlines()) + 2}:" in done.stderr
    page.write_text(good)


def publish_it(newcomer: Newcomer) -> None:
    """A dry run, then the deployment; what the host serves from the branch has no link that is dead."""
    newcomer.host.mkdir()
    git(newcomer.host, "init", "--quiet", "--bare")
    begin_repository(newcomer.root)
    git(newcomer.root, "remote", "add", "origin", newcomer.host)
    assert newcomer.run("deploy").returncode == 2
    commit(newcomer.root)
    assert f"new      {URL}about/" in newcomer.do("deploy", "--dry-run")
    assert "Published on gh-pages of origin" in newcomer.do("deploy")
    look_at_it(newcomer)


def look_at_it(newcomer: Newcomer) -> None:
    """Check the branch out, serve it under /repo/, and follow every link of every page, feed and sitemap."""
    if not newcomer.checkout.exists():
        git(newcomer.folder, "clone", "--quiet", "--branch", "gh-pages", newcomer.host, newcomer.checkout)
    git(newcomer.checkout, "pull", "--quiet")
    files = [path for path in read_tree(newcomer.checkout) if path.endswith((".html", ".xml"))]
    planted = newcomer.checkout / "planted.html"
    planted.write_text('<!doctype html><title>P</title><a href="nowhere/">Broken</a><a href="about/#no">Broken</a>')
    with serve(newcomer.checkout, "/repo/") as server:
        paths = (re.sub("(?:^|(?<=/))index[.]html$", "", path) for path in (*files, planted.name))
        pages = [server.url + path for path in paths]
        broken = dead_links(pages, server.url)
    planted.unlink()
    assert sorted(broken.pop(pages[-1])) == [f"{server.url}about/#no", f"{server.url}nowhere/"]
    assert broken == {}
    answered = {path for path, status in server.requests if status == 200}
    assert {page.removeprefix(server.url.removesuffix("/repo/")) for page in pages} <= answered


def dead_links(pages: list[str], url: str) -> dict[str, list[str]]:
    """The links of pages of a site that its server does not answer as it should; of other hosts none is asked.

    The site's own public address stands for the server's.
    """
    done = run_tool(
        *(need_tool("lychee"), "--no-progress", "--no-ignore", "--format", "json", "--max-retries", "0"),
        *("--remap", f"^{re.escape(URL)}(.*)$ {url}$1", "--include-fragments", "--exclude", ".*"),
        *("--include", f"^{re.escape(url)}", *pages),
    )
    assert done.stdout.startswith("{"), f"lychee gave no report: {done.stderr}"
    report = json.loads(done.stdout)
    assert report["successful"] > len(pages)
    return {page: [link["url"] for link in links] for page, links in report["error_map"].items()}


def publish_a_second_story(newcomer: Newcomer) -> None:
    """The commit has the files that a build has to write for it, and no others."""
    newcomer.write("A second bridge opens", "It stands beside the first.")
    report = newcomer.do("build", "-v")
    written = re.findall(r"^[+-] (\S+) \(", report, re.MULTILINE)
    commit(newcomer.root)
    printed = newcomer.do("deploy")
    names = git(newcomer.host, "diff-tree", "-z", "--name-only", "-r", "gh-pages~", "gh-pages").split("\0")[:-1]
    assert sorted(names) == sorted(written)
    assert 10 < len(names) <= 80
    assert re.search(rf"^new      {re.escape(URL)}\d{{4}}/\d\d/\d\d/a-second-bridge-opens/$", printed, re.MULTILINE)
    look_at_it(newcomer)
    assert newcomer.do("deploy").startswith("Nothing to publish")


STEPS: Final[list[Callable[[Newcomer], None]]] = [
    begin_a_site,
    build_it,
    write_a_story,
    make_a_mistake_and_mend_it,
    watch_it_while_writing,
    check_it,
    publish_it,
    publish_a_second_story,
]
"""The walk, in order."""


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; only its dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    done = run_tool(sys.executable, "-m", "venv", "--without-pip", folder)
    assert done.returncode == 0, done.stderr
    python = folder / "bin" / "python"
    done = run_tool(*PIP, "--python", python, "install", "--no-deps", "--no-index", str(wheel))
    assert done.returncode == 0, done.stderr
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_paths()['purelib']}\n")
    where = run_tool(python, "-c", "import sitegen; print(sitegen.__file__)", cwd=folder)
    assert Path(where.stdout.strip()) == packages / "sitegen" / "__init__.py"
    return folder


@pytest.fixture
def newcomer(environment: Path, browser: Browser, tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path, environment, browser)


def test_what_the_manual_says_works(newcomer: Newcomer) -> None:
    """The lines of README that lead from an empty folder to a published story, as they stand there, in a shell."""
    newcomer.host.mkdir()
    git(newcomer.host, "init", "--quiet", "--bare")
    section = (REPOSITORY / "README.md").read_text().partition("## From an empty folder to a published story")[2]
    lines = section.partition("```sh\n")[2].partition("```")[0]
    address = "https://github.com/you/wire.git"
    assert address in lines
    identity = {
        f"GIT_{who}_{what}": f"{who}@news.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["bash", "-e", "-c", lines.replace(address, str(newcomer.host))],
        cwd=newcomer.folder,
        env={**newcomer.environment(), **identity, "EDITOR": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "index.html" in git(newcomer.host, "ls-tree", "--name-only", "gh-pages").split()


def test_the_newcomers_walk(newcomer: Newcomer) -> None:
    """From an empty folder to two published stories."""
    for step in STEPS:
        step(newcomer)
