"""Retiring a site: what newsgloss made in it goes, what others made moves into the site in its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.write.folder_diff import as_made
from builder.write.foreign_files import REPOSITORIES, make_writable
from builder.write.manifest import MARKER, Entry, folders_of, read_manifest

KEPT_ENDING = ".newsgloss-kept"
"""What the name of the older of two files gets, if two files of others have one path and neither may be lost."""


def retire(old: Path, new: Path, linked: Collection[int] | None = None) -> list[OSError]:
    """Empty and remove a retired site; return why files of others could not be moved into the new one.

    It may be stopped at any instant and begun again: the manifest goes last.

    Args:
        old: the retired site, or one that never took its place.
        new: the site that is in its place.
        linked: inodes of files in ``new`` that are second names of files of others in ``old``. One of these that is
            another file in ``old`` was replaced there after it was linked, and the replacement counts. None
            if they are not known, because the build that linked them was killed.
    """
    retirement = _Retirement(old, new, frozenset(linked or ()), recovering=linked is None)
    try:
        retirement.empty("")
        if not retirement.problems:
            with suppress(FileNotFoundError):
                (old / MARKER).unlink()
            old.rmdir()
    except OSError as problem:
        retirement.problems.append(problem)
    return retirement.problems


@dataclass(slots=True)
class _Retirement:
    """One run of ``retire``.

    Attributes:
        recovering: whether an earlier build began it.
        made, made_before: the files of the manifests of the new site and of the retired one.
        folders: those that hold some of them.
        problems: what could not be moved.
    """

    old: Path
    new: Path
    linked: frozenset[int]
    recovering: bool
    made: dict[str, Entry] = field(init=False)
    made_before: dict[str, Entry] = field(init=False)
    folders: set[str] = field(init=False)
    problems: list[OSError] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.made = dict(read_manifest(self.new)[1].files)
        self.made_before = dict(read_manifest(self.old)[1].files)
        self.folders = folders_of(self.made) | folders_of(self.made_before)

    def empty(self, prefix: str) -> None:
        """Empty a folder that holds files of a site: first what others made, so that it is missing least."""
        with os.scandir(make_writable(self.old / prefix)) as scanned:
            entries = sorted(scanned, key=lambda entry: (entry.name not in REPOSITORIES, entry.name))
        ours, inner = list[str](), list[str]()
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False) and path in self.folders:
                inner.append(path)
            elif path == MARKER or self._is_ours(path, entry.stat(follow_symlinks=False)):
                ours.append(path)
            else:
                try:
                    self._bring(path)
                except OSError as problem:
                    self.problems.append(problem)
        for path in inner:
            self.empty(f"{path}/")
            with suppress(OSError):  # it holds what could not be moved, or came just now
                (self.old / path).rmdir()
        for path in ours:
            if path != MARKER:
                (self.old / path).unlink()

    def _is_ours(self, path: str, status: os.stat_result) -> bool:
        """Return True if newsgloss made a file of the retired site, and no one changed it to keep it."""
        if path in self.made:
            return True
        entry = self.made_before.get(path)
        if entry is None:
            return False
        return not os.path.lexists(self.new / path) or as_made(self.old / path, status, entry)

    def _bring(self, path: str) -> None:
        """Move something into the new site, unless it is there."""
        source, place = self.old / path, self.new / path
        if not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            _move(source, place)
            return
        here, there = source.lstat(), place.lstat()
        if os.path.samestat(here, there):
            source.unlink()
        elif there.st_ino in self.linked:
            source.replace(place)
        elif stat.S_ISDIR(here.st_mode) and stat.S_ISDIR(there.st_mode) and source.name not in REPOSITORIES:
            self._merge(path, here)
        elif (
            stat.S_ISREG(here.st_mode)
            and stat.S_ISREG(there.st_mode)
            and here.st_mtime_ns > there.st_mtime_ns
        ):
            place.rename(_beside(place))
            source.rename(place)
        else:
            source.rename(_beside(place))

    def _merge(self, path: str, status: os.stat_result) -> None:
        """Move what a folder of others has and the new site's does not. Its mode and times stay."""
        place = self.new / path
        before = place.stat()
        with os.scandir(make_writable(self.old / path)) as scanned:
            names = sorted(entry.name for entry in scanned)
        if not all(os.path.lexists(place / name) for name in names):
            make_writable(place)
        for name in names:
            self._bring(f"{path}/{name}")
        # After a kill its owner may have been at work in the new one.
        _set_looks(place, before if self.recovering else status)
        (self.old / path).rmdir()


def _set_looks(folder: Path, wanted: os.stat_result) -> None:
    """Give a folder the mode and times of a status, unless it has them."""
    status = folder.stat()
    if status.st_mode != wanted.st_mode:
        folder.chmod(stat.S_IMODE(wanted.st_mode))
    if status.st_mtime_ns != wanted.st_mtime_ns:
        os.utime(folder, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))


def _move(source: Path, place: Path) -> None:
    """Move a file or folder. To move a folder, its owner needs the right to write into it."""
    status = source.lstat()
    if not stat.S_ISDIR(status.st_mode):
        source.rename(place)
        return
    make_writable(source)
    source.rename(place)
    if place.stat().st_mode != status.st_mode:
        place.chmod(stat.S_IMODE(status.st_mode))


def _beside(place: Path) -> Path:
    """Return a name that is free, next to the given one."""
    number, found = 1, place.with_name(f"{place.name}{KEPT_ENDING}")
    while os.path.lexists(found):
        number += 1
        found = place.with_name(f"{place.name}{KEPT_ENDING}-{number}")
    return found
