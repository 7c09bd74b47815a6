"""Misspellings: words that differ by one letter or two, as the surname of a person and a slip of the pen do."""

from __future__ import annotations

from builder.names.given_names import is_given_name

_ONE_EDIT, _TWO_EDITS = 5, 7
"""Letters of the shortest words that misspell each other by one letter, and by two."""


def is_misspelling(first: str, second: str) -> bool:
    """Return True if two longer words with the same first letter differ by one letter, or long ones by two."""
    shorter, longer = sorted((first, second), key=len)
    if f"{shorter}s" == longer:
        return False  # "The Marlowes" are a family.
    if first == second or shorter[:1] != longer[:1] or not (first.isalpha() and second.isalpha()):
        return False
    # Common given names that are alike ("Maria", "Marla") are two names.
    if is_given_name(first) and is_given_name(second) and len(shorter) < _TWO_EDITS:
        return False
    most = (len(shorter) >= _ONE_EDIT) + (len(shorter) >= _TWO_EDITS)
    return len(longer) - len(shorter) <= most and _edits(first, second) <= most


def _edits(first: str, second: str) -> int:
    """Return the number of letters inserted, deleted, changed or swapped with the next between two words."""
    before: list[int] = []
    row: list[int] = [*range(len(second) + 1)]
    for i, letter in enumerate(first, start=1):
        before, above, row = row, before, [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
