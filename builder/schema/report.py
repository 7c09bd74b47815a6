"""Collectors of the diagnostics of files while these are checked."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model.diagnostic import Diagnostic, error, warning


class Report:
    """The diagnostics of one file, collected in a list that grows as the file is checked.

    Attributes:
        path: the file, relative to the site's root, with forward slashes.
        found: all diagnostics so far, in the order in which they were found; those of other files included if
            several reports share the list.
    """

    def __init__(self, path: str, found: list[Diagnostic] | None = None) -> None:
        self.path = path
        self.found: list[Diagnostic] = [] if found is None else found

    def of(self, path: str) -> Report:
        """Return a report on another file that shares this one's list."""
        return Report(path, self.found)

    def error(self, line: int | None, message: str, hint: str = "") -> None:
        """Add an error in this file."""
        self.add(error(self.path, line, message, hint))

    def warning(self, line: int | None, message: str, hint: str = "") -> None:
        """Add a warning in this file; it does not keep the file from being used."""
        self.add(warning(self.path, line, message, hint))

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic that was made elsewhere."""
        self.found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics that were made elsewhere."""
        self.found.extend(diagnostics)
