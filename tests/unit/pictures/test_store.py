"""What was made before is believed only whole, and is gone once nothing uses it."""

from __future__ import annotations

from pathlib import Path

from sitegen.pictures.store import Store

NAMES = ("aa" * 16, "ab" * 16, "aa" + "cd" * 15)


def filled(folder: Path) -> Store:
    store = Store(folder)
    for name in NAMES:
        store.put(name, name.encode())
    return store


def test_what_is_put_in_is_got(tmp_path: Path) -> None:
    """By its name; nothing else is there."""
    store = filled(tmp_path / "pictures")
    assert [store.get(name) for name in NAMES] == [name.encode() for name in NAMES]
    assert store.get("00" * 16) is None


def test_what_was_damaged_is_not_there(tmp_path: Path) -> None:
    """Cut off, changed by a bit, emptied, or a folder in its place."""
    store = filled(tmp_path)
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    files[0].write_bytes(files[0].read_bytes()[:-1])
    files[1].write_bytes(bytes([*files[1].read_bytes()[:-1], 0]))
    files[2].write_bytes(b"")
    assert [store.get(name) for name in NAMES] == [None, None, None]
    files[2].unlink()
    files[2].mkdir()
    assert [store.get(name) for name in NAMES] == [None, None, None]
    store.put(NAMES[0], b"again")
    assert store.get(NAMES[0]) == b"again"


def test_what_nothing_uses_is_swept(tmp_path: Path) -> None:
    """And the folders that are empty then."""
    store = filled(tmp_path)
    store.sweep({NAMES[2]})
    assert [store.get(name) for name in NAMES] == [None, None, NAMES[2].encode()]
    assert [path.name for path in tmp_path.iterdir()] == ["aa"]
    store.sweep(())
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_costs_time_alone(tmp_path: Path) -> None:
    """A build goes on without what it could do without."""
    (tmp_path / "pictures").write_bytes(b"a file stands here")
    store = Store(tmp_path / "pictures")
    store.put(NAMES[0], b"x")
    assert store.get(NAMES[0]) is None
    store.sweep(())
