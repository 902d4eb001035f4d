"""`sitegen check`: what it prints, in each form, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.support.command import run_sitegen
from tests.support.tools import need_tool, run_tool
from tests.unit.checks.defective import AS_OF, DEFECTS, place
from tests.unit.site.newsroom import story, write_site

from sitegen.commands.check import run
from sitegen.inspection.inspect import Inspection
from sitegen.inspection.registry import all_checks

SCHEMA = Path(__file__).parents[2] / "support" / "schemas" / "sarif.schema.json"


def check(root: Path, **options: Any) -> int:
    """Run the command in this process; return its exit status."""
    silent: dict[str, Any] = dict.fromkeys(("output", "base_url", "workers"))
    silent |= {"as_of": AS_OF, "skip": (), "budget": 2000} | dict.fromkeys(
        ("strict", "as_json", "as_sarif", "quiet"), False
    )
    return run(root, **(silent | options))


@pytest.fixture(scope="module")
def warned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one warning."""
    return write_site(tmp_path_factory.mktemp("warned"), {"articles/a.md": story("## A\n\n#### B\n\nText.")})


def test_findings_go_to_standard_error_and_the_sum_to_standard_output(
    defective: Path, inspected: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each, in the order of places, with the file that shows it."""
    assert check(defective) == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith(("content/", "themes/"))]
    assert len(lines) == len(inspected.findings)
    (link,) = (line for line in lines if line.startswith("content/articles/raw.md:7:38: "))
    assert link == (
        "content/articles/raw.md:7:38: broken-link: `/repo/lost/` leads to no file of the site "
        "(in 2025/02/27/raw/index.html). Mend the address, or take it out"
    )
    errors = sum(finding.is_error for finding in inspected.findings)
    assert out.startswith(f"{errors} errors, {len(lines) - errors} warnings; {inspected.files:,} files looked at, in ")


def test_json_says_all_of_every_finding(
    defective: Path, inspected: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object; numbers for counts; the place of each finding."""
    assert check(defective, as_json=True) == 1
    report = json.loads(capsys.readouterr().out)
    assert report.keys() == {"errors", "warnings", "files", "seconds", "findings"}
    assert report["errors"] + report["warnings"] == len(report["findings"]) == len(inspected.findings)
    assert report["files"] == inspected.files
    places = {
        (found["check"], found["level"], found["path"], found["line"], found["column"]) for found in report["findings"]
    }
    assert places == {(defect.check, defect.level, defect.path, *place(defective, defect)) for defect in DEFECTS}
    (link,) = (
        found for found in report["findings"] if (found["check"], found["path"][-11:]) == ("broken-link", "follow.html")
    )
    assert (link["file"][-5:], link["files"] > 20) == (".html", True)


def test_sarif_is_valid_and_names_every_rule(
    defective: Path, inspected: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log that code hosts take: each result leads to its rule and its line."""
    assert check(defective, as_sarif=True) == 1
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)
    (found,) = log["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert set(rules) == all_checks().keys() | {"unseen-files"}
    results = found["results"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in results)
    spots = {
        (result["ruleId"], result["level"], spot["artifactLocation"]["uri"], *spot["region"].values())
        for result in results
        for spot in (result["locations"][0]["physicalLocation"],)
    }
    assert spots == {(defect.check, defect.level, defect.path, *place(defective, defect)) for defect in DEFECTS}


@pytest.mark.parametrize(("name", "wrong"), [("ruleId", "ruleId"), ("startLine", "startline"), ("level", "levels")])
def test_sarif_has_the_types_of_others(
    name: str, wrong: str, defective: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The log is one to the definitions that other programs are written by, and a wrong property is none."""
    check(defective, as_sarif=True)
    log = capsys.readouterr().out.replace(f'"{name}":', f'"{wrong}":')
    (tmp_path / "node_modules").symlink_to(need_tool("sarif-types").parents[2])
    text = f'import type {{ Log }} from "sarif";\nexport const log: Log = {log};'
    (tmp_path / "log.ts").write_text(text, encoding="utf-8")
    options = ("--noEmit", "--strict", "--module", "esnext", "--moduleResolution", "bundler", "--types", "")
    done = run_tool(need_tool("node"), need_tool("tsc"), *options, "log.ts", cwd=tmp_path)
    assert (done.returncode == 0) == (name == wrong), done.stdout + done.stderr


def test_a_fingerprint_outlasts_a_line_above(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code hosts know a finding again when the text above it has grown."""
    marks = []
    for above in ("", "A paragraph.\n\n"):
        root = write_site(tmp_path, {"articles/a.md": story(f"{above}## A\n\n#### B\n\nText.")})
        check(root, as_sarif=True)
        (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        marks.append((result["partialFingerprints"], result["locations"][0]["physicalLocation"]["region"]["startLine"]))
    assert (marks[0][0], marks[0][1] + 2) == marks[1]


def test_warnings_fail_only_if_they_are_asked_to(warned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --strict the exit status is 0, and they are told; -q is silent about them."""
    assert check(warned) == 0
    out, err = capsys.readouterr()
    assert err.startswith("content/articles/a.md:9:1: warning: heading-order: ")
    assert out.startswith("no errors, 1 warning; ")
    assert check(warned, strict=True) == 1
    capsys.readouterr()
    assert check(warned, quiet=True) == 0
    assert capsys.readouterr() == ("", "")


def test_lines_are_marked_under_github_actions(
    warned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finding is an annotation of its source line, at its level."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    check(warned)
    marks = [line for line in capsys.readouterr().err.splitlines() if line.startswith("::")]
    assert len(marks) == 1
    assert marks[0].startswith(
        "::warning file=content/articles/a.md,line=9,col=1,title=heading-order::a heading of level 4"
    )


def test_problems_of_the_build_end_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them are told, and that no page was looked at."""
    root = write_site(tmp_path, {"articles/a.md": story(section="Wrold"), "articles/b.md": story("[x](no.md)")})
    assert check(root) == 1
    out, err = capsys.readouterr()
    assert "content/articles/a.md:5:10: unknown-section: " in err
    assert "content/articles/b.md:7:5: broken-link: " in err
    assert out.startswith("2 errors, no warnings; nothing was built, so no page was looked at")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"skip": ("broken-links",)}, "there is no check `broken-links`. Did you mean `broken-link`?"),
        ({"output": Path("nowhere")}, "nowhere is not a folder. Build the site first, or leave --output out"),
        ({"as_of": "soon"}, "soon"),
    ],
)
def test_a_wrong_call_is_told(
    options: dict[str, Any], words: str, warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, one line, and an object for whoever reads JSON."""
    assert check(warned, **options) == 2
    assert words in capsys.readouterr().err
    assert check(warned, **options, as_json=True) == 2
    assert words in json.loads(capsys.readouterr().out)["error"]


def test_a_folder_that_is_no_site_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to check, which is told, and nothing is left behind."""
    assert check(tmp_path) == 2
    assert "content/site.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_has_it(warned: Path) -> None:
    """From the shell: options, help, and a call that contradicts itself."""
    done = run_sitegen("check", warned, "--as-of", AS_OF, "--strict", "--skip", "heading-order", "--json")
    assert (done.status, json.loads(done.stdout)["findings"], done.stderr) == (0, [], "")
    assert run_sitegen("check", warned, "--json", "--sarif").status == 2
    assert "Example: sitegen check --strict" in run_sitegen("check", "--help").stdout
