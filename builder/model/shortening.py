"""Words of a text as messages and reports show them: on one line, and not too long."""

from __future__ import annotations

LONGEST_SHOWN = 80
"""Characters of an article's or an editor's words that a message shows."""


def shorten(words: str, *, length: int = LONGEST_SHOWN) -> str:
    """Return words on one line, cut with an ellipsis if they have more than ``length`` characters."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
