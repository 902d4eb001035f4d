"""An ordered map over batches of plain values: in this process, or in several.

A *start* is a function of a module; it takes a context and returns the function that every batch is given to. Contexts,
batches and results are values that can be sent, so that a cluster could do the same work.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal, TypeVar

from sitegen.errors import MachineError, SitegenError

Context = TypeVar("Context")
Batch = TypeVar("Batch")
Result = TypeVar("Result")
Start = Literal["fork", "spawn"]

_RARELY: Final = (100_000, 20, 100)
_work: Callable[[Any], Any] | None = None
"""In a worker process: what its batches are given to. It belongs to this module alone."""


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(
    start: Callable[[Context], Callable[[Batch], Result]],
    context: Context,
    batches: Iterable[Batch],
    *,
    workers: int,
    method: Start | None = None,
) -> Iterator[Result]:
    """Yield the result of every batch, in their order.

    One worker works in this process. `method` is how others are started; without it they are forked where that is
    safe, since they then share what the context holds. Raises what the work raises, MachineError if a worker dies.
    """
    if workers <= 1:
        yield from map(start(context), batches)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    how = multiprocessing.get_context(method or ("fork" if sys.platform == "linux" else "spawn"))
    executor = ProcessPoolExecutor(workers, how, initializer=_begin, initargs=(start, context))
    waiting: deque[Future[Result]] = deque()
    try:
        for batch in batches:
            waiting.append(executor.submit(_apply, batch))
            if len(waiting) > 3 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MachineError("a worker process ended before its work was done (out of memory?)") from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let the collector of garbage look rarely: values are made by the hundred thousand here, and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def cut(items: list[Batch], size: int) -> Iterator[list[Batch]]:
    """Yield the items in batches of `size`."""
    for first in range(0, len(items), size):
        yield items[first : first + size]


def _begin(start: Callable[[Any], Callable[[Any], Any]], context: Any) -> None:
    global _work
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and it ends this process.
    gc.freeze()  # What the parent had made stays shared with it.
    gc.set_threshold(*_RARELY)
    try:
        _work = start(context)
    except SitegenError as error:
        _work = _raising(error)


def _raising(error: SitegenError) -> Callable[[Any], Any]:
    """Return work that fails as its start did: a pool would say only that a worker has ended."""

    def fail(_: Any) -> Any:
        raise error

    return fail


def _end_with_parent() -> None:
    """End this process when its parent has ended, however: it would wait for work, and hold locks, for ever."""
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _apply(batch: Any) -> Any:
    if _work is None:
        raise RuntimeError("the worker has not been started")
    return _work(batch)
