"""Messages for unexpected exceptions."""

from __future__ import annotations

import traceback

_LONGEST = 300
"""Characters of an exception's words that are shown."""

REPORT = (
    "Please report it with the article and what the same command prints with -v. Until it is fixed, reword the "
    "sentence or move the file out of seeds/."
)
"""What to do about a defect that one article brings out."""


def reason_of(problem: Exception) -> str:
    """Return the type and words of an exception, in one line."""
    words = " ".join(str(problem).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{type(problem).__name__}: {words}".rstrip(": .")


def trace_of(problem: Exception) -> str:
    """Return the traceback of an exception."""
    return "".join(traceback.format_exception(problem)).rstrip()
