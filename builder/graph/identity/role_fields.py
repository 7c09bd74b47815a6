"""Fields of roles: occupations and offices by which two people of one name can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from builder.lexicon.word_lists import table

_PRIVATE = frozenset({"school", "trade"})
"""Fields of people who are rarely known to the public: someone in one of them is hardly a senator as well."""


def fields_of(heads: Iterable[str]) -> frozenset[str]:
    """Return the fields of heads of roles: "governor" → "office"; heads of an open field ("leader") have none."""
    return frozenset(_fields()[head] for head in heads if head in _fields())


def are_private(fields: frozenset[str]) -> bool:
    """Return True if all fields are those of private people."""
    return bool(fields) and fields <= _PRIVATE


@cache
def _fields() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("role_fields")}
