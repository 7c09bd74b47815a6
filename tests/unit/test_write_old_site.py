"""Removal of the old site: nothing that others put into it, and nothing that could not be moved, is lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from builder.write import swap
from tests.support.folders import looks, plant_foreign
from tests.support.written import write_site

FIRST = {"index.html": b"home", "people/a.html": b"Ada", "groups/g.html": b"Crew"}
SECOND = {"index.html": b"new home", "people/a.html": b"Ada", "places/c.html": b"Cove"}


def test_changes_made_while_the_site_is_staged_are_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    plant_foreign(out)
    swap_in = swap.swap_in

    def meanwhile(target: Path) -> bool:
        (out / "CNAME.tmp").write_bytes(b"another.example\n")
        (out / "CNAME.tmp").rename(out / "CNAME")
        with (out / "papers/2031/thesis.pdf").open("ab") as file:
            file.write(b", and one more")
        (out / "papers/2031/errata.pdf").write_bytes(b"late")
        (out / "late.txt").write_bytes(b"late")
        (out / "groups/late.txt").write_bytes(b"late")
        (out / ".git/index").write_bytes(b"index")
        (out / ".git/HEAD").write_bytes(b"ref: refs/heads/other\n")
        (out / ".git/objects/aa/bb").unlink()
        return swap_in(target)

    monkeypatch.setattr(swap, "swap_in", meanwhile)
    write_site(SECOND, out)
    assert (out / "CNAME").read_bytes() == b"another.example\n"
    assert (out / "papers/2031/thesis.pdf").read_bytes() == b"%PDF ten years, and one more"
    late = ("papers/2031/errata.pdf", "late.txt", "groups/late.txt")
    assert [(out / path).read_bytes() for path in late] == [b"late"] * 3
    assert sorted(path.name for path in (out / ".git").iterdir()) == ["HEAD", "index", "objects"]
    assert (out / ".git/HEAD").read_bytes() == b"ref: refs/heads/other\n"
    assert not any((out / ".git/objects/aa").iterdir()), "what version control removed does not come back"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_both_versions_of_a_foreign_file_are_kept_after_a_kill(tmp_path: Path) -> None:
    out, old = tmp_path / "site", tmp_path / ".site.newsgloss-old"
    write_site(FIRST, out)
    for name, older, newer in (("a.txt", out, old), ("b.txt", old, out)):
        old.mkdir(exist_ok=True)
        for folder, words, time in ((older, b"older", 1), (newer, b"newer", 2)):
            (folder / name).write_bytes(words)
            os.utime(folder / name, (time, time))
    write_site(FIRST, out)
    for name in ("a.txt", "b.txt"):
        assert (out / name).read_bytes() == b"newer"
        assert (out / f"{name}.newsgloss-kept").read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_cannot_be_moved_is_reported_and_moved_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    expected = plant_foreign(out)
    rename = Path.rename

    def failing(source: Path, place: Path) -> Path:
        if source.name == ".git":
            raise OSError(errno.EIO, "the disk is ill")
        return rename(source, place)

    monkeypatch.setattr(Path, "rename", failing)
    (said,) = [found for found in write_site(SECOND, out).diagnostics if found.severity is Severity.WARNING]
    assert "the disk is ill" in said.message
    monkeypatch.undo()
    write_site(SECOND, out)
    assert {path: looks(out)[path] for path in expected} == expected
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("call", ["stat", "utime", "chmod"])
def test_mode_and_times_of_a_foreign_folder_are_restored_if_copying_them_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    expected = plant_foreign(out)
    original, failed = shutil.copystat, list[str]()

    def failing(source: Path, copy: Path) -> None:
        failed.append(call)
        if call == "utime":
            original(source, copy)
            os.utime(copy)
        elif call == "chmod":
            copy.chmod(0o700)
        else:
            raise OSError(errno.EIO, "the disk is ill")

    monkeypatch.setattr(shutil, "copystat", failing)
    write_site(SECOND, out)
    assert failed
    assert {path: looks(out)[path] for path in expected} == expected
