"""The library keeps what parsing made of each source, and gives back exactly that, or says that it is damaged."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.unit.site.newsroom import article, author, page

from sitegen.content.library import Library, PackWriter
from sitegen.errors import StateDamagedError

ARTICLE = article(
    "a",
    body="A [link](b.md) and ![a picture](/media/x.jpg).\n\n## Part\n",
    author=["Ann", "Bo"],
    tags=["কলকাতা"],
    date="2025-02-27T09:30:00+05:30",
    corrections=[{"date": "2025-03-01", "text": "So."}],
    x_extra={"deep": ["list", True]},
)
RECORDS: list[Any] = [ARTICLE, page("about", body="Us."), author("ann", name="Ann", body="She writes.")]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of RECORDS, in rows 0 to 2."""
    with PackWriter(tmp_path, "pack-1") as writer:
        places = [writer.add(record) for record in RECORDS]
    found = Library(tmp_path, [])
    for row, place in enumerate(places):
        found.put(row, place)
    return found


def lean(record: Any) -> Any:
    """Return a record without what only its own page needs."""
    if not hasattr(record, "body"):
        return record
    body = msgspec.structs.replace(record.body, parts=(), text="", excerpt="")
    return msgspec.structs.replace(record, body=body)


def test_a_record_comes_back_as_it_was(library: Library) -> None:
    """Every kind; the text of a body is fetched apart."""
    for row, record in enumerate(RECORDS):
        assert library.record(row, record.source) == lean(record)
    assert [library.text(row) for row in (0, 1)] == [record.body.parts for record in RECORDS[:2]]


def test_moments_keep_their_offset(library: Library) -> None:
    """A page shows the time of day on the site's clock, not that of Greenwich."""
    assert library.record(0, ARTICLE.source).date.instant.isoformat() == "2025-02-27T09:30:00+05:30"


def test_a_library_can_be_sent_to_another_process(library: Library) -> None:
    """It opens its packs there."""
    library.record(0, ARTICLE.source)
    assert pickle.loads(pickle.dumps(library)).record(0, ARTICLE.source) == lean(ARTICLE)


def test_a_pack_is_only_ever_appended_to(library: Library, tmp_path: Path) -> None:
    """What a killed build left at its end harms nothing."""
    with (tmp_path / "pack-1").open("ab") as file:
        file.write(b"half a rec")
    with PackWriter(tmp_path, "pack-1") as writer:
        library.put(3, writer.add(ARTICLE))
    assert library.record(3, ARTICLE.source) == library.record(0, ARTICLE.source)


@pytest.mark.parametrize("place", [0, 50, 700, -1])
def test_a_flipped_byte_is_damage(library: Library, tmp_path: Path, place: int) -> None:
    """In the record or in its text."""
    file = tmp_path / "pack-1"
    raw = bytearray(file.read_bytes())
    raw[place] ^= 0xFF
    file.write_bytes(raw)
    with pytest.raises(StateDamagedError):
        [library.record(row, record.source) for row, record in enumerate(RECORDS)]


@pytest.mark.parametrize("left", [0, 100])
def test_a_short_or_missing_pack_is_damage(library: Library, tmp_path: Path, left: int) -> None:
    """Nothing is made of half a record."""
    if left:
        (tmp_path / "pack-1").write_bytes((tmp_path / "pack-1").read_bytes()[:left])
    else:
        (tmp_path / "pack-1").unlink()
    with pytest.raises(StateDamagedError):
        library.record(2, "authors/ann.md")


def test_waste_is_measured_and_cleared_away(library: Library, tmp_path: Path) -> None:
    """Former versions of a source stay in the pack until it is written anew."""
    assert library.waste() == 0
    with PackWriter(tmp_path, "pack-1") as writer:
        for _ in range(9):
            library.put(0, writer.add(ARTICLE))
    assert library.waste() > 0.5
    library.rewrite("pack-2")
    assert (library.packs, library.waste()) == (["pack-2"], 0)
    assert [library.record(row, record.source) for row, record in enumerate(RECORDS)] == list(map(lean, RECORDS))


def test_a_freed_row_has_nothing(library: Library) -> None:
    """Its source is gone."""
    library.put(1, None)
    assert (library.has(0), library.has(1), library.has(9)) == (True, False, False)
