"""Well-known names: what they name, and which of them are one thing's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from builder.annotate.lexicon import table
from builder.annotate.names.persons import fold
from builder.annotate.names.spelling import spelling


def known_kinds(text: str) -> frozenset[str]:
    """The kinds (PERSON, PLACE, ORG, EVENT, OTHER) of well-known things that bear a name."""
    return _kinds().get(fold(spelling(text)), frozenset())


def known_things(text: str) -> frozenset[int]:
    """Numbers of the well-known things that bear a name; two names with one in common may be one thing's."""
    return _things().get(fold(spelling(text)), frozenset())


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    rows = table("known_names")
    return {
        key: frozenset(kind for number in numbers for kind in rows[number][1].split("|"))
        for key, numbers in _things().items()
    }


@cache
def _things() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (names, _) in enumerate(table("known_names")):
        for name in names.split("|"):
            found.setdefault(fold(spelling(name)), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
