"""What serving needs to know of a build."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """How one build went.

    Attributes:
        ok: whether the site is what the files say now; if not, the last good one still stands.
        diagnostics: what the build found.
        changed: how many files of the site were written or removed.
    """

    ok: bool
    diagnostics: tuple[Diagnostic, ...]
    changed: int
