"""Values that YAML cuts at a number sign: "Road #5 closes" is the text "Road" and a comment."""

from __future__ import annotations

import re

from builder.model.diagnostic import Diagnostic, warning

CUTTING = re.compile(r"[ \t]#(?=[^\s#!])")
"""The beginning of a comment without a space after it, which more likely belongs to the value before it."""

_LONGEST_SHOWN = 40


def cut_value(line: str, end: int) -> str | None:
    """Return what a comment cuts off a value, with the number sign; None if nothing is likely to belong to it.

    Args:
        line: on which the value ends.
        end: the column after the value, counted from 0.
    """
    rest = line[end:].lstrip(":") if end < len(line) else ""
    if not rest[:1].isspace() or CUTTING.match(" " + rest.lstrip()) is None:
        return None
    return rest.strip()


def cut_warning(words: str, *, path: str, line: int) -> Diagnostic:
    """Return the warning for a value that is cut.

    Args:
        words: what is cut off.
        path: the file.
        line: counted from 1.
    """
    shown = words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"
    message = f"YAML takes “{shown}” for a comment, so it is not part of the value."
    hint = "Put the whole value into quotation marks, or write a space after the number sign of a comment."
    return warning(path, line, message, hint)
