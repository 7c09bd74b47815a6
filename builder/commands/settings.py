"""The settings that every command takes, and the exit codes."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_INTERRUPTED = 130


class Settings(Struct, frozen=True, kw_only=True):
    """The values of the common options.

    Attributes:
        command: the name of the command.
        root: the site's folder, absolute.
        quiet: True to print only errors and warnings.
        as_json: True to print one JSON object on standard output and nothing else.
        verbose: True to print notes, written files and the tracebacks of defects too.
    """

    command: str
    root: Path
    quiet: bool
    as_json: bool
    verbose: bool
