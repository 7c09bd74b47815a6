"""Catastrophic backtracking: regular expressions by editors that could take forever.

If a repetition of a repetition such as ``(a+)+`` does not match, it is tried in every way in which its letters can be
divided, and each further letter doubles the number of ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

# Python names this module, which reads patterns for ``re``, with an underscore only since 3.11; it is older than that.
_PARSER: Any = import_module("re._parser")

_MANY = 20
"""Least number of repetitions of a group that counts as a repetition without end."""

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def is_explosive(pattern: str) -> bool:
    """Return True if the pattern repeats something that is itself nothing but a repetition.

    Args:
        pattern: a valid regular expression.
    """
    return any(
        repeat[1] >= _MANY and any(_is_mere_repetition(branch) for branch in _branches(list(repeat[2])))
        for repeat in _repeats(list(_PARSER.parse(pattern)))
    )


def _repeats(items: Sequence[Any]) -> Iterator[Any]:
    """Yield every repetition within a parsed pattern: the least and the most times, and what is repeated."""
    for operation, argument in items:
        name = str(operation)
        if name in _REPEATS:
            yield argument
            yield from _repeats(list(argument[2]))
        elif name in ("SUBPATTERN", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT", "BRANCH", "GROUPREF_EXISTS"):
            for part in _parts(argument):
                yield from _repeats(part)


def _parts(argument: Any) -> Iterator[list[Any]]:
    """Yield the sequences of items within the argument of a group."""
    if isinstance(argument, _PARSER.SubPattern):
        yield list(argument)
    elif isinstance(argument, list | tuple):
        for inner in argument:
            yield from _parts(inner)


def _branches(items: list[Any]) -> Iterator[list[Any]]:
    """Yield the alternatives of a sequence that is a single group, however many groups are around it."""
    if len(items) == 1 and str(items[0][0]) in ("SUBPATTERN", "BRANCH"):
        for part in _parts(items[0][1]):
            yield from _branches(part)
    else:
        yield items


def _is_mere_repetition(items: list[Any]) -> bool:
    """Return True if one long repetition is all that a sequence needs to match."""
    needed = [item for item in items if not (str(item[0]) in _REPEATS and item[1][0] == 0)]
    candidates = needed or items
    long = [item for item in candidates if str(item[0]) in _REPEATS and item[1][1] >= _MANY]
    return bool(long) and len(needed) <= 1 and (not needed or needed == long)
