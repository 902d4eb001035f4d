"""Processes for tests whose work can be shared."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from unittest.mock import patch

CORES = min(8, os.cpu_count() or 1)


def unmeasured() -> dict[str, str]:
    """Return this process's environment without what makes a child of it measure coverage."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@contextmanager
def processes() -> Iterator[Executor]:
    """Yield processes, one a core. Coverage is not measured in them: that would take longer than their work."""
    with patch.dict(os.environ, unmeasured(), clear=True):
        executor = ProcessPoolExecutor(CORES, mp_context=get_context("spawn"))
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)
