"""`sitegen check`: what the build says, and what its output shows that a reader or a host would stumble over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sitegen.commands.say import say, say_each
from sitegen.errors import Problem, SitegenError
from sitegen.inspection.inspect import Inspection, Wish, inspect
from sitegen.inspection.sarif import sarif
from sitegen.inspection.trace import Finding


def run(
    root: Path,
    *,
    output: Path | None,
    base_url: str | None,
    as_of: str | None,
    skip: tuple[str, ...],
    budget: int,
    workers: int | None,
    strict: bool,
    as_json: bool,
    as_sarif: bool,
    quiet: bool,
) -> int:
    """Check ROOT; return the exit status. Findings go to standard error, reports to standard output."""
    is_report = as_json or as_sarif
    try:
        wish = Wish(
            as_of=datetime.now(UTC) if as_of is None else as_of,
            tree=output,
            base_url=base_url,
            skip=skip,
            budget=budget,
            workers=workers,
            progress=not quiet and not is_report,
        )
        found = inspect(root, wish)
    except SitegenError as error:
        if as_json:
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        say(error)
        return error.exit_status
    say_each(_told(finding) for finding in found.findings if finding.is_error or not quiet)
    errors = sum(finding.is_error for finding in found.findings)
    warnings = len(found.findings) - errors
    if as_json:
        print(json.dumps(_report(found, errors, warnings), ensure_ascii=False))
    elif as_sarif:
        print(json.dumps(sarif(found.findings), ensure_ascii=False))
    elif not quiet:
        looked = f"{found.files:,} files looked at" if found.files else "nothing was built, so no page was looked at"
        print(f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}; {looked}, in {found.seconds:.2f} s")
    return 1 if errors or (strict and warnings) else 0


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _told(finding: Finding) -> Problem:
    """Return a finding's problem as it is told: with the file that shows it."""
    problem = finding.problem
    if not finding.file or finding.file == problem.location.path:
        return problem
    shown = finding.file if finding.count == 1 else f"{finding.count:,} files, the first {finding.file}"
    return replace(problem, message=f"{problem.message} (in {shown})")


def _report(found: Inspection, errors: int, warnings: int) -> dict[str, Any]:
    return {
        "errors": errors,
        "warnings": warnings,
        "files": found.files,
        "seconds": round(found.seconds, 3),
        "findings": list(_findings(found.findings)),
    }


def _findings(findings: Iterable[Finding]) -> Iterable[dict[str, Any]]:
    for finding in findings:
        problem = finding.problem
        where = problem.location
        yield {
            "check": problem.code, "level": problem.LEVEL, "path": where.path, "line": where.line,
            "column": where.column, "message": problem.message, "hint": problem.hint,
            "file": finding.file, "files": finding.count,
        }  # fmt: skip
