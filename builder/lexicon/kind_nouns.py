"""Common nouns for kinds of things that have names: a "river" is a place, an "agency" an organization."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from builder.lexicon.word_lists import table


def kind_of_noun(noun: str) -> str | None:
    """Return PLACE, ORG, WORK or EVENT for the base form of a noun in small letters; None for other words."""
    return _kinds().get(noun)


@cache
def _kinds() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("kind_nouns")}
