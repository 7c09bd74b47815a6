"""The standard streams, guarded: output that cannot be written is reported once, without a traceback.

A stream that fails discards all later output and keeps the error. So a command does its work to the end, and its exit
code is right, even if the reader of its output has ended (`newsgloss build | head -1`).
"""

from __future__ import annotations

import io
import os
import select
import stat
import sys
from contextlib import suppress
from errno import ECONNRESET, EIO, EPIPE
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from builder.commands.settings import EXIT_FAILED, EXIT_OK

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_GONE = frozenset({EPIPE, ECONNRESET})


class GuardedFile(io.FileIO):
    """An output descriptor that keeps its first error and does not raise it.

    Attributes:
        problem: the error; None before an error, or if the reader has ended.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self.problem: OSError | None = None
        self._silent = False
        # A closed terminal gives input/output errors and no longer counts as one: its type is read now.
        self._gone = _GONE | {EIO} if stat.S_ISCHR(os.fstat(descriptor).st_mode) else _GONE

    def write(self, data: ReadableBuffer, /) -> int:
        """Write bytes, or discard them after an error; return the number of bytes written or discarded."""
        while not self._silent:
            try:
                written = super().write(data)
            except OSError as problem:
                self._silent = True
                self.problem = None if problem.errno in self._gone else problem
            else:
                # Another process with the same descriptor may have made it non-blocking: then it can be full for now.
                if written is not None:
                    return written
                select.select([], [self.fileno()], [])
        return memoryview(data).nbytes


class Streams(Struct, frozen=True):
    """Standard output and standard error, guarded."""

    out: GuardedFile | None
    err: GuardedFile | None

    def exit_code(self, code: int) -> int:
        """Flush the streams and return the exit code of a command that ended with ``code``.

        A command that succeeded fails if its output could not be written.
        """
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        lost = [guarded.problem for guarded in (self.out, self.err) if guarded and guarded.problem]
        if not lost:
            return code
        reason = lost[0].strerror or str(lost[0])
        sys.stderr.write(
            f"The output could not be written: {reason}.\nFree some space, or send the output elsewhere.\n"
        )
        sys.stderr.flush()
        return EXIT_FAILED if code == EXIT_OK else code


def guard_streams() -> Streams:
    """Replace the process's standard streams by guarded ones; open closed ones."""
    _open_closed()
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for good
    sys.stdout, out = _guarded(sys.stdout, 1)
    sys.stderr, err = _guarded(sys.stderr, 2)
    return Streams(out, err)


def _open_closed() -> None:
    """Open each closed descriptor from 0 to 2 on the null device."""
    # Otherwise the next file that is opened gets its number, and a subprocess writes its messages into that file.
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
                os.set_inheritable(descriptor, True)  # noqa: FBT003 - its parameter has no name


def _guarded(stream: TextIO | None, descriptor: int) -> tuple[TextIO, GuardedFile | None]:
    """Return a guarded stream with the encoding of another one, which can write every character."""
    if stream is not None and not _is_plain(stream):
        return stream, None
    raw = GuardedFile(descriptor)
    guarded = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding if stream else "utf-8",
        # A character that the encoding lacks, or an invalid byte of a file's name, is written as a backslash escape.
        errors="backslashreplace",
        line_buffering=stream is None or raw.isatty() or descriptor == 2 or _is_unbuffered(stream),
    )
    return guarded, raw


def _is_plain(stream: TextIO) -> bool:
    """Return True for a stream as Python opens it, but not for a Windows console or a test's replacement."""
    buffer = getattr(stream, "buffer", None)
    return isinstance(getattr(buffer, "raw", buffer), io.FileIO)


def _is_unbuffered(stream: TextIO) -> bool:
    return isinstance(getattr(stream, "buffer", None), io.FileIO)
