"""A file of the site as an answer: read from one open file, so that a save under way never tears it.

The writer replaces files by renames. What was opened stays whole, and its length is that of what is sent.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from sitegen.preview.files import content_type, open_file

FRESH: Final = {"Cache-Control": "no-cache"}
"""A browser may keep it, and asks each time whether it still is what is there."""
NEVER_KEPT: Final = {"Cache-Control": "no-store"}
_AT_ONCE: Final = 1 << 20
"""Bytes up to which a file is sent in one piece."""
_PIECE: Final = 1 << 18
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def answer(folder: Path, file: str, headers: Mapping[str, str]) -> Response | None:
    """Return the answer that a file which is no page gives to a request's `headers`; None if it is gone.

    It knows conditional requests and single ranges (RFC 9110 sections 13 and 14), as players of sound and film need.
    """
    opened = open_file(folder, file)
    if opened is None:
        return None
    content, status = opened
    tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"'
    told = {"ETag": tag, "Accept-Ranges": "bytes", **FRESH}
    if tag in headers.get("if-none-match", ""):
        content.close()
        return Response(status_code=304, headers=told)
    span = _span(headers, tag, status.st_size)
    if span is None:
        content.close()
        return Response(status_code=416, headers={**told, "Content-Range": f"bytes */{status.st_size}"})
    first, end = span
    if end - first < status.st_size:
        told["Content-Range"] = f"bytes {first}-{end - 1}/{status.st_size}"
    code = 206 if "Content-Range" in told else 200
    told["Content-Type"] = content_type(file)
    if end - first <= _AT_ONCE:
        with content:
            content.seek(first)
            return Response(_read(content, end - first), code, told)
    content.seek(first)
    return StreamingResponse(_pieces(content, end - first), code, {**told, "Content-Length": str(end - first)})


def read_whole(folder: Path, file: str) -> bytes | None:
    """Return the bytes of a file of the site; None if it is gone."""
    opened = open_file(folder, file)
    if opened is None:
        return None
    with opened[0] as content:
        return _read(content, opened[1].st_size)


def _read(content: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := content.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


async def _pieces(content: BinaryIO, size: int) -> AsyncIterator[bytes]:
    with content:
        while size > 0 and (piece := await run_in_threadpool(content.read, min(size, _PIECE))):
            size -= len(piece)
            yield piece


def _span(headers: Mapping[str, str], tag: str, size: int) -> tuple[int, int] | None:
    """Return the first byte asked for and the one behind the last; None if there are none such in the file.

    What is no single range, or one of another state of the file, asks for all of it.
    """
    asked = _RANGE.fullmatch(headers.get("range", "").strip())
    if not asked or asked.group(0) == "bytes=-" or headers.get("if-range", tag) != tag:
        return 0, size
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, size) if length else None
    if last and int(last) < int(first):
        return 0, size
    return (int(first), min(int(last) + 1, size) if last else size) if int(first) < size else None
