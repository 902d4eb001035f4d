"""What Pagefind made -> the files of a bundle: the same bytes for the same records, every time and everywhere.

Pagefind names a file by its content, but it writes the values of its filters in the order of a table of hashes, and
with them the file that names all others. Here they are put in order and named anew. On the way each article's fragment
gets what a row of results shows instead of what was indexed of it, and a name that begins with the article's moment:
the reader's browser sorts by date, over all years, by names alone.

A bundle holds pagefind-entry.json, and for each language a .pf_meta, which names the fragment of every article, the
chunks of the index by the words that they begin with, and the filters.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, Final

from sitegen.errors import MachineError
from sitegen.search import cbor

_MARK: Final = b"pagefind_dcd"
"""What every file of Pagefind's begins with once it is unpacked; one that is not packed begins with it as it is."""
_PACKED: Final = 6
"""The level at which files are packed: higher ones take much longer, for a percent."""
ENTRY: Final = "pagefind-entry.json"

Describe = Callable[[str], tuple[str, Mapping[str, str]]]
"""Returns, for the address of an article, what the name of its fragment begins with, and what a row shows of it."""


def ordered_bundle(made: Mapping[str, bytes], describe: Describe) -> dict[str, bytes]:
    """Return the files of a bundle, by their paths in it, of those that Pagefind made.

    Raises MachineError if that is not what this module knows: another Pagefind may write otherwise.
    """
    with _known_to_us():
        return _ordered(made, describe)


def runtime_files(made: Mapping[str, bytes], languages: Iterable[str]) -> dict[str, bytes]:
    """Return the files that search in all bundles: the script, and for each language a folder with its program.

    That folder is a bundle without an article, into which the bundles of years are merged. Raises MachineError as
    `ordered_bundle` does.
    """
    with _known_to_us():
        return _runtime(made, languages)


@contextmanager
def _known_to_us() -> Iterator[None]:
    """Say what it means if Pagefind's files are otherwise than this module takes them to be."""
    try:
        yield
    except (ValueError, KeyError, TypeError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise MachineError(f"Pagefind's index is none that sitegen knows: {error!r}") from error


def _runtime(made: Mapping[str, bytes], languages: Iterable[str]) -> dict[str, bytes]:
    entry = json.loads(made[ENTRY])
    files = {"pagefind.js": made["pagefind.js"]}
    for language in languages:
        known = entry["languages"][language]
        meta = cbor.encode([entry["version"], [], [], [], [], []])
        name = f"{language}_{_name_of(meta)}"
        program = known["wasm"] or "unknown"
        files[f"{language}/wasm.{program}.pagefind"] = made[f"wasm.{program}.pagefind"]
        files[f"{language}/pagefind.{name}.pf_meta"] = _pack(meta)
        empty = {language: known | {"hash": name, "page_count": 0}}
        files[f"{language}/{ENTRY}"] = _json(entry | {"languages": empty})
    return files


def _ordered(made: Mapping[str, bytes], describe: Describe) -> dict[str, bytes]:
    entry = json.loads(made[ENTRY])
    files: dict[str, bytes] = {}
    for language, known in sorted(entry["languages"].items()):
        version, pages, chunks, filters, sorts, fields = cbor.decode(_unpack(made[f"pagefind.{known['hash']}.pf_meta"]))
        for page in pages:
            name, content = _fragment(_unpack(made[f"fragment/{page[0]}.pf_fragment"]), describe)
            page[0] = name
            files[f"fragment/{name}.pf_fragment"] = content
        for *_, name in chunks:
            path = f"index/{name}.pf_index"
            files[path] = made[path]
        for pair in sorted(filters):
            label, values = cbor.decode(_unpack(made[f"filter/{pair[1]}.pf_filter"]))
            content = cbor.encode([label, sorted(values)])
            pair[1] = f"{language}_{_name_of(content)}"
            files[f"filter/{pair[1]}.pf_filter"] = _pack(content)
        meta = cbor.encode([version, pages, chunks, sorted(filters), sorted(sorts), fields])
        known["hash"] = f"{language}_{_name_of(meta)}"
        files[f"pagefind.{known['hash']}.pf_meta"] = _pack(meta)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    files[ENTRY] = _json(entry)
    return files


def _fragment(raw: bytes, describe: Describe) -> tuple[str, bytes]:
    fragment: dict[str, Any] = json.loads(raw)
    moment, shown = describe(fragment["url"])
    content = _json({**fragment, "meta": dict(shown), "filters": {}})
    return f"{moment}-{_name_of(content)}", _pack(content)


def _unpack(packed: bytes) -> bytes:
    raw = gzip.decompress(packed)
    if not raw.startswith(_MARK):
        raise ValueError("a file does not begin as it should")
    return raw[len(_MARK) :]


def _pack(content: bytes) -> bytes:
    return gzip.compress(_MARK + content, _PACKED, mtime=0)


def _name_of(content: bytes) -> str:
    return blake2b(content, digest_size=6).hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
