"""Runs a command, and says what it cost: wall time, processor time, and the memory of all its processes together."""

from __future__ import annotations

import ctypes
import os
import select
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02
"""Seconds between two looks at the processes, at least."""
SHARE = 0.02
"""The share of one core that looking may take. The kernel walks all the pages of a process to say what it shares, which
takes about 10 ms a gigabyte: the larger the processes, the rarer the looks."""
PATIENCE = 5
"""Seconds in which what a command leaves behind is expected to end."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command took."""

    wall: float
    cpu: float
    """Seconds of user and system time, of the process and of all below it."""
    memory: int
    """Bytes; the highest sum over all its processes. A page that processes share counts once."""


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path) -> Cost:
    """Run `command` in `folder` with its output in `log`; raise RuntimeError, with the log's end, if it fails."""
    os.sync()
    _adopt()
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        # Becomes readable when the process ends, so that the time does not depend on the interval.
        end = os.pidfd_open(process.pid)
        peak = 0
        try:
            interval = INTERVAL
            while not select.select([end], [], [], interval)[0]:
                looked = time.perf_counter()
                peak = max(peak, memory(process.pid))
                interval = max(INTERVAL, (time.perf_counter() - looked) / SHARE)
        except KeyboardInterrupt:
            process.kill()
            process.wait()
            raise
        finally:
            os.close(end)
        wall = time.perf_counter() - started
        _, status, usage = os.wait4(process.pid, 0)
        cpu = usage.ru_utime + usage.ru_stime + sum(_orphans())
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}\n{tail}")
    return Cost(wall, cpu, peak)


def _adopt() -> None:
    """Let what a command leaves behind become a child of this process: its time is told to whoever waits for it."""
    pr_set_child_subreaper = 36
    if ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _orphans() -> Iterator[float]:
    """Yield the processor time of each process that outlived the command, as a server of worker processes does."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            yield usage.ru_utime + usage.ru_stime
        else:
            time.sleep(INTERVAL)


def memory(root: int) -> int:
    """Return the bytes in memory of a process and all below it: what one alone ever had, or what several now share."""
    processes = list(_tree(root))
    if len(processes) == 1:
        return _kilobytes(f"/proc/{root}/status", "VmHWM:")
    return sum(_kilobytes(f"/proc/{process}/smaps_rollup", "Pss:") for process in processes)


def _tree(root: int) -> Iterator[int]:
    yield root
    try:
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except (FileNotFoundError, ProcessLookupError):
        return  # it has ended


def _kilobytes(file: str, label: str) -> int:
    try:
        for line in Path(file).read_text().splitlines():
            if line.startswith(label):
                return int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass  # it has ended
    return 0
