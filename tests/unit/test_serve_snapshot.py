"""Which changes of files a snapshot detects."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.serve.snapshot import State, take_snapshot
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


def files(root: Path) -> Mapping[str, State]:
    return take_snapshot(root, out=root / "site").files


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


def replace_in_place_keeping_time_and_size(root: Path) -> None:
    seed = root / "seeds" / "a.txt"
    before = seed.stat()
    seed.write_text("two")
    os.utime(seed, ns=(before.st_atime_ns, before.st_mtime_ns))


def allow_reading(root: Path) -> None:
    (root / "seeds" / "a.txt").chmod(0o640)


def drop_a_folder(root: Path) -> None:
    (root / "templates" / "base.html").unlink()
    (root / "templates").rmdir()


@pytest.mark.parametrize(
    "change",
    [
        edit,
        touch,
        add,
        delete,
        rename,
        replace_keeping_time_and_size,
        replace_in_place_keeping_time_and_size,
        allow_reading,
        drop_a_folder,
    ],
)
def test_a_change_is_detected(root: Path, change: Callable[[Path], None]) -> None:
    before = files(root)
    assert files(root) == before
    change(root)
    assert files(root) != before


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
    before = files(root)
    if name == "content":
        shutil.rmtree(root / name)
    PLANTS[plant][0](root / name)
    after = files(root)
    assert after != before
    assert len(after) <= len(before) + 1, "the target of a link must not be scanned"
    assert files(root) == after


def test_a_change_of_a_linked_file_outside_the_site_is_ignored(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "log"
    outside.write_text("one")
    (root / "seeds" / "log.txt").symlink_to(outside)
    before = files(root)
    outside.write_text("one and two")
    assert files(root) == before
    (root / "seeds" / "in.txt").symlink_to(root / "other" / "x.txt")
    before = files(root)
    (root / "other" / "x.txt").write_text("longer")
    assert files(root) != before


def test_a_change_in_a_linked_folder_of_the_site_is_detected(root: Path) -> None:
    (root / "other" / "parts").mkdir()
    (root / "other" / "parts" / "a.html").write_text("one")
    (root / "templates" / "parts").symlink_to(root / "other" / "parts")
    (root / "other" / "parts" / "circle").symlink_to(root / "other")
    before = files(root)
    (root / "other" / "parts" / "a.html").write_text("longer")
    assert files(root) != before


def test_the_folders_whose_events_count_are_known(root: Path) -> None:
    root = root.resolve()
    (root / "outside-link").symlink_to(root.parent)
    for name, target in (("x.txt", "other/x.txt"), ("later.txt", "later/x.txt"), ("out", "outside-link")):
        (root / "seeds" / name).symlink_to(root / target)
    (root / "site").mkdir()
    snapshot = take_snapshot(root, out=root / "site")
    names = {"", "seeds", "content", "content/people", "templates", "other"}
    assert snapshot.folders == {str(root / name) for name in names}
    assert snapshot.files.keys() == {
        str(root / name)
        for name in (
            "seeds/a.txt",
            "seeds/x.txt",
            "seeds/later.txt",
            "seeds/out",
            "content/people/a.md",
            "templates/base.html",
        )
    }


@pytest.mark.parametrize(
    "target", ["site", "site/people", "site/people/a.html", ".newsgloss", ".newsgloss/store.db"]
)
def test_what_a_build_writes_is_not_watched_through_a_link(root: Path, target: str) -> None:
    for name in ("site/people/a.html", ".newsgloss/store.db"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("one")
    (root / "content" / "link.txt").symlink_to(root / target)
    before = files(root)
    for name in ("site/people/a.html", ".newsgloss/store.db"):
        (root / name).write_text("longer")
    assert files(root) == before
