"""The files of a bundle are the same for the same records, and hold what they are to hold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

import pytest

from sitegen.errors import MachineError
from sitegen.search import binary
from sitegen.search.bundle import ENTRY, ordered_bundle, runtime_files
from sitegen.search.cbor import decode

LANGUAGES = ("en", "ar", "bn")
SHOWN = {"title": "As it is shown", "day": "27 February 2025"}


def record(number: int) -> dict[str, Any]:
    return {
        "url": f"/2025/{number}/",
        "content": f"Words of story {number}, which nobody else has: only{number}.",
        "language": LANGUAGES[number % 3],
        "meta": {"title": f"Story {number}", "author": "A. B.", "tags": "Rivers"},
        "filters": {"section": [f"s{number % 5}", f"t{number % 7}"], "author": [f"Author {number % 4}"]},
    }


def describe(url: str) -> tuple[str, Mapping[str, str]]:
    return f"20250227T{url.strip('/').rpartition('/')[2]:0>4}", SHOWN | {"url": url}


def unpacked(content: bytes) -> bytes:
    raw = gzip.decompress(content)
    assert raw.startswith(b"pagefind_dcd")
    return raw[12:]


@pytest.fixture(scope="module")
def bundles() -> list[dict[str, bytes]]:
    """The same records, indexed four times: Pagefind's own files differ then, by the seeds of its tables."""
    return [ordered_bundle(binary.index(map(record, range(40))), describe) for _ in range(4)]


def test_pagefind_alone_gives_other_files_every_time() -> None:
    """If it did not, nothing would have to be put in order: this test says when that can go."""
    indexed = {frozenset(binary.index(map(record, range(40)))) for _ in range(6)}
    assert len(indexed) > 1


def test_the_same_records_give_the_same_bytes(bundles: list[dict[str, bytes]]) -> None:
    """Names and contents of all files."""
    assert all(bundle == bundles[0] for bundle in bundles[1:])


def test_each_file_that_is_named_is_there_and_no_other(bundles: list[dict[str, bytes]]) -> None:
    """From the entry through the metadata of each language to fragments, chunks and filters."""
    files = bundles[0]
    entry = json.loads(files[ENTRY])
    assert list(entry["languages"]) == sorted(LANGUAGES)
    named = {ENTRY}
    for known in entry["languages"].values():
        meta = f"pagefind.{known['hash']}.pf_meta"
        _, pages, chunks, filters, _, _ = decode(unpacked(files[meta]))
        named |= {meta, *(f"fragment/{name}.pf_fragment" for name, *_ in pages)}
        named |= {f"index/{name}.pf_index" for *_, name in chunks}
        named |= {f"filter/{name}.pf_filter" for _, name in filters}
        assert [label for label, _ in filters] == ["author", "section"]
    assert named == set(files)


def test_a_fragment_has_what_a_row_shows_and_is_named_by_its_moment(bundles: list[dict[str, bytes]]) -> None:
    """Names in the order of texts are articles in the order of time."""
    files = bundles[0]
    fragments = {name: json.loads(unpacked(files[name])) for name in files if name.startswith("fragment/")}
    assert len(fragments) == 40
    for name, fragment in fragments.items():
        assert fragment["meta"] == SHOWN | {"url": fragment["url"]}
        assert name.startswith(f"fragment/{describe(fragment['url'])[0]}-")
    in_order = [fragments[name]["url"] for name in sorted(fragments)]
    assert in_order == [f"/2025/{number}/" for number in range(40)]


def test_the_program_is_a_bundle_without_an_article() -> None:
    """One for each language, with the stemmer that Pagefind has for it, or none."""
    made = binary.index({"url": f"/{each}/", "content": each, "language": each} for each in LANGUAGES)
    files = runtime_files(made, LANGUAGES)
    assert {name for name in files if "pf_meta" not in name} == {
        "pagefind.js", "en/wasm.en.pagefind", "ar/wasm.ar.pagefind", "bn/wasm.unknown.pagefind",
        *(f"{language}/{ENTRY}" for language in LANGUAGES),
    }  # fmt: skip
    for language in LANGUAGES:
        (known,) = json.loads(files[f"{language}/{ENTRY}"])["languages"].values()
        assert known["page_count"] == 0
        assert decode(unpacked(files[f"{language}/pagefind.{known['hash']}.pf_meta"]))[1:] == [[], [], [], [], []]


@pytest.mark.parametrize("damage", ["not JSON", "{}", '{"languages": {"en": {"hash": "en_1"}}}'])
def test_what_another_pagefind_might_write_is_refused(damage: str) -> None:
    """In one line, not with a traceback."""
    with pytest.raises(MachineError, match="none that sitegen knows"):
        ordered_bundle({ENTRY: damage.encode()}, describe)
