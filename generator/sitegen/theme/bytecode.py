"""Compiled templates, kept from build to build: compiling them takes longer than rendering a page."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from sitegen.digests import digest


class KeptBytecode(BytecodeCache):
    """A file a template, named by its key. What is damaged, or of another text or version, is compiled again."""

    def __init__(self, folder: Path, common: bytes) -> None:
        """`common` stands for what is compiled into every template beside its text: labels and addresses of assets."""
        self._folder, self._common = folder, common

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file."""
        try:
            raw = self._file(bucket).read_bytes()
        except OSError:
            return
        seal, content = raw[:16], raw[16:]
        if seal == self._seal(bucket, content):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket into its file; a disk that refuses costs nothing but time."""
        content = bucket.bytecode_to_string()
        file = self._file(bucket)
        waiting = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(self._seal(bucket, content) + content)
            waiting.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key

    def _seal(self, bucket: Bucket, content: bytes) -> bytes:
        return digest(self._common, bucket.checksum.encode(), content)
