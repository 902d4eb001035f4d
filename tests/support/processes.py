"""Processes for tests whose work can be shared."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from unittest.mock import patch

CORES = min(8, os.cpu_count() or 1)


@contextmanager
def processes() -> Iterator[Executor]:
    """Yield processes, one a core. Coverage is not measured in them: that would take longer than their work."""
    with patch.dict(os.environ):
        for name in [name for name in os.environ if name.startswith("COVERAGE")]:
            del os.environ[name]
        executor = ProcessPoolExecutor(CORES, mp_context=get_context("spawn"))
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)
