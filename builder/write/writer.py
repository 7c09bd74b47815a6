"""The writer: replaces a site on disk with a complete new one."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from builder.model.diagnostic import Diagnostic, InputError
from builder.model.site_file import SiteFile, read_files
from builder.write import swap
from builder.write.folder_diff import FolderDiff, diff_folder
from builder.write.foreign_files import link_foreign_files, remove_tree
from builder.write.lock import locked
from builder.write.manifest import (
    MARKER,
    Manifest,
    ManifestState,
    folders_of,
    make_manifest,
    printable,
    read_manifest,
)
from builder.write.old_site import remove_old_site
from builder.write.output_diagnostics import diagnose_output, leftover_warnings
from builder.write.output_folder import check_file_types, find_target, output_errors
from builder.write.portable_paths import check_paths

_FOLDER_MODE = 0o755
_FILE_MODE = 0o644


class WriteReport(Struct, frozen=True):
    """The changes to a site on disk. Paths are relative to its root and sorted.

    Attributes:
        written: new files and files whose bytes changed.
        unchanged: files that existed with the same bytes.
        removed: files of the last site that the new one does not have.
        kept: foreign files and folders that no build has reported before.
        diagnostics: warnings and notes on foreign and edited files.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def write_site(
    files: Mapping[str, SiteFile],
    out: Path,
    *,
    protected: Sequence[Path] = (),
    strict: bool = False,
    known: Mapping[str, str] = MappingProxyType({}),
) -> WriteReport:
    """Replace the site in ``out`` by one of exactly these files. Foreign files stay.

    If the site has these files already, nothing is changed. Otherwise a complete new site is staged beside it and
    swapped in atomically: at every instant ``out`` is the last site or the new one.

    Args:
        files: every file, by POSIX path relative to the site's root; only new and changed ones are read.
        out: the site's folder; created if it does not exist, followed if it is a symbolic link.
        protected: files and folders that ``out`` must neither be nor contain.
        strict: True to write nothing if there is a warning.
        known: the SHA-256 digests of files in ``out`` that are known without reading them, by path.

    Raises:
        InputError: if a path cannot be a file of a site or two collide (see ``check_paths``), if ``out``
            may not be replaced or cannot be written, if a file of the site would replace one that newsgloss
            did not make, or if another build is writing the site. The last site is then unchanged.
    """
    check_paths(files)
    target = find_target(out, protected)
    with output_errors(out):
        target.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        with locked(target, out=out):
            swap.recover(target, clear=lambda old: _clear(old, target))
            check_file_types(out, target)
            return _replace(out, target, files, strict=strict, known=known)


def _clear(old: Path, target: Path) -> None:
    """Remove the old site that a killed build left.

    Raises:
        OSError: if a file in it cannot be moved or removed.
    """
    problems = remove_old_site(old, target)
    if problems:
        raise problems[0]


def _replace(
    out: Path, target: Path, files: Mapping[str, SiteFile], *, strict: bool, known: Mapping[str, str]
) -> WriteReport:
    """Compare the last site with the files, and swap a new one in if they differ.

    Raises:
        InputError: as for ``write_site``.
        OSError: if the disk fails.
    """
    state, manifest = read_manifest(target)
    found = (
        diff_folder(target, files, state, manifest, known)
        if target.exists()
        else FolderDiff((), (), (), (), (), ())
    )
    diagnostics = diagnose_output(out, found, state, reported=manifest.reported)
    if strict and diagnostics.warnings:
        raise InputError(diagnostics.warnings)
    left: tuple[Diagnostic, ...] = ()
    if _differs(found, files, state, manifest):
        left = _put_in_place(out, target, files, found)
    return WriteReport(
        written=tuple(sorted(files.keys() - set(found.unchanged))),
        unchanged=found.unchanged,
        removed=tuple(map(printable, found.removed)),
        kept=tuple(map(printable, diagnostics.new)),
        diagnostics=(*diagnostics.warnings, *diagnostics.notes, *left),
    )


def _differs(
    found: FolderDiff, files: Mapping[str, SiteFile], state: ManifestState, manifest: Manifest
) -> bool:
    """Return True if a file has to be written, the manifest included."""
    if state is not ManifestState.VALID or len(found.unchanged) < len(files) or found.removed:
        return True
    listed = {path: entry.size for path, entry in manifest.files.items()}
    # Only sizes are compared with the manifest: all files have the same bytes, and so the same digests.
    return listed != {path: file.size for path, file in files.items()} or bool(
        {*found.foreign} - manifest.reported
    )


def _put_in_place(
    out: Path, target: Path, files: Mapping[str, SiteFile], found: FolderDiff
) -> tuple[Diagnostic, ...]:
    """Stage the new site, swap it in and remove the old one; return a warning if that could not be removed."""
    staging = swap.staging_folder(target)
    try:
        linked = _stage(staging, files, target, found)
        replaces = swap.swap_in(target)
    except BaseException:
        with suppress(OSError):
            remove_tree(staging)
        raise
    if not replaces:
        return ()
    old = swap.old_site_folder(target)
    return leftover_warnings(out, old, remove_old_site(old, target, linked))


def _stage(staging: Path, files: Mapping[str, SiteFile], last: Path, found: FolderDiff) -> frozenset[int]:
    """Stage the complete new site; unchanged and foreign files are hard links to those of the last site.

    Args:
        staging: the folder to create.
        files: every file, by POSIX path.
        last: the folder of the last site, which need not exist.
        found: how it differs from the files.

    Returns:
        The inodes of the foreign files.
    """
    staging.mkdir(mode=_FOLDER_MODE)
    if last.exists():
        staging.chmod(stat.S_IMODE(last.stat().st_mode) | 0o700)
    for folder in sorted(folders_of(files)):
        (staging / folder).mkdir(mode=_FOLDER_MODE)
    unchanged = frozenset(found.unchanged)
    made = (
        (path, files[path])
        for path in sorted(files)
        if path not in unchanged or not _linked(f"{last}/{path}", f"{staging}/{path}")
    )
    for path, data in read_files(made):
        _write_file(staging / path, data)
    linked = link_foreign_files(last, staging, found.foreign)
    _write_file(staging / MARKER, make_manifest(files, found.foreign))
    swap.flush(staging)
    return linked


def _linked(source: str, path: str) -> bool:
    """Hard-link ``path`` to ``source``; return False if the file system cannot."""
    try:
        os.link(source, path)  # texts are faster than paths, and a site has thousands of files
    except OSError:
        return False
    return True


def _write_file(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
