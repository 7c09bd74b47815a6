"""Warnings for a cache under version control, for every version of git's index."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from builder.pipeline.version_control import cache_warnings
from tests.support.sites import write_files

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="the repositories are made with git")

ENTRY = ".newsgloss/pages/ab/cdef"


def git(folder: Path, *arguments: str) -> None:
    """Run git without the settings of this machine."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    settings = ("-c", "user.name=A", "-c", "user.email=a@ledger.example", "-c", "init.defaultBranch=main")
    subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )


def warned(root: Path) -> bool:
    found = cache_warnings(root, root / ".newsgloss")
    assert all(one.severity is Severity.WARNING and one.path == ".newsgloss" for one in found)
    assert all("git rm -r --cached .newsgloss" in one.hint for one in found)
    return bool(found)


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("site", ["", "papers/ellery"])
@pytest.mark.parametrize("tracked", [True, False])
def test_a_warning_is_given_for_a_tracked_cache_only(
    tracked: bool,  # noqa: FBT001  a parameter of the table
    site: str,
    version: str,
    tmp_path: Path,
) -> None:
    root = tmp_path / site
    names = (".gitignore", "seeds/a.txt", "seeds/ä b.txt", "other/.newsgloss/x", ".newsgloss-notes/x", ENTRY)
    write_files(root, dict.fromkeys(names, "x"))
    write_files(root, {f"seeds/{'long-' * 40}{number}/{'name-' * 30}.txt": "x" for number in range(30)})
    git(tmp_path, "init")
    git(tmp_path, "add", "--force", ".")
    git(tmp_path, "add", "--force", "--intent-to-add", ".")
    if not tracked:
        git(tmp_path, "rm", "-r", "--cached", f"{site}/{ENTRY}".lstrip("/"))
    git(tmp_path, "update-index", "--index-version", version)
    assert warned(root) is tracked


def test_a_warning_is_given_as_soon_as_the_cache_is_added(tmp_path: Path) -> None:
    write_files(tmp_path, {"seeds/a.txt": "x", ENTRY: "x"})
    assert not warned(tmp_path), "no repository"
    git(tmp_path, "init")
    assert not warned(tmp_path), "no index"
    git(tmp_path, "add", "seeds")
    assert not warned(tmp_path)
    git(tmp_path, "add", "--intent-to-add", ".newsgloss")
    assert warned(tmp_path)


def test_a_linked_cache_gets_a_warning_and_a_linked_root_is_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"papers/seeds/a.txt": "x", "papers/kept/x": "x"})
    (tmp_path / "papers" / ".newsgloss").symlink_to("kept")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    (tmp_path.parent / f"{tmp_path.name}-link").symlink_to(tmp_path / "papers")
    assert warned(tmp_path / "papers")
    assert warned(tmp_path.parent / f"{tmp_path.name}-link")
    assert warned(tmp_path / "papers" / ".." / "papers")


def test_each_work_tree_has_its_own_index(tmp_path: Path) -> None:
    write_files(tmp_path / "main", {"seeds/a.txt": "x", ENTRY: "x"})
    git(tmp_path / "main", "init")
    git(tmp_path / "main", "add", "seeds")
    git(tmp_path / "main", "commit", "-m", "Add a seed")
    git(tmp_path / "main", "worktree", "add", "../more")
    assert not warned(tmp_path / "more")
    write_files(tmp_path / "more", {ENTRY: "x"})
    git(tmp_path / "more", "add", "--force", ENTRY)
    assert warned(tmp_path / "more")
    assert not warned(tmp_path / "main")


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"DIRC",
        b"DIRC\0\0\0\2\xff\xff\xff\xff.newsgloss/",
        b"DIRC\0\0\0\4\0\0\0\1" + b"\xff" * 90 + b".newsgloss/",
        b"\0" * 500 + b".newsgloss/",
        b".newsgloss/x" * 50,
    ],
)
def test_a_damaged_index_is_ignored(index: bytes, tmp_path: Path) -> None:
    write_files(tmp_path, {".git/index": index, ENTRY: "x"})
    assert not warned(tmp_path)


def test_a_hostile_repository_does_not_block_a_build(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    os.mkfifo(tmp_path / ".git" / "index")
    assert not warned(tmp_path)
    (tmp_path / ".git" / "index").unlink()
    (tmp_path / ".git" / "index").symlink_to("/dev/zero")
    assert not warned(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    os.mkfifo(tmp_path / ".git")
    assert not warned(tmp_path)
