"""Pagefind's binary, a process that indexes what it is told over pipes.

Its Python client looks for answers ten times a second, one for each record, so that a year of a newspaper would take
minutes. The protocol is the client's: messages of JSON in base64, each with a comma behind it, and an answer to each.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from typing import IO, Any, Final

from sitegen.config import Config
from sitegen.errors import MachineError, Problem, shorten

_PIECE: Final = 1 << 16


def missing(config: Config) -> tuple[Problem, ...]:
    """Return the Problem that a site is to be searched, and what makes it so is not installed."""
    if not config.search or find_spec("pagefind_bin") is not None:
        return ()
    message = "the site cannot be searched: Pagefind is not installed"
    return (Problem(config.place("search"), "no-pagefind", message, "Run `pip install 'sitegen[search]'`"),)


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of Pagefind; empty if it is not installed."""
    try:
        return metadata.version("pagefind_bin")
    except metadata.PackageNotFoundError:
        return ""


def index(records: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    """Index records, the arguments of Pagefind's `AddRecord`; return all the files that it makes of them, by path.

    They come over the pipe: it says that it has written files before all their bytes are on the disk. Raises
    MachineError if the binary cannot be started, ends early or refuses a record.
    """
    command = [_binary(), "--service"]
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        raise MachineError(f"{command[0]}: cannot be started: {error.strerror}") from error
    try:
        with running:
            try:
                files = _talk(running, records)
            finally:
                running.kill()  # It has no end of its own but that of its input, and nothing more to say.
    except BrokenPipeError as error:
        raise MachineError("Pagefind ended before the search index was made") from error
    return {file["path"]: b64decode(file["content"]) for file in files}


def _binary() -> str:
    from pagefind_bin import get_executable

    return str(get_executable())


def _talk(running: subprocess.Popen[bytes], records: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Have all records indexed; return the files as the last answer gives them."""
    send, receive = running.stdin, running.stdout
    if send is None or receive is None:
        raise MachineError("Pagefind was started without pipes")
    answers = _answers(receive)
    files: list[dict[str, str]] = []
    for number, message in enumerate(_messages(records), 1):
        text = json.dumps({"message_id": number, "payload": message}, ensure_ascii=False)
        send.write(b64encode(text.encode()) + b",")
        send.flush()
        answer = next(answers, None)
        if answer is None:
            raise MachineError(f"Pagefind ended before the search index was made{_last_words(running)}")
        if answer["payload"]["type"] == "Error":
            raise MachineError(f"Pagefind cannot make the search index: {shorten(answer['payload']['message'], 300)}")
        files = answer["payload"].get("files", files)
    return files


def _messages(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {}}
    for record in records:
        yield {"type": "AddRecord", "index_id": 0, **record}
    yield {"type": "GetFiles", "index_id": 0}


def _answers(receive: IO[bytes]) -> Iterator[dict[str, Any]]:
    pieces: list[bytes] = []
    while piece := os.read(receive.fileno(), _PIECE):
        *ends, rest = piece.split(b",")
        for end in ends:
            yield json.loads(b64decode(b"".join((*pieces, end))))
            pieces.clear()
        pieces.append(rest)


def _last_words(running: subprocess.Popen[bytes]) -> str:
    said = running.stderr.read().decode(errors="replace").strip() if running.stderr else ""
    return f": {shorten(said.splitlines()[-1], 200)}" if said else ""
