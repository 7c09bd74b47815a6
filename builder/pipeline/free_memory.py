"""Memory that is free, but still held by this process."""

from __future__ import annotations

from contextlib import suppress


def give_back_memory() -> None:
    """Give free memory back to the system, if its C library can (glibc); else do nothing.

    The library keeps what it has freed for the next stage. Of 10,000 briefs that are a hundred megabytes which are
    needed only once.
    """
    # Some builds of Python have no ctypes, some systems no such function.
    with suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
