"""Runs one build in this process, in one worker, under the profiler, and prints where its time goes.

    python -m tests.bench.profile FOLDER [--top 25] [OPTIONS OF sitegen build ...]

Functions stand in the order of their own time. What is built into Python counts, by package, for whoever calls it. The
profiler makes small functions look dearer than they are: it says where to look, and the bench what was won.
"""

from __future__ import annotations

import argparse
import cProfile
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import CodeType

from sitegen.cli import build, cli

_PACKAGES = "site-packages"


def main() -> None:
    """Profile the build that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.profile", description="Profile one build.")
    parser.add_argument("folder", type=Path, help="the site's; python -m tests.bench.corpus writes one of any size")
    parser.add_argument("--top", type=int, default=25, help="how many functions to print (25)")
    arguments, options = parser.parse_known_args()
    if any(parameter.name == "workers" for parameter in build.params):
        options += ["--workers", "1"]
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        cli.main(["build", str(arguments.folder), *options], standalone_mode=False)
    except SystemExit as end:
        if end.code:
            raise
    finally:
        profiler.disable()
    sys.stdout.write("\n".join(_lines(profiler, arguments.top)) + "\n")


def _lines(profiler: cProfile.Profile, top: int) -> Iterator[str]:
    functions: defaultdict[str, float] = defaultdict(float)
    calls: defaultdict[str, int] = defaultdict(int)
    packages: defaultdict[str, float] = defaultdict(float)
    for entry in profiler.getstats():
        name = _name(entry.code)
        functions[name] += entry.inlinetime
        calls[name] += entry.callcount
        if isinstance(entry.code, CodeType):
            builtins = (called.inlinetime for called in entry.calls or () if not isinstance(called.code, CodeType))
            packages[_package(entry.code.co_filename)] += entry.inlinetime + sum(builtins)
    yield "\nown seconds, by package"
    yield from (f"{seconds:9.3f}  {name}" for name, seconds in _most(packages, top))
    yield "\nown seconds, calls, by function"
    yield from (f"{seconds:9.3f}  {calls[name]:9,}  {name}" for name, seconds in _most(functions, top))


def _most(found: Mapping[str, float], top: int) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda item: -item[1])[:top]


def _name(code: CodeType | str) -> str:
    if isinstance(code, str):
        return code
    return f"{_short(code.co_filename)}:{code.co_firstlineno} {code.co_qualname}"


def _short(file: str) -> str:
    """Return a file's path from the package on, or its last two parts."""
    parts = Path(file).parts
    for root in (_PACKAGES, "generator"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    return "/".join(parts[-2:])


def _package(file: str) -> str:
    """Return sitegen's part, the library, `templates` for the theme's, or `python` for all of its own."""
    if file.endswith((".html", "<template>")):
        return "templates"
    parts = Path(_short(file)).parts
    if parts[0] == "sitegen":
        return ".".join(part.removesuffix(".py") for part in parts[:2])
    return parts[0] if _PACKAGES in Path(file).parts else "python"


if __name__ == "__main__":
    main()
