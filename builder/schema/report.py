"""Where the checks of the editor's files put what they find."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.model.diagnostic import Diagnostic, error, warning


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of one file, kept in a list that all files of a load share.

    Attributes:
        path: the file, relative to the site's root, with forward slashes.
        found: everything found so far, in all files.
    """

    path: str
    found: list[Diagnostic] = field(default_factory=list)

    def of(self, path: str) -> Report:
        """The report on another file of the same load."""
        return Report(path, self.found)

    def error(self, line: int | None, message: str, hint: str = "") -> None:
        """Adds an error in this file."""
        self.found.append(error(self.path, line, message, hint))

    def warning(self, line: int | None, message: str, hint: str = "") -> None:
        """Add a warning in this file; it does not keep the file from being used."""
        self.found.append(warning(self.path, line, message, hint))

    def add(self, found: Diagnostic) -> None:
        """Add a diagnostic that was made elsewhere."""
        self.found.append(found)
