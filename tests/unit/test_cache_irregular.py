"""Irregular files in the cache folder: they are misses, are replaced, and never lead out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import cache as module
from builder.cache import Cache
from builder.model.diagnostic import Severity
from tests.support.irregular import PLANTS
from tests.support.sites import read_tree


def kept(root: Path, *, key: str = "a") -> Path:
    """Put one entry, and return its path."""
    Cache(root / ".newsgloss").put("pages", key, b"data")
    (path,) = (path for path in (root / ".newsgloss").rglob("*") if path.is_file())
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("level", ["entry", "fan-out", "kind"])
def test_an_irregular_file_is_a_miss_and_is_replaced(
    level: str, plant: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ENTRY_LIMIT", 1_000_000)
    path = kept(root)
    path.unlink()
    place = path
    for _ in range(["entry", "fan-out", "kind"].index(level)):
        place = place.parent
        place.rmdir()
    PLANTS[plant][0](place)
    cache = Cache(root / ".newsgloss")
    assert cache.get("pages", "a") is None
    cache.put("pages", "a", b"data")
    cache.prune()
    assert cache.diagnostics == ()
    assert Cache(root / ".newsgloss").get("pages", "a") == b"data"
    assert path.is_file()
    assert not path.is_symlink()


def test_a_folder_behind_a_link_is_neither_read_nor_changed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = kept(tmp_path / "other")
    before = read_tree(tmp_path / "other")
    (root / ".newsgloss" / "pages").mkdir(parents=True)
    (root / ".newsgloss" / "facts").symlink_to(tmp_path / "other" / ".newsgloss" / "pages")
    (root / ".newsgloss" / "pages" / other.parent.name).symlink_to(other.parent)
    cache = Cache(root / ".newsgloss")
    cache._opened += 1_000_000_000  # every entry is older than this build
    assert cache.get("pages", "a") is None
    cache.prune()
    assert read_tree(tmp_path / "other") == before
    cache.put("pages", "a", b"data")
    assert read_tree(tmp_path / "other") == before


@pytest.mark.parametrize(
    "plant", ["link to the root folder", "link to /dev/zero", "link to nothing", "link to itself"]
)
def test_a_cache_folder_that_links_outside_the_site_is_not_used(plant: str, root: Path) -> None:
    PLANTS[plant][0](root / ".newsgloss")
    cache = Cache(root / ".newsgloss")
    cache.put("pages", "a", b"data")
    assert cache.get("pages", "a") is None
    cache.prune()
    (problem,) = cache.diagnostics
    assert (problem.severity, problem.path) == (Severity.WARNING, ".newsgloss")
    assert "does not use the cache" in problem.message
    assert problem.hint


@pytest.mark.parametrize("plant", ["pipe", "socket", "sparse file of 10 GB"])
def test_a_cache_that_is_not_a_folder_is_reported_once(plant: str, root: Path) -> None:
    PLANTS[plant][0](root / ".newsgloss")
    cache = Cache(root / ".newsgloss")
    for key in "ab":
        cache.put("pages", key, b"data")
        assert cache.get("pages", key) is None
    cache.prune()
    (problem,) = cache.diagnostics
    assert (problem.severity, problem.path) == (Severity.WARNING, ".newsgloss")


def test_a_cache_folder_that_links_inside_the_site_is_used(root: Path) -> None:
    (root / "kept").mkdir()
    (root / ".newsgloss").symlink_to("kept")
    kept(root)
    assert Cache(root / ".newsgloss").get("pages", "a") == b"data"


def test_data_above_the_entry_limit_is_not_stored(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENTRY_LIMIT", 100)
    cache = Cache(root / ".newsgloss")
    cache.put("pages", "a", b"x" * 68)
    cache.put("pages", "b", b"x" * 69)
    assert cache.get("pages", "a") == b"x" * 68
    assert cache.get("pages", "b") is None
    assert not cache._damaged
