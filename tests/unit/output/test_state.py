"""The state of the last build is whole, or it is none: nothing damaged, foreign or torn is ever believed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen.errors import Caution, Location, StateDamagedError
from sitegen.output.files import FileTable, signature
from sitegen.output.state import Kept, Seen, StateFolder, tables
from sitegen.pictures.measuring import Original

SEEN = Seen(
    engine=b"e", settings=b"s", theme=b"t", themes=[("newsmania", "/themes/newsmania")], stamp=0, zone="Asia/Kolkata",
    since=1.5, until=None, articles=1, pages=1, kept="kept-1", sources=["articles/a.md"], source_signatures=bytes(32),
    outputs=["index.html"], output_signatures=bytes(32), output_folders=["."], output_folder_signatures=bytes(32),
    warnings=[Caution(Location("content/site.yaml", 3, 6), "x-y", "nobody looks there", "Move it")],
)  # fmt: skip
KEPT = Kept(
    digests=bytes(16), packs=["pack-1"], places=(b"", b"", b"", b"", b""), units=bytes(4), unit_names=["home"],
    keys=bytes(16), marks=[b"abc"], contents=bytes(16), templates={"a.html": b"1"}, closures={"a.html": b"2"},
    records=b"r", measured={"media/a.jpg": Original("JPEG", 1, 2, 3, "00")}, index=b"i",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> StateFolder:
    """A folder with SEEN and KEPT in it."""
    found = StateFolder(tmp_path, tmp_path / "public")
    found.path.mkdir(parents=True)
    (found.path / "pack-1").write_bytes(b"records")
    found.store_kept("kept-1", KEPT)
    found.store(SEEN, 0, ["pack-1"])
    return found


def test_what_is_stored_is_loaded(folder: StateFolder) -> None:
    """Both parts, value for value."""
    seen = folder.load()
    assert seen == SEEN
    assert seen is not None
    assert folder.load_kept(seen) == KEPT


def test_two_outputs_have_two_states(tmp_path: Path) -> None:
    """A build into another folder believes nothing of the first."""
    assert StateFolder(tmp_path, tmp_path / "a").path != StateFolder(tmp_path, tmp_path / "b").path


def test_a_new_state_clears_the_old_away(folder: StateFolder) -> None:
    """Packs in use stay."""
    folder.store_kept("kept-2", KEPT)
    SEEN.kept = "kept-2"
    try:
        folder.store(SEEN, 0, ["pack-1"])
    finally:
        SEEN.kept = "kept-1"
    assert sorted(path.name for path in folder.path.iterdir()) == ["kept-2", "pack-1", "seen"]


@pytest.mark.parametrize("seed", range(60))
def test_one_flipped_bit_anywhere_and_there_is_no_state(folder: StateFolder, seed: int) -> None:
    """In the header or in what follows, of either file."""
    chance = random.Random(seed)
    file = folder.path / chance.choice(["seen", "kept-1"])
    raw = bytearray(file.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    file.write_bytes(raw)
    if file.name == "seen":
        assert folder.load() is None
    else:
        with pytest.raises(StateDamagedError):
            folder.load_kept(SEEN)


@pytest.mark.parametrize("kept", [0, 1, 10, 40, -1])
def test_a_torn_file_is_no_state(folder: StateFolder, kept: int) -> None:
    """However much of it was written."""
    file = folder.path / "seen"
    file.write_bytes(file.read_bytes()[:kept])
    assert folder.load() is None


def test_another_version_s_state_is_none(folder: StateFolder) -> None:
    """It may hold other things under the same names."""
    file = folder.path / "seen"
    file.write_bytes(file.read_bytes().replace(b"sitegen-state 1 ", b"sitegen-state 0 ", 1))
    assert folder.load() is None


def test_columns_of_different_lengths_are_no_table() -> None:
    """A row without a signature could be taken for a file that did not change."""
    torn = Seen(*[getattr(SEEN, name) for name in SEEN.__struct_fields__])
    torn.source_signatures = bytes(64)
    with pytest.raises(StateDamagedError):
        tables(torn)


def test_the_state_is_younger_than_all_it_tells_of(folder: StateFolder, tmp_path: Path) -> None:
    """Else an edit in the same tick of the clock, of the same size, could pass for nothing."""
    for _ in range(5):
        file = tmp_path / "young"
        file.write_bytes(b"x")
        newest = file.stat().st_mtime_ns
        folder.store(SEEN, newest, ["pack-1"])
        seen = folder.load()
        assert seen is not None
        assert seen.stamp > newest


def test_a_table_tells_what_differs(tmp_path: Path) -> None:
    """Edited, gone, of another kind, or too young to be trusted; a link is looked at, not followed."""
    names = ["same", "edited", "gone", "linked"]
    for name in names:
        (tmp_path / name).write_bytes(b"content")
    table = FileTable()
    for name in names:
        table.put(name, signature((tmp_path / name).lstat()))
    later = table.newest() + 1
    assert table.differing(str(tmp_path), later) == []
    assert table.differing(str(tmp_path), table.newest()) != []
    (tmp_path / "edited").write_bytes(b"CONTENT")
    (tmp_path / "gone").unlink()
    (tmp_path / "linked").rename(tmp_path / "elsewhere")
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    differing = [table.paths[row] for row in table.differing(str(tmp_path), later + 10**12)]
    assert differing == ["edited", "gone", "linked"]


def test_a_removed_row_stays_free() -> None:
    """The rows of others keep their numbers."""
    table = FileTable()
    assert [table.put(name, (1, 2, 3, 4)) for name in "abc"] == [0, 1, 2]
    assert table.remove("b") == 1
    assert (table.paths, table.rows()) == (["a", "", "c"], {"a": 0, "c": 2})
    assert table.put("d", (5, 6, 7, 8)) == 3
    assert FileTable(table.paths, table.signatures()).of(3) == (5, 6, 7, 8)
