r"""Case files: what an editor might type, and every line that sitegen must say of it.

    # What the case shows, in one line.
    === content/articles/name.md
    the file, laid over the smallest valid site
    === content/articles/other.md latin-1 escaped
    a file in another encoding; `escaped` lets \xNN, \uNNNN and \\ stand for characters that a reader cannot see
    === expected
    content/articles/name.md:2:1: code: message. Hint

The order of the expected lines is that of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.support.sites import TINY_CONFIG

STORY = """\
---
title: Envoys meet in Istanbul
desk: News Mania Desk
date: 2025-02-27
section: World
---

The talks went on until the evening.
"""

SMALLEST_SITE = {"content/site.yaml": TINY_CONFIG.encode(), "content/articles/envoys.md": STORY.encode()}
"""The smallest valid site: the files over which every case is laid."""

_HEAD = re.compile(r"=== (?P<path>\S+)(?: (?P<encoding>(?!escaped)\S+))?(?P<escaped> escaped)?")


@dataclass(frozen=True)
class Case:
    """One case file."""

    name: str
    claim: str
    files: dict[str, bytes]
    expected: tuple[str, ...]


def read_cases(folder: Path) -> list[Case]:
    """Read every case of a folder, in the order of their names."""
    return [read_case(path) for path in sorted(folder.glob("*.case"))]


def read_case(path: Path) -> Case:
    """Read one case file. Raises ValueError if it has not the form that the module's docstring shows."""
    claim, *rest = path.read_text(encoding="utf-8").split("\n")
    if not claim.startswith("# ") or not rest or not rest[0].startswith("=== "):
        raise ValueError(f"{path}: begin with a line `# What the case shows`, then `=== PATH`")
    files: dict[str, bytes] = {}
    expected: tuple[str, ...] | None = None
    for part in re.split(r"^(?==== )", "\n".join(rest), flags=re.MULTILINE)[1:]:
        line, _, content = part.partition("\n")
        head = _HEAD.fullmatch(line)
        if head is None:
            raise ValueError(f"{path}: `{line}` is no head of a file")
        if head["path"] == "expected":
            expected = tuple(content.splitlines())
        else:
            text = _unescape(content) if head["escaped"] else content
            files[head["path"]] = text.encode(head["encoding"] or "utf-8", "surrogatepass")
    if expected is None:
        raise ValueError(f"{path}: a part `=== expected` is missing")
    return Case(path.stem, claim[2:], files, expected)


def write_site(root: Path, *layers: dict[str, bytes]) -> Path:
    """Write the smallest site below `root`, with each layer's files over it; return `root`."""
    for path, content in {name: raw for layer in (SMALLEST_SITE, *layers) for name, raw in layer.items()}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return root


def _unescape(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        digits = found[1] or found[2]
        return chr(int(digits, 16)) if digits else "\\"

    return re.sub(r"\\\\|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})", character, text)
