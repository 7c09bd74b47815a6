"""Foreign files: files in an output folder that newsgloss did not make. The new site keeps them as they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

REPOSITORIES = frozenset({".git", ".hg", ".svn"})
"""Names of the folders of version control.

They are moved as a whole, because a program may be at work in them: if they were linked file by file, a lock that the
program removes during the build would come back.
"""

_DEEPEST = 100
"""Levels of folders that are linked file by file. Deeper folders are moved as a whole: Python's stack has limits."""

# NotImplementedError: some systems cannot make hard links to symbolic links.
_CANNOT_LINK = (OSError, NotImplementedError)


def link_foreign_files(last: Path, staging: Path, paths: Iterable[str]) -> frozenset[int]:
    """Hard-link the foreign files of the last site into the staged one.

    Symbolic links, pipes and sockets are linked as they are. Folders are created with the same mode and times.
    ``remove_old_site`` later moves what is not linked: folders of version control, and files that cannot be linked.

    Args:
        last: the folder of the last site.
        staging: the folder of the next site, which already contains all folders of its own files.
        paths: relative to both; folders end in "/".

    Returns:
        The inodes of the linked files.
    """
    linked: set[int] = set()
    for path in paths:
        source, copy = last / path, staging / path
        with suppress(*_CANNOT_LINK):
            copy.parent.mkdir(parents=True, exist_ok=True)
            _link(source, copy, linked, depth=0)
    return frozenset(linked)


def _link(source: Path, copy: Path, linked: set[int], depth: int) -> None:
    """Link a file, or the files in a folder.

    Raises:
        OSError: if the file or folder cannot be linked. A file in a folder that cannot be linked raises nothing.
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
        with suppress(*_CANNOT_LINK):
            _link(source / name, copy / name, linked, depth + 1)
    shutil.copystat(source, copy)


def remove_tree(folder: Path) -> None:
    """Remove a folder and everything in it, read-only folders included.

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
    """Give the owner all rights to a folder whose entries will be moved or removed; return the folder."""
    mode = folder.stat().st_mode
    if mode & 0o700 != 0o700:
        folder.chmod(mode & 0o7777 | 0o700)
    return folder
