"""The survey: what an output folder holds, and whose each file is."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.write.manifest import MARKER, Entry, Manifest, State, folders_of


@dataclass(frozen=True, slots=True)
class Survey:
    """How an output folder differs from the site to write. All paths are sorted; folders end in "/".

    Attributes:
        kept: files of the new site that are there with the same bytes.
        edited: files that newsgloss made, changed by hand since, that the new site replaces.
        removed: files that newsgloss made and the new site does not have.
        foreign: whatever newsgloss did not make, and files that it made, that were changed by hand since,
            and that the new site does not have. A folder without a file of ours is one item.
        in_the_way: those of them where the new site has a file or a folder.
        mounted: those of them that are another file system.
    """

    kept: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]
    in_the_way: tuple[str, ...]
    mounted: tuple[str, ...]


def survey(target: Path, files: Mapping[str, bytes], state: State, manifest: Manifest) -> Survey:
    """Compare a folder with the files to write. No link is followed.

    Args:
        target: the folder, which exists.
        files: the bytes of every file of the new site by POSIX path.
        state: what the manifest of the folder is.
        manifest: what it says; empty unless its state is ``VALID``.

    Raises:
        OSError: if a folder of the site cannot be read.
    """
    folders = folders_of(files)
    present = dict(scan(target, folders | folders_of(manifest.files)))
    kept = {
        path for path in present.keys() & files.keys() if _holds(target / path, present[path], files[path])
    }
    edited, removed, foreign, blocking = set[str](), set[str](), set[str](), set[str]()
    for path in sorted(present.keys() - kept - {MARKER}):
        entry = manifest.files.get(path)
        if entry is None:
            if path not in files:
                foreign.add(path)
            elif state is not State.EARLIER:
                blocking.add(path)
        elif not as_made(target / path, present[path], entry):
            (edited if path in files else foreign).add(path)
        elif path not in files:
            removed.add(path)
    blocking |= {path for path in foreign if _is_in_the_way(path, files, folders)}
    device = target.stat().st_dev
    return Survey(
        kept=tuple(sorted(kept)),
        edited=tuple(sorted(edited)),
        removed=tuple(sorted(removed)),
        foreign=tuple(sorted(foreign)),
        in_the_way=tuple(sorted(blocking)),
        mounted=tuple(sorted(path for path in foreign if present[path].st_dev != device)),
    )


def scan(
    folder: Path, opened: Collection[str] | None = None, prefix: str = ""
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every entry below a folder with its status.

    Args:
        folder: where to begin.
        opened: paths of the folders to look into, each with its parents; others are yielded with "/" at the
            end.
        prefix: what the paths begin with.

    Raises:
        OSError: if a folder cannot be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False)
            elif opened is None or path in opened:
                yield from scan(Path(entry.path), opened, f"{path}/")
            else:
                yield f"{path}/", entry.stat(follow_symlinks=False)


def as_made(path: Path, status: os.stat_result, entry: Entry) -> bool:
    """Return True if a file has the bytes that the manifest says; one that cannot be read has not."""
    if not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.digest
    except OSError:
        return False


def _holds(path: Path, status: os.stat_result, data: bytes) -> bool:
    """Return True if the file has these bytes; one that cannot be read has not."""
    if not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
        return False
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _is_in_the_way(path: str, files: Mapping[str, bytes], folders: Collection[str]) -> bool:
    """Return True if the new site has a file or folder at a path, or a file where one of its folders is."""
    name = path.rstrip("/")
    return name in files or name in folders or any(folder in files for folder in folders_of([name]))
