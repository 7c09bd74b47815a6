"""Putting a staged folder in the place of another, so that a reader sees the one or the other."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def staging_folder(target: Path) -> Path:
    """Where the next site is put together: beside ``target``, so on its file system."""
    return target.with_name(f".{target.name}.newsgloss-new")


def retired_folder(target: Path) -> Path:
    """Where the old site waits while the new one is renamed, on systems that cannot exchange two folders."""
    return target.with_name(f".{target.name}.newsgloss-old")


def recover(target: Path) -> None:
    """Bring the last site back and remove what a killed build left beside it. The caller holds the lock.

    Raises:
        OSError: where something cannot be moved or removed.
    """
    retired, staging = retired_folder(target), staging_folder(target)
    if retired.exists() and not target.exists():
        retired.rename(target)
    for leftover in (retired, staging):
        if leftover.exists():
            shutil.rmtree(leftover)


def swap_in(target: Path) -> None:
    """Put the staging folder in the place of ``target``, then drop the old site.

    Raises:
        OSError: where the swap fails; then ``target`` is what it was.
    """
    staging, retired = staging_folder(target), retired_folder(target)
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        target.rename(retired)
        try:
            staging.rename(target)
        except BaseException:
            retired.rename(target)
            raise
    _flush_folder(target.parent)
    # The new site stands: what cannot be removed now is removed when the next build starts.
    for leftover in (staging, retired):
        shutil.rmtree(leftover, ignore_errors=True)


def flush(folder: Path) -> None:
    """Bring everything written below ``folder`` to the disk.

    One flush of the file system instead of one for every file: thousands of pages would wait for
    thousands of disk writes.

    Raises:
        OSError: where the disk does not take it.
    """
    syncfs = getattr(_LIBC, "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if syncfs(descriptor) != 0:
            raise _last_error(folder)
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    """Bring the entries of ``folder`` to the disk where the file system can; the swap has happened anyway."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step (Linux, ``renameat2(2)``); False where the system cannot.

    Raises:
        OSError: where it can and fails.
    """
    renameat2 = getattr(_LIBC, "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    problem = _last_error(second)
    if problem.errno in _UNSUPPORTED:
        return False
    raise problem


def _last_error(path: Path) -> OSError:
    """The error of the last call into the C library, as Python would raise it."""
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number), str(path))
