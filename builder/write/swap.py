"""The atomic swap of a staged site with the last one: a reader sees one of the two, never a mixture."""

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
    """Return the folder in which the next site is staged.

    It can be deleted at any time.
    """
    # Beside the target, so that it is on the same file system. Foreign files in it are hard links to files of the last
    # site, never the only copies.
    return target.with_name(f".{target.name}.newsgloss-new")


def old_site_folder(target: Path) -> Path:
    """Return the folder of a site before its removal: the last one, or a complete new one just before the swap."""
    return target.with_name(f".{target.name}.newsgloss-old")


def recover(target: Path, *, clear: Callable[[Path], None]) -> None:
    """Restore the last site, and remove what a killed build left beside it. The caller must hold the lock.

    Args:
        target: the output folder.
        clear: removes the folder of an old site after the new one has taken its place.

    Raises:
        OSError: if something cannot be moved or removed.
    """
    old, staging = old_site_folder(target), staging_folder(target)
    if old.exists() and not target.exists():
        old.rename(target)
    if staging.exists():
        remove_tree(staging)
    if old.exists():
        clear(old)


def swap_in(target: Path) -> bool:
    """Put the staged site in the place of ``target``.

    Returns:
        True if there is an old site to remove.

    Raises:
        OSError: if the swap fails. ``target`` is then unchanged.
    """
    staging, old = staging_folder(target), old_site_folder(target)
    replaces = target.exists()
    if not replaces:
        staging.rename(target)
    elif not _exchanged(staging, old, target):
        target.rename(old)
        try:
            staging.rename(target)
        except BaseException:
            if not target.exists():
                old.rename(target)
            raise
    _flush_folder(target.parent)
    return replaces


def _exchanged(staging: Path, old: Path, target: Path) -> bool:
    """Exchange the staged site with the last one, which ends in the folder ``old``.

    Returns:
        False if the system cannot exchange two folders. Nothing is then changed.
    """
    staged = staging.stat()
    # The staged site leaves the staging folder first, because a recovery deletes that folder: after the exchange the
    # last site would be in it, perhaps with the only copy of a foreign file.
    staging.rename(old)
    exchanged = False
    try:
        exchanged = _exchange(old, target)
    finally:
        if not exchanged and os.path.samestat(staged, old.stat()):
            old.rename(staging)
    return exchanged


def flush(folder: Path) -> None:
    """Flush everything that was written below a folder to the disk.

    Raises:
        OSError: if the disk fails.
    """
    # The file system is flushed once, and not every file: thousands of pages would wait for thousands of disk writes.
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
    """Flush the entries of a folder to the disk, if the file system can; failures are ignored after the swap."""
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
    """Exchange two folders atomically (Linux, ``renameat2(2)``).

    Returns:
        False if the system does not support it.

    Raises:
        OSError: if the system supports it and the exchange fails.
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
    """Return the error of the last call into the C library, as Python would raise it."""
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number), str(path))
