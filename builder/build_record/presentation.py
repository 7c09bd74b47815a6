"""How a report is presented: the options of the output, and the terminal."""

from __future__ import annotations

import os
import sys

ENVIRONMENT = (
    "COLORTERM",
    "COLUMNS",
    "DATABRICKS_RUNTIME_VERSION",
    "FORCE_COLOR",
    "JUPYTER_COLUMNS",
    "LINES",
    "NO_COLOR",
    "TERM",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
)
"""The variables that the console reads."""


def presentation(*, quiet: bool, as_json: bool, verbose: bool) -> str:
    """Return everything in words on which the bytes of a report depend: equal presentations have the same bytes."""
    streams = [(stream.encoding, stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    environment = [os.environ.get(name) for name in ENVIRONMENT]
    sizes = [_size(descriptor) for descriptor in range(3)]
    return ascii((quiet, as_json, verbose, streams, sizes, environment))


def _size(descriptor: int) -> tuple[int, int] | None:
    try:
        return tuple(os.get_terminal_size(descriptor))  # type: ignore[return-value]
    except OSError:
        return None
