"""The state of folders on the disk, for comparison before and after an action."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

Looks = dict[str, tuple[str, int, int, bytes]]
"""By path: the kind of file, its permissions, the time of its last change (ns), its bytes or the target of a link."""


def looks(folder: Path) -> Looks:
    """Return how everything below a folder looks, folders included; no link is followed."""
    return {path: _look(folder / path) for path in _paths(folder)}


def _paths(folder: Path, prefix: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _paths(Path(entry.path), f"{prefix}{entry.name}/")


def _look(path: Path) -> tuple[str, int, int, bytes]:
    status = path.lstat()
    data = b""
    if stat.S_ISLNK(status.st_mode):
        data = os.fsencode(path.readlink())
    elif stat.S_ISREG(status.st_mode):
        data = path.read_bytes()
    return stat.filemode(status.st_mode)[0], stat.S_IMODE(status.st_mode), status.st_mtime_ns, data


def plant_foreign(folder: Path) -> Looks:
    """Put foreign files of every kind into a folder; return how they look."""
    files = {
        "CNAME": b"news.example\n",
        ".well-known/security.txt": b"Contact: mailto:desk@news.example\n",
        "people/portrait.jpg": b"\xff\xd8\xff\xe0 a portrait",
        "papers/2031/thesis.pdf": b"%PDF ten years",
        ".git/HEAD": b"ref: refs/heads/main\n",
        ".git/objects/aa/bb": b"an object",
    }
    before = set(_paths(folder))
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "papers/empty").mkdir()
    (folder / "latest.pdf").symlink_to("papers/2031/thesis.pdf")
    (folder / "abroad").symlink_to("/nowhere/at/all")
    os.mkfifo(folder / "papers/pipe")
    (folder / "CNAME").chmod(0o640)
    (folder / ".git/objects/aa/bb").chmod(0o444)
    for path in sorted(set(_paths(folder)) - before, reverse=True):
        os.utime(folder / path, ns=(10**18, 10**18 + len(path)), follow_symlinks=False)
    (folder / "papers/2031").chmod(0o750)
    return {path: look for path, look in looks(folder).items() if path not in before and path != "people"}
