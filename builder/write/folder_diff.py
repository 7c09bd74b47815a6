"""The difference between an output folder and the site to write, and which files in it are foreign."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from builder.model.site_file import SiteFile
from builder.write.manifest import MARKER, Manifest, ManifestEntry, ManifestState, folders_of


class FolderDiff(Struct, frozen=True):
    """The difference between an output folder and the site to write.

    All paths are sorted; folders end in "/". A file is foreign if newsgloss did not make it, or if it was changed by
    hand and the new site does not have it. A folder without any file of ours is one foreign item.

    Attributes:
        unchanged: files of the new site that exist with the same bytes.
        edited: files that newsgloss made, that were changed by hand, and that the new site replaces.
        removed: files that newsgloss made and that the new site does not have.
        foreign: the foreign files and folders.
        blocking: files that newsgloss did not make, at a path that the new site needs for a file or a folder.
        mounted: the foreign items that are on another file system.
    """

    unchanged: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]
    blocking: tuple[str, ...]
    mounted: tuple[str, ...]


def diff_folder(
    target: Path,
    files: Mapping[str, SiteFile],
    state: ManifestState,
    manifest: Manifest,
    known: Mapping[str, str],
) -> FolderDiff:
    """Compare an output folder with the files to write. Symbolic links are not followed.

    Args:
        target: the folder, which exists.
        files: every file of the new site, by POSIX path.
        state: the state of the folder's manifest.
        manifest: its content; empty unless the state is ``VALID``.
        known: the digests of files in the folder that are known without reading them, by path.

    Raises:
        OSError: if a folder of the site cannot be read.
    """
    folders = folders_of(files)
    present = dict(scan_folder(target, folders | folders_of(manifest.files)))
    unchanged = {
        path
        for path in present.keys() & files.keys()
        if _has_bytes(target, path, present[path], files[path], known)
    }
    edited, removed, foreign, blocking = set[str](), set[str](), set[str](), set[str]()
    for path in sorted(present.keys() - unchanged - {MARKER}):
        entry = manifest.files.get(path)
        if entry is None:
            if path not in files:
                foreign.add(path)
            elif state is not ManifestState.EARLIER:
                blocking.add(path)
        elif not matches_entry(target / path, present[path], entry):
            (edited if path in files else foreign).add(path)
        elif path not in files:
            removed.add(path)
    blocking |= {path for path in foreign if _is_blocking(path, files, folders)}
    device = target.stat().st_dev
    return FolderDiff(
        unchanged=tuple(sorted(unchanged)),
        edited=tuple(sorted(edited)),
        removed=tuple(sorted(removed)),
        foreign=tuple(sorted(foreign)),
        blocking=tuple(sorted(blocking)),
        mounted=tuple(sorted(path for path in foreign if present[path].st_dev != device)),
    )


def scan_folder(
    folder: Path, opened: Collection[str] | None = None, prefix: str = ""
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path of every entry in a folder, at any depth, with its status.

    Args:
        folder: the folder to scan.
        opened: the folders whose entries are scanned, each with all its parents; other folders are yielded
            themselves, with "/" at the end. None scans them all.
        prefix: the beginning of every path.

    Raises:
        OSError: if a folder cannot be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False)
            elif opened is None or path in opened:
                yield from scan_folder(Path(entry.path), opened, f"{path}/")
            else:
                yield f"{path}/", entry.stat(follow_symlinks=False)


def matches_entry(path: Path, status: os.stat_result, entry: ManifestEntry) -> bool:
    """Return True if a file has the bytes that the manifest says; False if it cannot be read."""
    if not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == entry.digest
    except OSError:
        return False


def _has_bytes(
    target: Path, path: str, status: os.stat_result, file: SiteFile, known: Mapping[str, str]
) -> bool:
    """Return True if a file in the folder has the bytes of a file of the new site; False if it cannot be read."""
    if path in known and status.st_size == file.size:
        return known[path] == file.digest
    return matches_entry(target / path, status, ManifestEntry(file.digest, file.size))


def _is_blocking(path: str, files: Collection[str], folders: Collection[str]) -> bool:
    """Return True if the new site has a file or folder at the path, or a file at the path of one of its parents."""
    name = path.rstrip("/")
    return name in files or name in folders or any(folder in files for folder in folders_of([name]))
