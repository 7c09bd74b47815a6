"""The outcome of a build, as far as the preview needs it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The outcome of one build.

    Attributes:
        ok: True if the build succeeded; otherwise the folder still has the last good site.
        diagnostics: the errors, warnings and notes of the build.
        changed: the number of files of the site that were written or removed.
    """

    ok: bool
    diagnostics: tuple[Diagnostic, ...]
    changed: int
