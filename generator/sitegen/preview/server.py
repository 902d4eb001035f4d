"""Runs the server of a preview, with its builds and its watch, until Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from types import FrameType
from typing import Final

import uvicorn

from sitegen.preview.app import App
from sitegen.preview.building import Job
from sitegen.preview.reload import Stage
from sitegen.preview.session import Preview, Tell
from sitegen.preview.watch import Watch

_PATIENCE: Final = 1
"""Seconds that readers have at the end to take what is on its way to them."""

_MOST_OPEN: Final = 10_240
"""Files and connections; more are of no use to a preview, and macOS admits no more."""


class Interrupts:
    """Signals that come before the server takes them: noted, so that nothing is cut off half made."""

    def __init__(self) -> None:
        self.has_come = False

    def note(self, _signal: int, _frame: FrameType | None) -> None:
        self.has_come = True


@contextmanager
def heeded() -> Iterator[Interrupts]:
    """Note Ctrl-C and a wish to end as long as the block lasts; the server in it has handlers of its own."""
    interrupts = Interrupts()
    before = {sign: signal.signal(sign, interrupts.note) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupts
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


class _Server(uvicorn.Server):
    """A server that ends its streams, and with them itself, at the first signal."""

    def __init__(self, app: App, stage: Stage) -> None:
        config = uvicorn.Config(
            app, loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None, log_level="critical",
            access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=_PATIENCE,
        )  # fmt: skip
        super().__init__(config)
        self._stage = stage
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end. The signal is not raised again: to be stopped so is how a preview is meant to end."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._stage.close)


async def run(job: Job, listening: socket, names: frozenset[str] | None, tell: Tell, interrupts: Interrupts) -> None:
    """Serve a preview at a socket until a signal ends it. Raises MachineError if the site cannot be watched."""
    preview = Preview(job, tell)
    watch = Watch(job.root, preview.want)
    server = _Server(App(preview, names), preview.stage)
    serving = asyncio.create_task(server.serve([listening]))
    watching = asyncio.create_task(watch.run())
    building = asyncio.create_task(_build(preview, watch, interrupts))
    try:
        done, _ = await asyncio.wait({serving, watching, building}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        watch.end()
        server.should_exit = True
        preview.stage.close()
        building.cancel()
        preview.end()
        await asyncio.gather(serving, watching, building, return_exceptions=True)


async def _build(preview: Preview, watch: Watch, interrupts: Interrupts) -> None:
    """Build once the watch has begun: what is saved during the first build must not be missed.

    By then the server takes signals; one that came before ends it.
    """
    await watch.is_ready.wait()
    if not interrupts.has_come:
        await preview.run()


def allow_many_readers() -> None:
    """Raise the number of files and connections that this process may have open to what the system lets it have."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_OPEN if hard == resource.RLIM_INFINITY else min(hard, _MOST_OPEN)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # Some systems have limits that they do not tell.
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def serve(
    root: Path, output: Path, listening: socket, names: frozenset[str] | None, tell: Tell, interrupts: Interrupts,
    *, drafts: bool,
) -> None:  # fmt: skip
    """Serve a preview of the site in `root`, built into `output`, until Ctrl-C. Raises MachineError."""
    allow_many_readers()
    asyncio.run(run(Job(root, output, drafts), listening, names, tell, interrupts))
