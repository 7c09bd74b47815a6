"""The files of others in an output folder: they are in the new site as they were in the last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

REPOSITORIES = frozenset({".git", ".hg", ".svn"})
"""Folders of version control. They are moved in one piece, since a program may be at work in them: linked file by file,
a lock that it removes meanwhile would come back."""

_DEEPEST = 100
"""Levels of folders that are linked; what is below is moved in one piece, without counting on Python's stack."""

# Some systems cannot make links to links at all.
_CANNOT = (OSError, NotImplementedError)


def link_foreign(last: Path, staging: Path, paths: Iterable[str]) -> frozenset[int]:
    """Give what others put into the last site a second name in the staged one; return the inodes of the files.

    Symbolic links, pipes and sockets are linked as they are. Folders are made anew with mode and times. Version
    control, and whatever cannot be linked, is left to ``retire``, which moves it.

    Args:
        last: the folder of the last site.
        staging: that of the next, with all its own folders.
        paths: relative to both; folders end in "/".
    """
    linked: set[int] = set()
    for path in paths:
        source, copy = last / path, staging / path
        with suppress(*_CANNOT):
            copy.parent.mkdir(parents=True, exist_ok=True)
            _link(source, copy, linked, depth=0)
    return frozenset(linked)


def _link(source: Path, copy: Path, linked: set[int], depth: int) -> None:
    """Link a file, or a folder's files.

    Raises:
        OSError: if it cannot be linked; for files in a folder nothing is raised.
    """
    if not source.is_dir() or source.is_symlink():
        os.link(source, copy, follow_symlinks=False)
        linked.add(copy.lstat().st_ino)
        return
    if source.name in REPOSITORIES or depth == _DEEPEST:
        return
    with os.scandir(source) as entries:
        names = [entry.name for entry in entries]
    os.mkdir(copy)  # noqa: PTH102  the tests of failures count the calls of os
    for name in names:
        with suppress(*_CANNOT):
            _link(source / name, copy / name, linked, depth + 1)
    shutil.copystat(source, copy)


def remove_tree(folder: Path) -> None:
    """Remove a folder and everything in it, folders that may not be written included.

    Raises:
        OSError: if something cannot be removed.
    """
    with os.scandir(make_writable(folder)) as scanned:
        entries = list(scanned)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            remove_tree(Path(entry.path))
        else:
            Path(entry.path).unlink()
    folder.rmdir()


def make_writable(folder: Path) -> Path:
    """Let the owner read and change a folder that is to be emptied."""
    mode = folder.stat().st_mode
    if mode & 0o700 != 0o700:
        folder.chmod(mode & 0o7777 | 0o700)
    return folder
