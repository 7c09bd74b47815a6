"""Watching: has a file changed that a site is made from?

The watcher of the livereload package goes by "newer than": a file moved into a folder, or brought back from
an older copy, would go unnoticed. Two snapshots that differ miss nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

WATCHED = ("seeds", "content", "templates")
"""The folders of a site that a build reads."""

Snapshot = Mapping[str, tuple[int, int, int]]
"""Time of change in nanoseconds, size in bytes and inode of each file, by path."""


def take_snapshot(root: Path, *, out: Path) -> Snapshot:
    """The state of every file that a build of the site at ``root`` may read.

    Hidden files and the backups of text editors (``name~``) are left out, and so is ``out``. A folder that
    does not exist is an empty one; what vanishes meanwhile is not there.
    """
    left_out = out.resolve()
    state: dict[str, tuple[int, int, int]] = {}
    for name in WATCHED:
        for folder, folders, files in os.walk(root / name):
            here = Path(folder)
            folders[:] = [
                child for child in folders if _counts(child) and (here / child).resolve() != left_out
            ]
            for file in filter(_counts, files):
                path = os.path.join(folder, file)  # noqa: PTH118 - 10,000 seeds, twice a second
                try:
                    status = os.stat(path)  # noqa: PTH116 - as above
                except OSError:
                    continue
                state[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return state


def _counts(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")
