"""`sitegen build`: builds the site, and says what happened."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from sitegen.build import BuildReport, Options, build
from sitegen.commands.say import say, say_each
from sitegen.errors import ContentError, Problem, SitegenError


def run(
    root: Path,
    *,
    output: Path | None,
    base_url: str | None,
    as_of: str | None,
    drafts: bool,
    workers: int | None,
    clean: bool,
    verify: bool,
    as_json: bool,
    verbosity: int,
) -> int:
    """Build ROOT; return the exit status. Problems go to standard error, the report to standard output."""
    try:
        options = Options(
            output=output or root / "public",
            as_of=datetime.now(UTC) if as_of is None else as_of,
            base_url=base_url,
            drafts=drafts,
            workers=workers,
            clean=clean,
            verify=verify,
            progress=verbosity >= 0 and not as_json,
        )
        report = build(root, options)
    except SitegenError as error:
        if as_json:
            _print_json(None, error)
        say(error)
        return error.exit_status
    if as_json or verbosity >= 0:
        say_each(report.warnings)
    if as_json:
        _print_json(report, None)
    elif verbosity >= 0:
        _print_report(report, options.output, verbose=verbosity > 0)
    return 0


def _print_report(report: BuildReport, output: Path, *, verbose: bool) -> None:
    for path in report.mended:
        print(f"mended: {path} was not what the last build left", file=sys.stderr)
    if verbose:
        for path in report.written:
            print(f"+ {path} ({report.reasons.get(path, 'new')})")
        for path in report.removed:
            print(f"- {path} (planned no more)")
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.stages.items())
    print(
        f"{report.articles} articles, {report.pages} files in {output}: {len(report.written)} written, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged, in {report.seconds:.2f} s ({stages})"
        f"{_counted(len(report.warnings))}"
    )
    if report.next_change:
        print(f"Next change: {_spoken(report.next_change)}")


def _counted(warnings: int) -> str:
    if not warnings:
        return ""
    return f"; {warnings} {'warning' if warnings == 1 else 'warnings'}"


def _spoken(moment: datetime) -> str:
    """Return a moment on the site's clock: `28 February 2025, 09:30`."""
    time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{moment.day} {moment:%B %Y}, {time}"


def _print_json(report: BuildReport | None, error: SitegenError | None) -> None:
    """Print one object: the report's fields, numbers for files, and the problems."""
    fields: dict[str, Any] = {"articles": 0, "pages": 0, "rendered": 0, "written": 0, "removed": 0, "unchanged": 0,
                              "seconds": 0.0, "problems": [], "warnings": [], "next_change": None,
                              "hub": "", "topics": []}  # fmt: skip
    if report is not None:
        told = msgspec.structs.asdict(report).items()
        fields |= {name: value for name, value in told if name not in ("reasons", "unpublished")}
        fields |= {"written": len(report.written), "removed": len(report.removed), "seconds": round(report.seconds, 3)}
        fields["warnings"] = [_problem(warning) for warning in report.warnings]
    if isinstance(error, ContentError):
        fields["problems"] = [_problem(problem) for problem in error.problems]
    elif error is not None:
        fields["error"] = str(error)
    print(msgspec.json.encode(fields).decode())


def _problem(problem: Problem) -> dict[str, Any]:
    where = problem.location
    return {
        "path": where.path, "line": where.line, "column": where.column,
        "code": problem.code, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip
