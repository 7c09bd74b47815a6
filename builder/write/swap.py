"""Putting a staged folder in the place of another, so that a reader sees the one or the other."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

from builder.write.foreign_files import remove_tree

_LIBC = ctypes.CDLL(None, use_errno=True)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def staging_folder(target: Path) -> Path:
    """Return where the next site is put together: beside ``target``, so on its file system.

    Whatever is there can be deleted: files of others in it are second names, never the only ones.
    """
    return target.with_name(f".{target.name}.newsgloss-new")


def retired_folder(target: Path) -> Path:
    """Return where a site waits to be retired: the last one, or a whole new one that is to take its place."""
    return target.with_name(f".{target.name}.newsgloss-old")


def recover(target: Path, *, clear: Callable[[Path], None]) -> None:
    """Bring the last folder back and clear away what a killed program left beside it. The caller holds the lock.

    Args:
        target: the folder that was to be replaced.
        clear: what is done with a retired folder whose successor is in its place.

    Raises:
        OSError: if something cannot be moved or removed.
    """
    retired, staging = retired_folder(target), staging_folder(target)
    if retired.exists() and not target.exists():
        retired.rename(target)
    if staging.exists():
        remove_tree(staging)
    if retired.exists():
        clear(retired)


def swap_in(target: Path) -> bool:
    """Put the staging folder in the place of ``target``; return whether there is an old site to retire.

    Raises:
        OSError: if the swap fails. Then ``target`` is what it was.
    """
    staging, retired = staging_folder(target), retired_folder(target)
    replaces = target.exists()
    if not replaces:
        staging.rename(target)
    elif not _exchanged(staging, retired, target):
        target.rename(retired)
        try:
            staging.rename(target)
        except BaseException:
            if not target.exists():
                retired.rename(target)
            raise
    _flush_folder(target.parent)
    return replaces


def _exchanged(staging: Path, retired: Path, target: Path) -> bool:
    """Exchange the staged site and the last one, which is then in the place of retired ones.

    Returns:
        False if the system cannot exchange two folders. Then everything is as it was.
    """
    staged = staging.stat()
    # First out of the staging folder, whose content a recovery deletes: the last site may have the only copy of a file.
    staging.rename(retired)
    exchanged = False
    try:
        exchanged = _exchange(retired, target)
    finally:
        if not exchanged and os.path.samestat(staged, retired.stat()):
            retired.rename(staging)
    return exchanged


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
