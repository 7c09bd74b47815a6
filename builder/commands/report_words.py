"""The words of a report, as they are printed for the output that this process has."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO

from builder.commands.build_summary import print_build
from builder.commands.settings import Settings
from builder.pipeline.build_report import BuildReport


def report_words(report: BuildReport, settings: Settings) -> tuple[bytes, bytes]:
    """Return the bytes that a report prints on standard output and on standard error."""
    out, err = _Copy(sys.stdout), _Copy(sys.stderr)
    with redirect_stdout(out), redirect_stderr(err):
        print_build(report, settings, writes=True)
    return out.data, err.data


class _Copy(io.StringIO):
    """A text in memory that claims to be a stream.

    Args:
        stream: the stream.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    @property
    def data(self) -> bytes:
        """The bytes of the text, in which characters that the encoding lacks are escaped."""
        return self.getvalue().encode(self.encoding, "backslashreplace")

    def isatty(self) -> bool:
        """Return True if the stream is a terminal."""
        return self._stream.isatty()
