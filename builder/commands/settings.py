"""What every command is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options that every command takes.

    Attributes:
        command: its name.
        root: the site's folder, absolute.
        quiet: whether only errors and warnings are told.
        as_json: whether the command answers with one JSON object on standard output, and nothing else.
        verbose: whether notes, the files written and the tracebacks of defects are told too.
    """

    command: str
    root: Path
    quiet: bool
    as_json: bool
    verbose: bool
