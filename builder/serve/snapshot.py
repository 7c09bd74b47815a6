"""Watching: has a file changed that a site is made from?

The watcher of the livereload package goes by "newer than": a file moved into a folder, or brought back from
an older copy, would go unnoticed. Two snapshots that differ miss nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WATCHED = ("seeds", "content", "templates")
"""The folders of a site that a build reads."""

Snapshot = Mapping[str, tuple[int, int, int]]
"""Time of change in nanoseconds, size in bytes and inode of each file, by path."""


def take_snapshot(root: Path, *, out: Path) -> Snapshot:
    """The state of every file that a build of the site at ``root`` may read.

    Hidden files and the backups of text editors (``name~``) are left out, and so is ``out``. A folder that
    does not exist is an empty one; what vanishes meanwhile is not there. Nothing is opened.
    """
    left_out = out.resolve()
    inside = f"{os.path.realpath(root).rstrip(os.sep)}{os.sep}"
    state: dict[str, tuple[int, int, int]] = {}
    for name in WATCHED:
        top = root / name
        if not os.path.realpath(top).startswith(inside):
            _note(state, os.fspath(top), inside)
            continue
        for folder, folders, files in os.walk(top):
            here = Path(folder)
            folders[:] = [
                child for child in folders if _counts(child) and (here / child).resolve() != left_out
            ]
            links = [child for child in folders if os.path.islink(here / child)]  # noqa: PTH114 - never raises
            for file in filter(_counts, (*files, *links)):
                _note(state, os.path.join(folder, file), inside)  # noqa: PTH118 - 10,000 seeds, twice a second
    return state


def _note(state: dict[str, tuple[int, int, int]], path: str, inside: str) -> None:
    """Add the state of a file; for a link out of the site or to anything but a regular file, the link's own.

    A terminal or a file of the system that a link leads to changes all the time, by the build's own messages, too.
    """
    try:
        status = os.lstat(path)
    except OSError:
        return
    if stat.S_ISLNK(status.st_mode) and os.path.realpath(path).startswith(inside):
        with suppress(OSError):  # it leads nowhere
            status = os.stat(path)  # noqa: PTH116 - as above
    seen = (status.st_mtime_ns, status.st_size) if stat.S_ISREG(status.st_mode) else (0, 0)
    state[path] = (*seen, status.st_ino)


def _counts(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")
