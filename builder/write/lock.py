"""One build at a time for each output folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.model.diagnostic import InputError, error


@contextmanager
def locked(target: Path, *, out: Path) -> Iterator[None]:
    """Hold the lock of ``target``, a file beside it that is gone again afterwards.

    The lock is the system's and ends with the process, however that ends; the file is only its name.

    Raises:
        InputError: where another build holds it; the diagnostic's path is ``out``.
        OSError: where the file cannot be made.
    """
    path = target.with_name(f".{target.name}.newsgloss-lock")
    descriptor = _acquire(path, out)
    try:
        yield
    finally:
        try:
            with suppress(OSError):  # a file left behind locks nobody out
                path.unlink()
        finally:
            os.close(descriptor)


def _acquire(path: Path, out: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            message = "Another build is running and writes to this folder."
            raise InputError(
                [error(out.as_posix(), None, message, "Wait for it to end, then build again.")]
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        if _is_at(path, descriptor):
            return descriptor
        # Its holder removed the file between our opening and locking it: this lock guards nothing.
        os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether ``path`` still names the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
