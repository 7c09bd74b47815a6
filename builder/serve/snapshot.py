"""Snapshots of the files that a site is built from, to detect changes."""

# File events only say that something may have changed: they come for every save of a file that no build reads, more
# than once for most changes, and sometimes not at all. Comparing two snapshots decides.

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from builder.hidden_names import is_hidden

WATCHED = ("seeds", "content", "templates")
"""The folders of a site that a build reads."""

CACHE = ".newsgloss"
"""The folder with what builds and the desk remember."""

State = tuple[int, int, int, int]
"""The times of the last change of a file and of its inode in nanoseconds, its size in bytes, and its inode."""


class Snapshot(Struct, frozen=True):
    """The state of all files that a build may read, at one moment.

    Attributes:
        files: the state of each file, by path.
        folders: the real paths of the folders whose events can announce a change: the site's root, every folder that a
            build reads, and those of the files to which links lead.
    """

    files: Mapping[str, State]
    folders: frozenset[str]


def take_snapshot(root: Path, *, out: Path) -> Snapshot:
    """Return the state of every file that a build of the site at ``root`` may read.

    Hidden files, backups of text editors (``name~``) and ``out`` are left out. Links are followed inside ``root``. A
    folder that does not exist counts as empty, and a file that is deleted during the scan as missing. No file is
    opened.
    """
    place = _Place(os.path.realpath(root), (os.path.realpath(out), os.path.realpath(root / CACHE)))
    files: dict[str, State] = {}
    folders, entered = {place.root}, set[str]()
    # os.path and os.scandir are faster than Path, which counts with 10,000 seeds.
    pending = [os.path.join(root, name) for name in WATCHED]  # noqa: PTH118
    while pending:
        path = pending.pop()
        real = os.path.realpath(path)
        if real in entered or real == place.written[0]:
            continue
        # A link may lead to a terminal or a system folder, which changes all the time, even by the build's messages.
        entries = _entries(path) if place.contains(real) else None
        if entries is None:
            _add_state(files, path, path)
            continue
        entered.add(real)
        folders.add(real)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif not entry.is_symlink():
                _add_state(files, entry.path, entry.path)
            else:
                _follow(entry.path, place, files=files, folders=folders, pending=pending)
    return Snapshot(files, frozenset(folders))


class _Place(Struct, frozen=True):
    """The place of the files that builds read.

    Attributes:
        root: the real path of the site's root.
        written: the real paths of the folders below it that builds write.
    """

    root: str
    written: tuple[str, ...]

    def contains(self, real: str) -> bool:
        """Return True if a real path is below the root, and not in a folder that builds write."""
        return _is_below(real, self.root) and not any(
            real == folder or _is_below(real, folder) for folder in self.written
        )


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def is_watched(name: str) -> bool:
    """Return True if a build may read a file or folder of this name: it is neither hidden nor a backup."""
    return not is_hidden(name) and not name.endswith("~")


def _entries(folder: str) -> list[os.DirEntry[str]] | None:
    """Return the watched entries of a folder; None if it cannot be listed, or is something else."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if is_watched(entry.name)]
    except OSError:
        return None


def _follow(
    link: str, place: _Place, *, files: dict[str, State], folders: set[str], pending: list[str]
) -> None:
    """Add the state of what a link leads to; if builds do not read that, the state of the link itself."""
    target = os.path.realpath(link)
    if not place.contains(target):
        _add_state(files, link, link)
    elif os.path.isdir(target):  # noqa: PTH112 - faster, as above
        pending.append(link)
    else:
        folder = os.path.dirname(target)  # noqa: PTH120 - faster, as above
        if os.path.isdir(folder):  # noqa: PTH112 - faster, as above
            folders.add(folder)
        exists = os.path.lexists(target)
        _add_state(files, link, target if exists else link)


def _add_state(files: dict[str, State], path: str, seen: str) -> None:
    """Add the state of the file ``seen`` under ``path``, unless it is missing."""
    with suppress(OSError):
        status = os.lstat(seen)
        changed = (0, 0, 0)
        if stat.S_ISREG(status.st_mode):
            changed = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
        files[path] = (*changed, status.st_ino)
