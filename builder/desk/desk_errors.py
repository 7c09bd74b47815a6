"""Why a decision is not written."""

from __future__ import annotations

from builder.model.diagnostic import Diagnostic


class DeskError(Exception):
    """A decision that cannot be written; no file was changed.

    Attributes:
        message: what is wrong, a sentence.
        hint: the next step, a sentence; "" if there is none.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConflictError(DeskError):
    """A file says something else than the page on which the decision was made: someone changed it meanwhile."""


def invalid(problem: Diagnostic) -> DeskError:
    """Return the error of a decision after which a file would have an error."""
    return DeskError(f"{problem.where}: {problem.message}", problem.hint)
