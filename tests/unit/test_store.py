"""The store: ``get`` returns what was put, or None, whatever happens to the file."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.diagnostic import Severity
from builder.store import connection
from builder.store.connection import APPLICATION_ID, VERSION
from builder.store.store import FILE, LOADED_AT_ONCE, SECONDS_PER_TRANSACTION, Store

KEYS = ("a", "b", "c")


def filled(folder: Path, *keys: str) -> Path:
    """Put an entry for each key, and return the file."""
    with Store(folder) as store:
        for key in keys:
            store.put("pages", key, f"data of {key}".encode())
    return folder / FILE


def found(folder: Path, *keys: str) -> list[str]:
    """Return the keys that have an entry."""
    with Store(folder) as store:
        return [key for key in keys if store.get("pages", key) == f"data of {key}".encode()]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database:
        yield database
        database.commit()


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=100), key=st.text(max_size=30))
def test_get_returns_what_was_put(tmp_path_factory: pytest.TempPathFactory, data: bytes, key: str) -> None:
    folder = tmp_path_factory.mktemp("store") / "deep"
    with Store(folder) as first:
        first.put("pages", key, data)
        assert first.get("pages", key) == data, "before it is written"
    with Store(folder) as store:
        assert store.get("pages", key) == data
        assert store.get("facts", key) is None
        assert store.get("pages", key + "x") is None
        assert store.diagnostics == ()


def test_get_many_returns_the_entries_that_exist(tmp_path: Path) -> None:
    keys = [str(number) for number in range(1200)]
    filled(tmp_path, *keys)
    with Store(tmp_path) as store:
        store.put("pages", "waits", b"in memory")
        several = store.get_many("pages", [*keys, "waits", "missing"])
        assert several == {**{key: f"data of {key}".encode() for key in keys}, "waits": b"in memory"}
        assert store.get_many("facts", keys) == {}
        assert store.get_many("pages", []) == {}


def test_without_a_folder_nothing_is_stored() -> None:
    with Store(None) as store:
        store.put("pages", "a", b"data")
        store.prune()
        assert store.get("pages", "a") is None
        assert store.diagnostics == ()


def test_get_and_prune_create_no_folder(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        store.get("pages", "a")
        store.prune()
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("kind", ["", "..", "a/b", "/a", "A", "a\0"])
def test_a_kind_must_be_a_lowercase_word(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        Store(tmp_path).put(kind, "a", b"")


def test_the_folder_has_one_file_after_a_build(tmp_path: Path) -> None:
    filled(tmp_path, *KEYS)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_entries_are_written_together(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(100):
            store.put("pages", str(number), b"data")
        assert not (tmp_path / FILE).exists(), "all of them wait for one transaction"


def test_an_entry_does_not_wait_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("builder.store.store.time.monotonic", lambda: now)
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        now += SECONDS_PER_TRANSACTION
        store.put("pages", "b", b"data of b")
        assert found(tmp_path, "a", "b") == ["a", "b"]


def test_many_bytes_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.store.store.BYTES_PER_TRANSACTION", 15)
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        assert not (tmp_path / FILE).exists()
        store.put("pages", "b", b"data of b")
        assert found(tmp_path, "a", "b") == ["a", "b"]


def put_and_die(folder: str) -> None:
    store = Store(Path(folder))
    store.put("pages", "a", b"data of a")
    store.commit()
    store.put("pages", "b", b"data of b")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_committed_entry_survives_a_kill(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=put_and_die, args=(str(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert found(tmp_path, "a", "b") == ["a"]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:90])


def cut_after_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def garble_the_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:200] + b"\xa5" * (len(data) - 200))


def drop_the_table(path: Path) -> None:
    with opened(path) as database:
        database.execute("DROP TABLE entries")


def replace_the_table(path: Path) -> None:
    with opened(path) as database:
        database.execute("DROP TABLE entries")
        database.execute("CREATE TABLE entries (word TEXT)")


def set_another_version(path: Path) -> None:
    with opened(path) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")


DAMAGES = (
    empty,
    cut_in_the_header,
    cut_after_the_header,
    garble_the_pages,
    drop_the_table,
    replace_the_table,
    set_another_version,
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("begins_with", ["get", "put", "prune"])
def test_a_damaged_file_is_a_miss_and_is_replaced(
    begins_with: str, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    damage(filled(tmp_path, *KEYS))
    with Store(tmp_path) as store:
        if begins_with == "get":
            assert store.get_many("pages", KEYS) == {}
        if begins_with == "prune":
            store.prune()
        store.put("pages", "a", b"data of a")
        store.commit()
        assert store.diagnostics == ()
    assert found(tmp_path, *KEYS) == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_damage_that_is_found_halfway_is_a_miss(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(300):
            store.put("pages", str(number), bytes(10_000))
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle:] = b"\xa5" * (len(data) - middle)
    path.write_bytes(data)
    with Store(tmp_path) as store:
        intact = store.get_many("pages", map(str, range(300)))
        assert set(intact.values()) <= {bytes(10_000)}
        for number in range(300):
            store.put("pages", str(number), bytes(10_000))
        store.commit()
        assert store.diagnostics == ()


def garble_data(path: Path) -> None:
    with opened(path) as database:
        database.execute("UPDATE entries SET data = data || 'x'")


def swap_entries(path: Path) -> None:
    with opened(path) as database:
        rows = database.execute("SELECT id, key FROM entries ORDER BY id").fetchall()
        keys = [key for _, key in rows]
        database.execute("UPDATE entries SET key = 'none' || id")
        for (number, _), key in zip(rows, [*keys[1:], keys[0]], strict=True):
            database.execute("UPDATE entries SET key = ? WHERE id = ?", (key, number))


def put_text_for_data(path: Path) -> None:
    with opened(path) as database:
        database.execute("UPDATE entries SET data = 'data of a', seal = 7")


@pytest.mark.parametrize("damage", [garble_data, swap_entries, put_text_for_data])
def test_a_damaged_entry_is_a_miss_and_is_rewritten(damage: Callable[[Path], None], tmp_path: Path) -> None:
    damage(filled(tmp_path, *KEYS))
    with Store(tmp_path) as store:
        assert store.get_many("pages", KEYS) == {}
        store.put("pages", "a", b"data of a")
    assert found(tmp_path, *KEYS) == ["a"]


def other_program(path: Path) -> None:
    path.unlink()
    with opened(path) as database:
        database.execute("CREATE TABLE entries (word TEXT)")
        database.execute("INSERT INTO entries VALUES ('theirs')")


def text(path: Path) -> None:
    path.write_text("a shopping list")


@pytest.mark.parametrize("plant", [other_program, text])
def test_a_foreign_file_is_set_aside(plant: Callable[[Path], None], tmp_path: Path) -> None:
    for number, name in enumerate([f"{FILE}.foreign", f"{FILE}.foreign-2"], start=1):
        plant(filled(tmp_path, "a"))
        before = (tmp_path / FILE).read_bytes()
        with Store(tmp_path) as store:
            assert store.get("pages", "a") is None
            store.put("pages", "a", b"data of a")
            store.commit()
            (found_note,) = store.diagnostics
        assert (found_note.severity, found_note.path) == (Severity.NOTE, f"{tmp_path.name}/{name}")
        assert (tmp_path / name).read_bytes() == before, "theirs is as it was"
        assert found(tmp_path, "a") == ["a"]
        assert len(list(tmp_path.iterdir())) == number + 1


def test_a_file_of_ours_bears_our_number(tmp_path: Path) -> None:
    with opened(filled(tmp_path, "a")) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_log_without_its_file_is_not_believed(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        store.commit()
        log = (tmp_path / f"{FILE}-wal").read_bytes()
    assert log
    (tmp_path / FILE).unlink()
    (tmp_path / f"{FILE}-wal").write_bytes(log)
    filled(tmp_path, "b")
    assert found(tmp_path, "a", "b") == ["b"]


def test_a_second_put_writes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path, "a")
    before = path.read_bytes()
    with Store(tmp_path) as store:
        assert store.get("pages", "a")
        store.put("pages", "a", b"data of a")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Store(tmp_path / "file" / ".newsgloss") as store:
        for key in KEYS:
            store.put("pages", key, b"data")
            store.commit()
            assert store.get("pages", key) is None
        store.prune()
        (problem,) = store.diagnostics
    assert problem.severity is Severity.WARNING
    assert problem.path == ".newsgloss"
    assert problem.hint


def test_a_file_that_cannot_be_replaced_is_reported_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    text(filled(tmp_path, "a"))
    monkeypatch.setattr(Path, "rename", refuse)
    with Store(tmp_path) as store:
        for key in KEYS:
            assert store.get("pages", key) is None
            store.put("pages", key, b"data")
            store.commit()
        (problem,) = store.diagnostics
    assert problem.severity is Severity.WARNING
    assert "Permission denied" in problem.message
    assert (tmp_path / FILE).read_text() == "a shopping list"


def test_a_full_disk_is_reported_once(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    with Store(tmp_path) as store:
        assert store.get("pages", "a") == b"data of a"
        assert store._database is not None
        assert store._database._connection is not None
        store._database._connection.execute("PRAGMA max_page_count = 1")
        for key in KEYS:
            store.put("facts", key, bytes(100_000))
            store.commit()
        assert store.get("pages", "a") == b"data of a"
        store.pause()
        store.pause()
        assert store.get("pages", "a") == b"data of a"
        (problem,) = store.diagnostics
    assert problem.severity is Severity.WARNING
    assert "full" in problem.message
    assert found(tmp_path, "a") == ["a"]


def test_entries_are_found_in_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> sqlite3.Connection:
        raise PermissionError(13, "Permission denied", str(path))

    filled(tmp_path, "a")
    monkeypatch.setattr("builder.store.database.open_or_replace", refuse)
    with Store(tmp_path) as store:
        assert store.get("pages", "a") == b"data of a"
        store.prune()
        assert not store.diagnostics, "nothing had to be written"
        store.put("pages", "b", b"data of b")
        store.commit()
        (problem,) = store.diagnostics
        assert "Permission denied" in problem.message
        assert store.get("pages", "a") == b"data of a"
        store.pause()
        assert store.get("pages", "a") == b"data of a"
        store.pause()
        store.branch()
        assert store.get("pages", "a") == b"data of a"


def test_another_file_in_the_place_of_a_paused_store_keeps_its_entries(tmp_path: Path) -> None:
    filled(tmp_path, *(str(number) for number in range(50)))
    with Store(tmp_path) as store:
        assert store.get("pages", "7")
        store.pause()
        connection.delete_database(tmp_path / FILE)
        filled(tmp_path, "a", "b")
        store.put("pages", "c", b"data of c")
        store.prune()
    assert found(tmp_path, *"abc") == [*"abc"]


def test_nothing_is_deleted_if_it_is_not_known_what_was_used(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    with Store(tmp_path) as store:
        store.put("pages", "b", b"data of b")
        store.spare()
        store.prune()
    assert found(tmp_path, *"ab") == ["a", "b"]


def test_prune_removes_unused_entries(tmp_path: Path) -> None:
    with Store(tmp_path) as first:
        for key in ("read", "put again", "idle"):
            first.put("pages", key, f"data of {key}".encode())
        first.put("forgotten", "a", b"data")
    with Store(tmp_path) as store:
        store.get("pages", "read")
        for key in ("put again", "new"):
            store.put("pages", key, f"data of {key}".encode())
        store.prune()
    assert found(tmp_path, "read", "put again", "new", "idle") == ["read", "put again", "new"]
    with Store(tmp_path) as store:
        assert store.get("forgotten", "a") is None


def test_prune_gives_the_disk_back_what_a_large_change_leaves(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(100):
            store.put("pages", str(number), bytes(50_000))
    large = (tmp_path / FILE).stat().st_size
    with Store(tmp_path) as store:
        store.get("pages", "7")
        store.prune()
    assert (tmp_path / FILE).stat().st_size < large / 10
    with Store(tmp_path) as store:
        assert store.get("pages", "7") == bytes(50_000)


def test_prune_keeps_entries_put_by_another_build(tmp_path: Path) -> None:
    filled(tmp_path, "a")
    with Store(tmp_path) as store, Store(tmp_path) as other:
        assert store.get("pages", "a")
        other.put("pages", "b", b"data of b")
        other.commit()
        store.prune()
        assert other.get("pages", "b") == b"data of b"
    assert found(tmp_path, "a", "b") == ["a", "b"]


def put_many(folder: str, first: int) -> None:
    with Store(Path(folder)) as store:
        for number in range(first, first + 100):
            store.put("pages", str(number), f"data of {number}".encode())
            store.commit()
        if store.diagnostics:
            raise SystemExit(3)


def test_two_builds_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    builds = [context.Process(target=put_many, args=(str(tmp_path), first)) for first in (0, 50, 100)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0, 0]
    keys = [str(number) for number in range(200)]
    assert found(tmp_path, *keys) == keys


def test_a_build_that_waits_too_long_for_another_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.01)
    with opened(filled(tmp_path, "a")) as other, Store(tmp_path) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.get("pages", "a") == b"data of a", "readers do not wait"
        store.put("pages", "b", b"data of b")
        store.commit()
        (problem,) = store.diagnostics
    assert "locked" in problem.message


def test_a_store_that_is_deleted_during_a_build_is_made_again(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        store.commit()
        for path in tmp_path.iterdir():
            path.unlink()
        store.put("pages", "b", b"data of b")
        store.prune()
        assert store.diagnostics == ()
    filled(tmp_path, "c")
    assert found(tmp_path, "c") == ["c"]


def test_data_above_the_entry_limit_is_not_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.store.store.ENTRY_LIMIT", 100)
    with Store(tmp_path) as store:
        store.put("pages", "a", b"x" * 100)
        store.put("pages", "b", b"x" * 101)
    with Store(tmp_path) as store:
        assert store.get("pages", "a") == b"x" * 100
        assert store.get("pages", "b") is None


def test_values_stay_in_memory_while_they_are_used(tmp_path: Path) -> None:
    warm: dict[bytes, object] = {}
    loaded: list[bytes] = []

    def load(data: bytes) -> list[str]:
        loaded.append(data)
        return data.decode().split()

    with Store(tmp_path) as store:
        store.put("words", "a", b"ana roe")
        store.put("words", "b", b"ben roe")
    with Store(tmp_path, warm) as store:
        assert store.values("words", ["a", "b", "c"], load) == {"a": ["ana", "roe"], "b": ["ben", "roe"]}
        store.put_value("words", "c", ["cy"], lambda value: " ".join(value).encode())
        store.prune()
    assert sorted(loaded) == [b"ana roe", b"ben roe"]
    with Store(tmp_path, warm) as store:
        first = store.values("words", ["a", "c"], load)
        assert first == {"a": ["ana", "roe"], "c": ["cy"]}
        store.prune()
    assert len(loaded) == 2
    with Store(tmp_path, warm) as store:
        assert store.values("words", ["b"], load) == {}
    with Store(tmp_path) as store:
        assert store.values("words", ["a", "b", "c"], load) == first


@pytest.mark.parametrize("is_warm", [False, True])
def test_an_entry_of_another_form_is_a_miss_and_is_rewritten(tmp_path: Path, *, is_warm: bool) -> None:
    warm: dict[bytes, object] | None = {} if is_warm else None
    with Store(tmp_path) as store:
        store.put("numbers", "a", b"1")
        store.put("numbers", "b", b"two")
    with Store(tmp_path, warm) as store:
        assert store.load_many("numbers", ["a", "b", "c"], int) == {"a": 1}
        assert store.values("numbers", ["a", "b", "c"], int) == {"a": 1}
        store.put_value("numbers", "b", 2, lambda value: str(value).encode())
    with Store(tmp_path) as store:
        assert store.values("numbers", ["a", "b"], int) == {"a": 1, "b": 2}


def test_values_of_more_entries_than_are_read_at_once_are_all_loaded(tmp_path: Path) -> None:
    expected = {f"key {number}": number for number in range(2 * LOADED_AT_ONCE + 1)}
    with Store(tmp_path) as store:
        for key, number in expected.items():
            store.put("numbers", key, str(number).encode())
    with Store(tmp_path) as store:
        assert store.load_many("numbers", (*expected, "no such key"), int) == expected


def test_an_entry_that_is_put_and_then_kept_survives(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        store.keep("pages", ["a"])
        store.prune()
    assert found(tmp_path, "a") == ["a"]


def test_a_kept_entry_survives_though_it_was_not_read(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data of a")
        store.put("pages", "b", b"data of b")
    with Store(tmp_path) as store:
        store.keep("pages", ["a"])
        store.prune()
    assert found(tmp_path, "a", "b") == ["a"]


def test_what_the_store_of_a_fork_puts_is_written_by_its_parent(tmp_path: Path) -> None:
    filled(tmp_path, "a", "b", "c")
    with Store(tmp_path) as parent, Store(tmp_path) as fork:
        fork.branch()
        assert fork.get("pages", "a") == b"data of a"
        fork.keep("pages", ["b"])
        fork.put("pages", "d", b"data of d")
        fork.commit()
        assert found(tmp_path, "d") == []
        parent.join(fork.take_news(is_last=False))
        assert parent.get("pages", "d") == b"data of d"
        parent.join(fork.take_news(is_last=True))
        parent.prune()
    assert found(tmp_path, *"abcd") == ["a", "b", "d"]


def test_a_fork_replaces_no_file(tmp_path: Path) -> None:
    file = filled(tmp_path, "a")
    damaged = file.read_bytes()[:100] + bytes(4000)
    with Store(tmp_path) as fork:
        fork.branch()
        file.write_bytes(damaged)
        assert fork.get("pages", "a") is None
        assert fork.put("pages", "b", b"data of b")
    assert file.read_bytes() == damaged


def test_a_store_that_pauses_is_opened_again(tmp_path: Path) -> None:
    filled(tmp_path, "a", "b")
    with Store(tmp_path) as store:
        assert store.get("pages", "a")
        store.pause()
        filled(tmp_path, "c")
        store.put("pages", "d", b"data of d")
        store.prune()
    assert found(tmp_path, *"abcd") == ["a", "c", "d"], "what another build puts meanwhile is its own"
