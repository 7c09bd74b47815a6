"""Diagnostics: problems of an input, each with its place, its cause and the next step."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Severity of a diagnostic: an error fails the build, a warning fails it under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(Struct, frozen=True, array_like=True):
    """One problem, described so that its reader can fix it.

    Attributes:
        severity: error, warning or note.
        path: the file concerned, relative to the site's root, with forward slashes; "" without a file.
        line: its line, counted from 1; None to name no line.
        message: what is wrong and why, one or two sentences.
        hint: the next step, one sentence; "" if there is nothing to do.
    """

    severity: Severity
    path: str
    line: int | None
    message: str
    hint: str = ""

    @property
    def where(self) -> str:
        """``path:line``, or as much of it as is known."""
        return f"{self.path}:{self.line}" if self.path and self.line else self.path

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.severity}: {self.message}{hint}"


class InputError(Exception):
    """Input that stops the build, with every problem found so far.

    Attributes:
        diagnostics: at least one diagnostic of severity error.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


def error(path: str, line: int | None, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic of severity error."""
    return Diagnostic(Severity.ERROR, path, line, message, hint)


def warning(path: str, line: int | None, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic of severity warning."""
    return Diagnostic(Severity.WARNING, path, line, message, hint)


def note(path: str, line: int | None, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic of severity note: worth reading, never a failure."""
    return Diagnostic(Severity.NOTE, path, line, message, hint)
