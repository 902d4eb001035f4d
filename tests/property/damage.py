"""What goes wrong around builds, at random: outputs and state damaged, old state put back, builds killed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

from tests.property.newsroom_desk import Desk, Edit
from tests.support.command import kill_sitegen

from sitegen.output.writer import MARK

LONGEST_BUILD = 1.2
"""Seconds within which a build of the command line is killed, its start included."""


def outputs(desk: Desk) -> list[Path]:
    """Return the files of the output but for its mark, in the order of paths."""
    found = (file for file in desk.output.rglob("*") if file.is_file() and file != desk.output / MARK)
    return sorted(found)


def states(desk: Desk) -> list[Path]:
    """Return the files of the state but for its lock, in the order of paths; none where nothing was ever built."""
    return sorted(file for file in desk.state.rglob("*") if file.is_file() and file.name != "lock")


def flip(file: Path, chance: Random, *, keep_time: bool) -> None:
    """Flip a bit of a file's bytes; with `keep_time` its size and time say nothing of it."""
    status, content = file.stat(), bytearray(file.read_bytes())
    if not content:
        file.write_bytes(b"x")
        return
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    if keep_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def damage_output(desk: Desk, chance: Random) -> str:
    files = outputs(desk)
    if not files:
        return "there is no output to damage"
    file = chance.choice(files)
    how = chance.choice(["flip", "flip and keep its time", "truncate", "delete", "link", "folder", "same again"])
    if how.startswith("flip"):
        flip(file, chance, keep_time=how != "flip")
    elif how == "truncate":
        os.truncate(file, file.stat().st_size // 2)
    else:
        content = file.read_bytes()
        file.unlink()
        if how == "link":
            elsewhere = desk.root.parent / "elsewhere"
            elsewhere.write_bytes(content)
            file.symlink_to(elsewhere)
        elif how == "folder":
            (file / "inner").mkdir(parents=True)
            (file / "inner" / "stray.html").write_bytes(content)
        elif how == "same again":
            file.write_bytes(content)
    return f"public/{file.relative_to(desk.output)}: {how}"


def damage_folder(desk: Desk, chance: Random) -> str:
    """Replace a folder of the output by a file or a link, delete it, or put a stray file or folder into it."""
    folders = sorted(path for path in desk.output.rglob("*") if path.is_dir() and not path.is_symlink())
    if not folders:
        return "there is no output to damage"
    folder = chance.choice(folders)
    how = chance.choice(["delete", "file", "link", "stray file", "stray folder", "rename"])
    if how == "stray file":
        (folder / "stray.html").write_bytes(b"stray")
    elif how == "stray folder":
        (folder / "stray" / "empty").mkdir(parents=True, exist_ok=True)
    elif how == "rename":
        folder.rename(folder.with_name("renamed"))
    else:
        elsewhere = desk.root.parent / "elsewhere-folder"
        shutil.rmtree(elsewhere, ignore_errors=True)
        folder.rename(elsewhere)
        if how == "file":
            folder.write_bytes(b"no folder")
        elif how == "link":
            folder.symlink_to(elsewhere)
    return f"public/{folder.relative_to(desk.output)}/: {how}"


def damage_state(desk: Desk, chance: Random) -> str:
    files = states(desk)
    if not files:
        return "there is no state to damage"
    file = chance.choice(files)
    how = chance.choice(["flip", "flip", "flip and keep its time", "truncate", "empty", "append", "delete", "folder"])
    if how.startswith("flip"):
        flip(file, chance, keep_time=how != "flip")
    elif how == "truncate":
        os.truncate(file, chance.randrange(file.stat().st_size + 1))
    elif how == "append":
        file.write_bytes(file.read_bytes() + b"more")
    elif how == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()
        if how == "folder":
            (file / "inner").mkdir(parents=True)
    return f".sitegen/{file.relative_to(desk.state)}: {how}"


def drop_state(desk: Desk, chance: Random) -> str:
    shutil.rmtree(desk.state, ignore_errors=True)
    return "the state is gone"


def keep_state(desk: Desk, chance: Random) -> str:
    """Put a copy of the state aside, for `bring_state_back`."""
    shutil.rmtree(_aside(desk), ignore_errors=True)
    if desk.state.exists():
        shutil.copytree(desk.state, _aside(desk))
    return "the state is kept aside"


def bring_state_back(desk: Desk, chance: Random) -> str:
    if not _aside(desk).exists():
        return "no state was kept aside"
    shutil.rmtree(desk.state, ignore_errors=True)
    shutil.copytree(_aside(desk), desk.state)
    return "the state is the one kept aside"


def kill_a_build(desk: Desk, chance: Random) -> str:
    after = chance.uniform(0.1, LONGEST_BUILD)
    wish = desk.wish
    more = ["--drafts"] * wish.drafts + (["--base-url", wish.base_url] if wish.base_url else [])
    killed = kill_sitegen(
        "build", desk.root, "--output", desk.output, "--as-of", wish.as_of, "--workers", "2", *more, after=after
    )
    return f"a build {'killed' if killed else 'done'} after {after:.3f} s"


def _aside(desk: Desk) -> Path:
    return desk.root.parent / "state-aside"


DAMAGES: dict[Edit, int] = {
    damage_output: 6, damage_folder: 2, damage_state: 4, drop_state: 1, keep_state: 2, bring_state_back: 2,
    kill_a_build: 1,
}  # fmt: skip
"""Each mishap, and how often it comes."""
