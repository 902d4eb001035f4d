"""The folder that a preview builds into: below ROOT/.sitegen, apart from public/ and its state, and its own."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sitegen.errors import MachineError
from sitegen.output.lock import locked_at_once
from sitegen.output.state import FOLDER
from sitegen.output.writer import PREVIEWS


@contextmanager
def preview_folder(root: Path, *, drafts: bool) -> Iterator[Path]:
    """Yield a folder for one preview's output that no other uses as long; the next one finds what this one built.

    Where the site's folder is read-only it is a temporary one. Raises MachineError if there can be none.
    """
    with ExitStack() as stack:
        yield _folder(root / FOLDER / PREVIEWS, "drafts" if drafts else "site", stack)


def _folder(previews: Path, name: str, stack: ExitStack) -> Path:
    try:
        previews.mkdir(parents=True, exist_ok=True)
        return _free(previews, name, stack)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise MachineError(f"{error.filename or previews}: cannot be written: {error.strerror}") from error
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-"))) / name


def _free(previews: Path, name: str, stack: ExitStack) -> Path:
    """Return the first folder that no other preview holds, and hold it. Raises OSError."""
    for number in count(1):
        folder = previews / (name if number == 1 else f"{name}-{number}")
        if stack.enter_context(locked_at_once(folder.with_suffix(".lock"))):
            return folder
    raise AssertionError("there is always another number")
