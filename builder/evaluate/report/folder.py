"""Folder of a report: replaced as a whole, and only if all files in it are from an earlier report."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from builder.model.diagnostic import InputError, error
from builder.write import swap
from builder.write.foreign_files import remove_tree
from builder.write.lock import locked
from builder.write.portable_paths import check_paths

MARKER = ".newsgloss-report"
"""File that lists the files of the report in its folder."""

_OTHER = "Choose another folder with --report"


def check_folder(folder: Path) -> None:
    """Refuse a folder that a report cannot be written to, before the report is made.

    Raises:
        InputError: if the folder has files of others, is a file, or cannot be read or written.
    """
    with _folder_errors(folder):
        target = folder.resolve()
        _refuse_foreign(folder, target)
        beside = next(path for path in target.parents if path.exists())
        if not os.access(beside, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(beside))


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace the content of ``folder`` with ``files``, in one step.

    Args:
        files: their bytes by POSIX path in the folder.
        folder: created if it does not exist.

    Raises:
        InputError: if the folder has files of others, is being written by another run, or cannot be written; it is then
            unchanged.
    """
    check_paths(files)
    marker = json.dumps(sorted(files), ensure_ascii=False, indent=0).encode()
    with _folder_errors(folder):
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, out=folder):
            swap.recover(target, clear=remove_tree)
            _refuse_foreign(folder, target)
            staging = swap.staging_folder(target)
            try:
                _stage(staging, {**files, MARKER: marker})
                replaces = swap.swap_in(target)
            except BaseException:
                shutil.rmtree(staging, ignore_errors=True)
                raise
            if replaces:
                # The new report is in place. Files that cannot be removed now are removed before the next one.
                shutil.rmtree(swap.old_site_folder(target), ignore_errors=True)


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    for name, data in sorted(files.items()):
        path = staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _refuse_foreign(folder: Path, target: Path) -> None:
    """Refuse a target with a file that no earlier report wrote there.

    Raises:
        InputError: if there is such a file, or the target is a file.
        OSError: if the target cannot be read.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise _refused(folder, "it is a file", f"{_OTHER}, or move the file away.")
    known = {MARKER, *_known(target / MARKER)}
    for path in _files(target):
        name = path.relative_to(target).as_posix()
        if name not in known:
            hint = f"{_OTHER}, or move that file away."
            raise _refused(folder, f"it has the file “{name}”, which is not from a report", hint)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, sorted; a link to a folder counts as a file.

    Raises:
        OSError: if a folder cannot be read.
    """
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _known(marker: Path) -> list[str]:
    """Return the files of the last report; none if the marker is missing or damaged."""
    try:
        names = json.loads(marker.read_bytes())
    except (FileNotFoundError, ValueError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _refused(folder: Path, reason: str, hint: str) -> InputError:
    return InputError(
        [error(str(folder), None, f"The report cannot be written to this folder: {reason}.", hint)]
    )


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the folder, the reason and the next step."""
    try:
        yield
    except (OSError, RuntimeError) as problem:  # before Python 3.13 a loop of links is a RuntimeError
        reason = (problem.strerror or str(problem)) if isinstance(problem, OSError) else str(problem)
        hint = f"{_OTHER}, or check the permissions of this one."
        raise _refused(folder, f"the system reports {reason}", hint) from problem
