"""Irregular files in the folder of the store: they are misses, are replaced, and never lead out of the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from builder.store.store import FILE, Store
from tests.support.irregular import PLANTS


def filled(root: Path) -> Path:
    """Put one entry, and return the file of the store."""
    with Store(root / ".newsgloss") as store:
        store.put("pages", "a", b"data")
    return root / ".newsgloss" / FILE


def found(root: Path) -> bytes | None:
    with Store(root / ".newsgloss") as store:
        return store.get("pages", "a")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.mark.parametrize("plant", PLANTS)
def test_an_irregular_file_is_a_miss_and_is_set_aside(plant: str, root: Path) -> None:
    path = filled(root)
    path.unlink()
    PLANTS[plant][0](path)
    before = os.lstat(path)
    with Store(root / ".newsgloss") as store:
        assert store.get("pages", "a") is None
        store.put("pages", "a", b"data")
        store.prune()
        assert [found.severity for found in store.diagnostics] == [Severity.NOTE]
    assert found(root) == b"data"
    assert path.is_file()
    assert not path.is_symlink()
    assert os.path.samestat(os.lstat(f"{path}.foreign"), before)


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_an_irregular_file_beside_the_store_is_set_aside(ending: str, plant: str, root: Path) -> None:
    path = filled(root)
    PLANTS[plant][0](path.with_name(path.name + ending))
    is_set_aside = plant != "sparse file of 10 GB"
    with Store(root / ".newsgloss") as store:
        store.get("pages", "a")
        store.put("pages", "a", b"data")
        store.prune()
        assert [found.severity for found in store.diagnostics] == [Severity.NOTE] * is_set_aside
    assert found(root) == b"data"
    assert os.path.lexists(f"{path}{ending}.foreign") == is_set_aside


@pytest.mark.parametrize(
    "plant", ["link to the root folder", "link to /dev/zero", "link to nothing", "link to itself"]
)
def test_a_folder_that_links_outside_the_site_is_not_used(plant: str, root: Path) -> None:
    PLANTS[plant][0](root / ".newsgloss")
    with Store(root / ".newsgloss") as store:
        store.put("pages", "a", b"data")
        assert store.get("pages", "a") is None
        store.prune()
        (problem,) = store.diagnostics
    assert (problem.severity, problem.path) == (Severity.WARNING, ".newsgloss")
    assert "does not use the cache" in problem.message
    assert problem.hint


@pytest.mark.parametrize("plant", ["pipe", "socket", "sparse file of 10 GB"])
def test_a_store_that_is_not_a_folder_is_reported_once(plant: str, root: Path) -> None:
    PLANTS[plant][0](root / ".newsgloss")
    with Store(root / ".newsgloss") as store:
        for key in "ab":
            store.put("pages", key, b"data")
            store.commit()
            assert store.get("pages", key) is None
        store.prune()
        (problem,) = store.diagnostics
    assert (problem.severity, problem.path) == (Severity.WARNING, ".newsgloss")


def test_a_folder_that_links_inside_the_site_is_used(root: Path) -> None:
    (root / "kept").mkdir()
    (root / ".newsgloss").symlink_to("kept")
    filled(root)
    assert found(root) == b"data"
