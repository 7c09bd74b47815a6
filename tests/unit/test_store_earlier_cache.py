"""The cache of versions before the store is removed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.store.earlier_cache import KINDS
from builder.store.store import FILE, Store
from tests.support.sites import read_tree, write_files

NAME = "0123456789abcdef" * 4
ENTRIES = {
    **{f"{kind}/{NAME[:2]}/{NAME[2:]}": b"an entry" for kind in KINDS},
    f"pages/ff/{NAME[2:]}": b"another",
    f"pages/ff/{NAME[2:]}.77-1.tmp": b"half an ent",
}
OTHERS = {
    "eval/report.html": b"of the evaluation",
    "pages/ff/notes.txt": b"not ours",
    f"pages/{NAME[2:]}": b"not where an entry is",
    f"pages/gg/{NAME[2:]}": b"likewise",
    f"faces/ff/{NAME[2:]}": b"not one of the kinds",
    f"facts/ff/{NAME}": b"no name of an entry",
}


def pruned(folder: Path) -> None:
    with Store(folder) as store:
        store.put("pages", "a", b"data")
        store.prune()


def test_a_cache_of_the_version_before_is_removed(tmp_path: Path) -> None:
    write_files(tmp_path, {**ENTRIES, "eval/report.html": b"of the evaluation"})
    pruned(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "eval"}


def test_a_build_that_fails_leaves_it(tmp_path: Path) -> None:
    write_files(tmp_path, ENTRIES)
    with Store(tmp_path) as store:
        store.put("pages", "a", b"data")
    assert ENTRIES.keys() <= read_tree(tmp_path).keys()


def test_what_is_not_surely_ours_stays(tmp_path: Path) -> None:
    write_files(tmp_path, {**ENTRIES, **OTHERS})
    pruned(tmp_path)
    left = read_tree(tmp_path)
    del left[FILE]
    assert left == OTHERS


@pytest.mark.parametrize("level", [0, 1, 2])
def test_links_are_not_followed(level: int, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_files(elsewhere, ENTRIES)
    linked = Path(*f"pages/{NAME[:2]}/{NAME[2:]}".split("/")[: level + 1])
    link = tmp_path / "store" / linked
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere / linked)
    pruned(tmp_path / "store")
    assert link.is_symlink()
    assert read_tree(elsewhere) == ENTRIES
