"""The lock of an output folder: one build at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.model.diagnostic import InputError, error


@contextmanager
def locked(target: Path, *, out: Path) -> Iterator[None]:
    """Hold the lock of an output folder in a ``with`` block.

    Args:
        target: the folder, absolute. The lock file is beside it and is removed at the end.
        out: the folder as the user named it, for the message.

    Raises:
        InputError: if another build holds the lock.
        OSError: if the lock file cannot be created.
    """
    # The lock belongs to the system (flock) and ends with the process, even if that is killed; the file only names it.
    path = target.with_name(f".{target.name}.newsgloss-lock")
    descriptor = _acquire(path, out)
    try:
        yield
    finally:
        try:
            with suppress(OSError):  # a lock file that is left behind stops no build
                path.unlink()
        finally:
            os.close(descriptor)


def _acquire(path: Path, out: Path) -> int:
    """Lock the file and return its open descriptor.

    Raises:
        InputError: if another build holds the lock.
        OSError: if the file cannot be created or locked.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            message = "Another build is running and writes to this folder."
            raise InputError(
                [error(out.as_posix(), None, message, "Wait until it ends, then build again.")]
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        if _is_at(path, descriptor):
            return descriptor
        # The other build removed the file between our open and our flock: this lock is on a file without a name.
        os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Return True if the path still leads to the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
