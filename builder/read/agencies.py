"""News agencies, by all the names that datelines and texts give them."""

from __future__ import annotations

from functools import cache

from builder.lexicon.word_lists import words
from builder.read.word_lists import word_list


def is_agency(name: str) -> bool:
    """Return True for the name of a news agency, in capitals or not: "Reuters", "AP"."""
    return name.casefold() in _agencies()


@cache
def _agencies() -> frozenset[str]:
    names = (name for line in words("agency_names") for name in line.split("|"))
    return frozenset(name.casefold() for name in (*word_list("datelines.txt")["agencies"], *names))
