"""Which changes of files make a build."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.serve.watch import take_snapshot


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "seeds/a.txt",
        "content/people/a.md",
        "templates/base.html",
        "other/x.txt",
        "content/.git/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    return tmp_path


def edit(root: Path) -> None:
    (root / "content" / "people" / "a.md").write_text("longer")


def touch(root: Path) -> None:
    os.utime(root / "templates" / "base.html", (1, 1))


def add(root: Path) -> None:
    (root / "seeds" / "sports").mkdir()
    (root / "seeds" / "sports" / "b.txt").touch()


def delete(root: Path) -> None:
    (root / "seeds" / "a.txt").unlink()


def rename(root: Path) -> None:
    (root / "seeds" / "a.txt").rename(root / "seeds" / "b.txt")


def replace_keeping_time_and_size(root: Path) -> None:
    old = root / "seeds" / "a.txt"
    new = root / "new.txt"
    new.write_text("two")
    os.utime(new, ns=(old.stat().st_mtime_ns, old.stat().st_mtime_ns))
    new.replace(old)


def drop_a_folder(root: Path) -> None:
    (root / "templates" / "base.html").unlink()
    (root / "templates").rmdir()


@pytest.mark.parametrize(
    "change", [edit, touch, add, delete, rename, replace_keeping_time_and_size, drop_a_folder]
)
def test_a_change_is_seen(root: Path, change: Callable[[Path], None]) -> None:
    before = take_snapshot(root, out=root / "site")
    assert take_snapshot(root, out=root / "site") == before
    change(root)
    assert take_snapshot(root, out=root / "site") != before


@pytest.mark.parametrize(
    "name",
    [
        "other/x.txt",
        "content/.git/x",
        "seeds/.a.txt.swp",
        "seeds/a.txt~",
        "content/site/index.html",
        "site/index.html",
    ],
)
def test_what_no_build_reads_is_not_watched(root: Path, name: str) -> None:
    out = root / Path(name).parent if "site" in name else root / "site"
    before = take_snapshot(root, out=out)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("changed")
    assert take_snapshot(root, out=out) == before
