"""Snapshots of the files that a site is built from, to detect changes."""

# The watcher of the livereload package only detects files that are newer: it would miss a file that is moved into a
# folder, or restored from an older copy. Comparing two snapshots misses nothing.

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WATCHED = ("seeds", "content", "templates")
"""The folders of a site that a build reads."""

Snapshot = Mapping[str, tuple[int, int, int]]
"""The time of change in nanoseconds, the size in bytes and the inode of each file, by path."""


def take_snapshot(root: Path, *, out: Path) -> Snapshot:
    """Return the state of every file that a build of the site at ``root`` may read.

    Hidden files, backups of text editors (``name~``) and ``out`` are left out. A folder that does not exist counts as
    empty, and a file that is deleted during the scan as missing. No file is opened.
    """
    left_out = out.resolve()
    inside = f"{os.path.realpath(root).rstrip(os.sep)}{os.sep}"
    state: dict[str, tuple[int, int, int]] = {}
    for name in WATCHED:
        top = root / name
        if not os.path.realpath(top).startswith(inside):
            _add_state(state, os.fspath(top), inside)
            continue
        for folder, folders, files in os.walk(top):
            here = Path(folder)
            folders[:] = [
                child for child in folders if _is_watched(child) and (here / child).resolve() != left_out
            ]
            links = [child for child in folders if os.path.islink(here / child)]  # noqa: PTH114 - never raises
            for file in filter(_is_watched, (*files, *links)):
                # os.path is faster than Path, and counts with 10,000 seeds twice a second.
                _add_state(state, os.path.join(folder, file), inside)  # noqa: PTH118
    return state


def _add_state(state: dict[str, tuple[int, int, int]], path: str, inside: str) -> None:
    """Add the state of a file; for a link out of the site or to an irregular file, that of the link itself."""
    # A link may lead to a terminal or a system file, which changes all the time, even by the build's own messages.
    try:
        status = os.lstat(path)
    except OSError:
        return
    if stat.S_ISLNK(status.st_mode) and os.path.realpath(path).startswith(inside):
        with suppress(OSError):  # the link is broken
            status = os.stat(path)  # noqa: PTH116 - os.path is faster, as in take_snapshot
    seen = (status.st_mtime_ns, status.st_size) if stat.S_ISREG(status.st_mode) else (0, 0)
    state[path] = (*seen, status.st_ino)


def _is_watched(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")
