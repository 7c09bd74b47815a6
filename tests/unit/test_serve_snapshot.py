"""Which changes of files a snapshot detects."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.serve.snapshot import take_snapshot
from tests.support.irregular import PLANTS


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
def test_a_change_is_detected(root: Path, change: Callable[[Path], None]) -> None:
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
def test_files_that_no_build_reads_are_not_watched(root: Path, name: str) -> None:
    out = root / Path(name).parent if "site" in name else root / "site"
    before = take_snapshot(root, out=out)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("changed")
    assert take_snapshot(root, out=out) == before


@pytest.mark.parametrize("name", ["content/a.yaml", "templates/a.html", "seeds/a.md", "content"])
@pytest.mark.parametrize("plant", [name for name in PLANTS if name != "folder"])
def test_irregular_files_are_detected_but_never_opened(name: str, plant: str, root: Path) -> None:
    before = take_snapshot(root, out=root / "site")
    if name == "content":
        shutil.rmtree(root / name)
    PLANTS[plant][0](root / name)
    after = take_snapshot(root, out=root / "site")
    assert after != before
    assert len(after) <= len(before) + 1, "the target of a link must not be scanned"
    assert take_snapshot(root, out=root / "site") == after


def test_a_change_of_a_linked_file_outside_the_site_is_ignored(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "log"
    outside.write_text("one")
    (root / "seeds" / "log.txt").symlink_to(outside)
    before = take_snapshot(root, out=root / "site")
    outside.write_text("one and two")
    assert take_snapshot(root, out=root / "site") == before
    (root / "seeds" / "in.txt").symlink_to(root / "other" / "x.txt")
    before = take_snapshot(root, out=root / "site")
    (root / "other" / "x.txt").write_text("longer")
    assert take_snapshot(root, out=root / "site") != before
