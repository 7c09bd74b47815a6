"""Removal of the old site after the swap: our files are deleted, foreign files move into the new site."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from builder.write.folder_diff import matches_entry
from builder.write.foreign_files import REPOSITORIES, make_writable
from builder.write.manifest import MARKER, ManifestEntry, folders_of, read_manifest

KEPT_ENDING = ".newsgloss-kept"
"""The suffix for the name of the older of two foreign files that have the same path: neither may be lost."""


def remove_old_site(old: Path, new: Path, linked: Collection[int] | None = None) -> list[OSError]:
    """Delete our files in the old site, move foreign files into the new one, and remove the old folder.

    The removal can be interrupted at any instant and repeated.

    Args:
        old: the folder of the old site, or of a new one that never took its place.
        new: the folder of the site that took its place.
        linked: the inodes of foreign files in ``new`` that are hard links to files in ``old``. If the file in
            ``old`` is another one by now, it was replaced after it was linked, and the replacement counts. None
            if the inodes are unknown, because the build that linked the files was killed.

    Returns:
        The failures: why foreign files could not be moved, or the old folder not be removed. Empty if all went well.
    """
    removal = _OldSiteRemoval(old, new, frozenset(linked or ()), recovering=linked is None)
    try:
        removal.empty("")
        if not removal.problems:
            # The manifest is deleted last: until then, a build after a kill knows which files are ours.
            with suppress(FileNotFoundError):
                (old / MARKER).unlink()
            old.rmdir()
    except OSError as problem:
        removal.problems.append(problem)
    return removal.problems


class _OldSiteRemoval(Struct):
    """The state of one removal of an old site.

    Attributes:
        old, new: the folders of the old and of the new site.
        linked: the inodes of foreign files in ``new`` that are hard links to files in ``old``.
        recovering: True if an earlier build began the removal and was killed.
        made, made_before: the files in the manifests of the new site and of the old one.
        folders: the folders that contain these files.
        problems: the failures so far.
    """

    old: Path
    new: Path
    linked: frozenset[int]
    recovering: bool
    made: dict[str, ManifestEntry] = field(default_factory=dict)
    made_before: dict[str, ManifestEntry] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    problems: list[OSError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.made = dict(read_manifest(self.new)[1].files)
        self.made_before = dict(read_manifest(self.old)[1].files)
        self.folders = folders_of(self.made) | folders_of(self.made_before)

    def empty(self, prefix: str) -> None:
        """Empty a folder of the old site: move foreign files and delete ours.

        Args:
            prefix: the folder's path relative to the site, with "/" at its end; "" for the site itself.

        Raises:
            OSError: if the folder cannot be read or one of our files cannot be deleted.
        """
        # Version control first, then other foreign files, then ours: what others made is missing for the shortest time.
        with os.scandir(make_writable(self.old / prefix)) as scanned:
            entries = sorted(scanned, key=lambda entry: (entry.name not in REPOSITORIES, entry.name))
        ours, inner = list[str](), list[str]()
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False) and path in self.folders:
                inner.append(path)
            elif (
                path == MARKER or path in self.made or self._was_ours(path, entry.stat(follow_symlinks=False))
            ):
                ours.append(path)
            else:
                try:
                    self._move_to_new_site(path)
                except OSError as problem:
                    self.problems.append(problem)
        for path in inner:
            self.empty(f"{path}/")
            with suppress(OSError):  # it contains a file that could not be moved, or that came just now
                (self.old / path).rmdir()
        for path in ours:
            if path != MARKER:
                os.unlink(f"{self.old}/{path}")  # noqa: PTH108 - texts are faster than paths

    def _was_ours(self, path: str, status: os.stat_result) -> bool:
        """Return True if newsgloss made a file of the old site that is not in the new one, and it may be deleted."""
        entry = self.made_before.get(path)
        if entry is None:
            return False
        # If the new site has the file without having made it, it was changed by hand, and so linked as a foreign file.
        return not os.path.lexists(self.new / path) or matches_entry(self.old / path, status, entry)

    def _move_to_new_site(self, path: str) -> None:
        """Move a foreign file or folder into the new site, unless the new site has it already."""
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
        """Move the entries of a foreign folder that exists in both sites; keep its mode and times."""
        place = self.new / path
        before = place.stat()
        with os.scandir(make_writable(self.old / path)) as scanned:
            names = sorted(entry.name for entry in scanned)
        if not all(os.path.lexists(place / name) for name in names):
            make_writable(place)
        for name in names:
            self._move_to_new_site(f"{path}/{name}")
        # If an earlier build was killed, the folder's owner may have changed the one in the new site meanwhile.
        _set_mode_and_times(place, before if self.recovering else status)
        (self.old / path).rmdir()


def _set_mode_and_times(folder: Path, wanted: os.stat_result) -> None:
    """Give a folder the mode and times of a status, unless it has them already."""
    status = folder.stat()
    if status.st_mode != wanted.st_mode:
        folder.chmod(stat.S_IMODE(wanted.st_mode))
    if status.st_mtime_ns != wanted.st_mtime_ns:
        os.utime(folder, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))


def _move(source: Path, place: Path) -> None:
    """Move a file or folder; keep its mode."""
    status = source.lstat()
    if not stat.S_ISDIR(status.st_mode):
        source.rename(place)
        return
    # Even its owner cannot move a folder without the right to write into it.
    make_writable(source)
    source.rename(place)
    if place.stat().st_mode != status.st_mode:
        place.chmod(stat.S_IMODE(status.st_mode))


def _beside(place: Path) -> Path:
    """Return a path in the same folder that does not exist yet: the name with ``KEPT_ENDING``."""
    number, found = 1, place.with_name(f"{place.name}{KEPT_ENDING}")
    while os.path.lexists(found):
        number += 1
        found = place.with_name(f"{place.name}{KEPT_ENDING}-{number}")
    return found
