"""News agencies whose names datelines give."""

from __future__ import annotations

from functools import cache

from builder.read.word_lists import word_list


def is_agency(name: str) -> bool:
    """Return True for the name of a news agency, in capitals or not: "Reuters", "AP"."""
    return name.casefold() in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold() for name in word_list("datelines.txt")["agencies"])
