"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import quote

from sitegen import __version__
from sitegen.inspection.registry import all_checks
from sitegen.inspection.trace import Finding

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the log of one run; paths are relative to the site's root, columns are counted in characters."""
    found = list(findings)
    rules = list(dict.fromkeys((*all_checks(), *(finding.problem.code for finding in found))))
    driver = {"name": "sitegen", "semanticVersion": __version__, "rules": [_rule(name) for name in rules]}
    results = [_result(finding, rules) for finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    check = all_checks().get(name)
    if check is None:
        return {"id": name}  # Of the build, whose messages say all.
    return {
        "id": name,
        "shortDescription": {"text": check.wrong},
        "help": {"text": check.mending},
        "defaultConfiguration": {"level": check.level},
    }


def _result(finding: Finding, rules: list[str]) -> dict[str, Any]:
    problem = finding.problem
    where = problem.location
    text = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    mark = blake2b(f"{problem.code}\0{where.path}\0{problem.message}".encode(), digest_size=16).hexdigest()
    region = {"startLine": where.line, "startColumn": where.column}
    artifact = {"uri": quote(where.path), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": problem.code,
        "ruleIndex": rules.index(problem.code),
        "level": problem.LEVEL,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"sitegenFinding/v1": mark},
    }
