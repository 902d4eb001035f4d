"""`sitegen build`: builds the site, and says what happened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from sitegen.build import BuildReport, Options, build
from sitegen.commands.say import say
from sitegen.content.kinds import parse_moment
from sitegen.errors import ContentError, Problem, SitegenError, UsageError


def run(
    root: Path,
    *,
    output: Path | None,
    base_url: str | None,
    as_of: str | None,
    drafts: bool,
    as_json: bool,
    verbosity: int,
) -> int:
    """Build ROOT; return the exit status. Problems go to standard error, the report to standard output."""
    try:
        options = Options(output=output or root / "public", as_of=_as_of(as_of, root), base_url=base_url, drafts=drafts)
        report = build(root, options)
    except SitegenError as error:
        if as_json:
            _print_json(None, error)
        say(error)
        return error.exit_status
    if as_json:
        _print_json(report, None)
    elif verbosity >= 0:
        _print_report(report, options.output, verbose=verbosity > 0)
    return 0


def _as_of(text: str | None, root: Path) -> datetime:
    """Return the moment that --as-of names, on the site's clock, or the present one."""
    if text is None:
        return datetime.now(UTC)
    from sitegen.config import load_config

    config, problems = load_config(root.resolve())
    if config is None:
        raise ContentError(problems)
    moment = parse_moment(text, config.zone)
    if isinstance(moment, str):
        raise UsageError(f"--as-of: {moment}")
    return moment.instant


def _print_report(report: BuildReport, output: Path, *, verbose: bool) -> None:
    if verbose:
        for sign, paths in (("+", report.written), ("-", report.removed)):
            for path in paths:
                print(f"{sign} {path}")
    print(
        f"{report.articles} articles, {report.pages} files in {output}: {len(report.written)} written, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged, in {report.seconds:.2f} s"
    )
    if report.next_change:
        print(f"Next change without an edit: {report.next_change.isoformat()}")


def _print_json(report: BuildReport | None, error: SitegenError | None) -> None:
    """Print one object: the report's fields, numbers for files, and the problems."""
    fields: dict[str, Any] = {"articles": 0, "pages": 0, "rendered": 0, "written": 0, "removed": 0, "unchanged": 0,
                              "seconds": 0.0, "problems": [], "next_change": None}  # fmt: skip
    if report is not None:
        fields |= msgspec.structs.asdict(report)
        fields |= {"written": len(report.written), "removed": len(report.removed), "seconds": round(report.seconds, 3)}
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
