"""Small disks that a test can fill, for what happens where there is no space left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.tools import give_up, run_tool

_AS_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Let `folder` be a disk of its own, of that size; the test skips where disks cannot be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = run_tool(*_AS_ROOT, "mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0777", "sitegen-test", folder)
        refusal = done.stderr.strip() if done.returncode else ""
    except FileNotFoundError as error:
        refusal = str(error)
    if refusal:
        give_up(f"no small disk can be mounted, which takes root on Linux: {refusal}")
    try:
        yield
    finally:
        # Lazily: a failed build's traceback may hold a file open there yet.
        run_tool(*_AS_ROOT, "umount", "--lazy", folder)


def resize_disk(folder: Path, kilobytes: int) -> None:
    """Give a small disk another size."""
    done = run_tool(*_AS_ROOT, "mount", "-o", f"remount,size={kilobytes}k", folder)
    assert done.returncode == 0, done.stderr


def used(folder: Path) -> int:
    """Return the kilobytes that are in use on the disk of a folder."""
    status = os.statvfs(folder)
    return (status.f_blocks - status.f_bfree) * status.f_frsize // 1024
