"""The cache: ``get`` returns what was put, or None."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cache import Cache, digest
from builder.model.diagnostic import Severity

ROOT = Path(__file__).parents[2]


def entry(folder: Path) -> Path:
    """Return the only file in the cache."""
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def age(folder: Path) -> None:
    """Set the times of every entry to a moment long ago."""
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


@given(data=st.binary(max_size=100), key=st.text(max_size=30))
def test_get_returns_what_was_put(tmp_path_factory: pytest.TempPathFactory, data: bytes, key: str) -> None:
    folder = tmp_path_factory.mktemp("cache") / "deep"
    Cache(folder).put("pages", key, data)
    cache = Cache(folder)
    assert cache.get("pages", key) == data
    assert cache.get("facts", key) is None
    assert cache.get("pages", key + "x") is None
    assert cache.diagnostics == ()


def test_without_a_folder_nothing_is_stored() -> None:
    cache = Cache(None)
    cache.put("pages", "a", b"data")
    cache.prune()
    assert cache.get("pages", "a") is None
    assert cache.diagnostics == ()


def test_get_creates_no_folder(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.get("pages", "a")
    cache.prune()
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("kind", ["", "..", "a/b", "/a", "A", "a\0"])
def test_a_kind_must_be_a_lowercase_word(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        Cache(tmp_path).put(kind, "a", b"")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def garble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def swap_for_another(path: Path) -> None:
    other = path.parents[2] / "other"
    Cache(other).put("pages", "b", b"data of b")
    path.write_bytes(entry(other).read_bytes())


@pytest.mark.parametrize("damage", [empty, cut, lengthen, garble, swap_for_another])
def test_a_damaged_entry_is_a_miss_and_is_rewritten(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = tmp_path / "cache"
    Cache(folder).put("pages", "a", b"data of a")
    damage(entry(folder))
    cache = Cache(folder)
    assert cache.get("pages", "a") is None
    cache.put("pages", "a", b"data of a")
    assert cache.get("pages", "a") == b"data of a"
    assert cache.diagnostics == ()


def test_a_folder_at_the_path_of_an_entry_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Cache(folder).put("pages", "a", b"data")
    path = entry(folder)
    path.unlink()
    path.mkdir()
    (path / "more").touch()
    cache = Cache(folder)
    assert cache.get("pages", "a") is None
    cache.put("pages", "a", b"data")
    cache.put("pages", "b", b"more")
    assert cache.get("pages", "a") == b"data"
    assert cache.get("pages", "b") == b"more"
    assert cache.diagnostics == ()
    assert not list(folder.rglob("*.tmp")), "no temporary file is left"


def test_a_second_put_writes_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("pages", "a", b"data")
    before = entry(tmp_path).stat()
    cache.put("pages", "a", b"data")
    after = entry(tmp_path).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_folder_that_cannot_be_written_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / ".newsgloss")
    for key in "abc":
        cache.put("pages", key, b"data")
        assert cache.get("pages", key) is None
    cache.prune()
    (problem,) = cache.diagnostics
    assert problem.severity is Severity.WARNING
    assert problem.path == ".newsgloss"
    assert problem.hint


def test_prune_removes_unused_entries(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    for key in ("read", "put again", "idle"):
        first.put("pages", key, b"data")
    first.put("forgotten", "a", b"data")
    (entry_folder := next((tmp_path / "pages").iterdir())).joinpath("notes.txt").touch()
    left = entry_folder / f"{'0' * 62}.1-1.tmp"
    left.touch()
    age(tmp_path)

    cache = Cache(tmp_path)
    cache.get("pages", "read")
    cache.put("pages", "put again", b"data")
    cache.put("pages", "new", b"data")
    cache.prune()
    kept = Cache(tmp_path)
    assert [key for key in ("read", "put again", "new", "idle") if kept.get("pages", key)] == [
        "read",
        "put again",
        "new",
    ]
    assert kept.get("forgotten", "a") is None
    assert not left.exists(), "the leftover of a killed build"
    assert (entry_folder / "notes.txt").exists(), "not ours"


def test_prune_keeps_entries_put_by_another_build(tmp_path: Path) -> None:
    cache, other = Cache(tmp_path), Cache(tmp_path)
    other.put("pages", "a", b"data")
    cache.prune()
    assert other.get("pages", "a") == b"data"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        (("",), ()),
        (("", "a"), ("a", "")),
        (("a",), ("a", "")),
    ],
)
def test_the_boundaries_between_parts_change_a_digest(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    assert digest(*first) != digest(*second)


def test_a_digest_takes_bytes_and_any_text() -> None:
    assert digest("ä") == digest("ä".encode())
    assert len(digest("\ud800")) == 64


@given(st.lists(st.binary(max_size=5)), st.lists(st.binary(max_size=5)))
def test_digests_are_equal_if_and_only_if_the_parts_are(first: list[bytes], second: list[bytes]) -> None:
    assert (digest(*first) == digest(*second)) == (first == second)


def test_a_digest_is_the_same_in_every_process() -> None:
    program = "from builder.cache import digest; print(digest('a', b'b'))"
    environment = dict(os.environ, PYTHONHASHSEED="5")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest("a", b"b")
