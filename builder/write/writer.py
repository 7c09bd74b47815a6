"""The writer: finished files in, a complete site on disk out."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.model.diagnostic import Diagnostic, InputError
from builder.write import swap
from builder.write.folder_diff import Survey, survey
from builder.write.foreign_files import link_foreign, remove_tree
from builder.write.lock import locked
from builder.write.manifest import (
    MARKER,
    Manifest,
    State,
    folders_of,
    make_manifest,
    printable,
    read_manifest,
)
from builder.write.old_site import retire
from builder.write.output_diagnostics import findings, unfinished
from builder.write.output_folder import find_target, output_errors, refuse_file
from builder.write.portable_paths import check_addresses

_FOLDER_MODE = 0o755
_FILE_MODE = 0o644


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a build did to the site. Paths are relative to its root and sorted.

    Attributes:
        written: new files and files whose bytes changed.
        unchanged: files that were there with the same bytes.
        removed: files of the last site that the new one does not have.
        kept: files and folders that newsgloss did not make and that no build has reported before.
        diagnostics: what an editor should know of them.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def write_site(
    files: Mapping[str, bytes], out: Path, *, protected: Sequence[Path] = (), strict: bool = False
) -> WriteReport:
    """Make ``out`` hold ``files``, and of what newsgloss made before nothing else.

    If it holds them already, nothing is touched. Otherwise a whole new site is put together beside it and
    takes its place in one step, so that at every instant ``out`` is the last site or the new one. What
    newsgloss did not make stays.

    Args:
        files: the bytes of every file by POSIX path relative to the site's root.
        out: the site's folder; made if it does not exist, followed if it is a symbolic link.
        protected: files and folders that ``out`` must neither be nor hold.
        strict: whether a warning is reason enough to write nothing.

    Raises:
        InputError: if a path cannot be a file of a site or two collide (see ``check_addresses``), if ``out``
            may not be replaced or cannot be written, if a file of the site would replace one that newsgloss
            did not make, or if another build is writing it. The last site is then unchanged.
    """
    check_addresses(files)
    target = find_target(out, protected)
    with output_errors(out):
        target.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        with locked(target, out=out):
            swap.recover(target, clear=lambda retired: _clear(retired, target))
            refuse_file(out, target)
            return _replace(out, target, files, strict=strict)


def _clear(retired: Path, target: Path) -> None:
    """Retire a site that a killed build left.

    Raises:
        OSError: if something in it cannot be moved or removed.
    """
    problems = retire(retired, target)
    if problems:
        raise problems[0]


def _replace(out: Path, target: Path, files: Mapping[str, bytes], *, strict: bool) -> WriteReport:
    """Compare the last site with ``files``, and swap a new one in if they differ."""
    state, manifest = read_manifest(target)
    found = survey(target, files, state, manifest) if target.exists() else Survey((), (), (), (), (), ())
    diagnostics = findings(out, found, state, named=manifest.named)
    if strict and diagnostics.warnings:
        raise InputError(diagnostics.warnings)
    left: tuple[Diagnostic, ...] = ()
    if _differs(found, files, state, manifest):
        left = _put_in_place(out, target, files, found)
    return WriteReport(
        written=tuple(sorted(files.keys() - set(found.kept))),
        unchanged=found.kept,
        removed=tuple(map(printable, found.removed)),
        kept=tuple(map(printable, diagnostics.new)),
        diagnostics=(*diagnostics.warnings, *diagnostics.notes, *left),
    )


def _differs(found: Survey, files: Mapping[str, bytes], state: State, manifest: Manifest) -> bool:
    """Return True if something has to be written, the manifest included."""
    if state is not State.VALID or len(found.kept) < len(files) or found.removed:
        return True
    listed = {path: entry.size for path, entry in manifest.files.items()}
    # The digests need no look: bytes that are the same have the same ones.
    return listed != {path: len(data) for path, data in files.items()} or bool(
        {*found.foreign} - manifest.named
    )


def _put_in_place(
    out: Path, target: Path, files: Mapping[str, bytes], found: Survey
) -> tuple[Diagnostic, ...]:
    """Stage the new site and swap it in; return what is to be said if the last one could not be cleared away."""
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
    retired = swap.retired_folder(target)
    return unfinished(out, retired, retire(retired, target, linked))


def _stage(staging: Path, files: Mapping[str, bytes], last: Path, found: Survey) -> frozenset[int]:
    """Put the whole new site together in ``staging``; return the inodes of the files of others in it.

    Kept files and those of others are shared with the last site.
    """
    staging.mkdir(mode=_FOLDER_MODE)
    if last.exists():
        staging.chmod(stat.S_IMODE(last.stat().st_mode) | 0o700)
    for folder in sorted(folders_of(files)):
        (staging / folder).mkdir(mode=_FOLDER_MODE)
    kept = frozenset(found.kept)
    for path in sorted(files):
        if path not in kept or not _linked(last / path, staging / path):
            _write_file(staging / path, files[path])
    linked = link_foreign(last, staging, found.foreign)
    _write_file(staging / MARKER, make_manifest(files, found.foreign))
    swap.flush(staging)
    return linked


def _linked(source: Path, path: Path) -> bool:
    """Whether ``path`` could be made another name of the file ``source``; not every file system can."""
    try:
        path.hardlink_to(source)
    except OSError:
        return False
    return True


def _write_file(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
