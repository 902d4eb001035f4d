"""The preview's hold on the process that builds: started when it is needed, and again when it has ended."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess

from sitegen.errors import MachineError
from sitegen.preview.building import Base, Built, Failed, Job, Message, Outdated, Styles, work

Hear = Callable[[Base | Styles], None]


class Builder:
    """One process that builds, and whatever takes its place."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._context = multiprocessing.get_context("spawn")
        self._listener = ThreadPoolExecutor(1, "sitegen-builder")
        self._process: BaseProcess | None = None
        self._start()

    async def build(self, changed: frozenset[str], hear: Hear) -> Built | Failed:
        """Build because of `changed` paths, none for a first look; `hear` is told what is known before the end."""
        for _ in range(2):
            try:
                end = await self._build(changed, hear)
            except (EOFError, OSError):
                self._start()
                return _failed("the process that builds has ended before its work was done (out of memory?)")
            if not isinstance(end, Outdated):
                return end
            self._start()
        return _failed("sitegen itself is being changed; the next save builds again")

    async def _build(self, changed: frozenset[str], hear: Hear) -> Built | Failed | Outdated:
        self._connection.send(changed)
        while True:
            loop = asyncio.get_running_loop()
            message: Message = await loop.run_in_executor(self._listener, self._connection.recv)
            if isinstance(message, Base | Styles):
                hear(message)
            else:
                return message

    def _start(self) -> None:
        self.end()
        self._connection, other = self._context.Pipe()
        process = self._context.Process(target=work, args=(self._job, other), name="sitegen-builder")
        with _deaf():
            process.start()
        self._process = process
        other.close()

    def end(self) -> None:
        """End the process at once, whatever it does: a build that is killed leaves the last good site."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


@contextmanager
def _deaf() -> Iterator[None]:
    """Keep Ctrl-C from a process that is started in the meantime, from its first moment on; this one gets it after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # Else it is started below, and lets Ctrl-C through when it is.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _failed(reason: str) -> Failed:
    return Failed(MachineError(reason), {"title": reason, "problems": [], "more": 0})
