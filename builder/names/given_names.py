"""Given names: whether a word is one, and of which sex its bearers are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from builder.lexicon.word_lists import table
from builder.names.person_names import fold

_CLEAR = 9
"""A name is of one sex where that many times as many of its bearers are."""


class Gender(StrEnum):
    """What a pronoun tells."""

    MALE = "he"
    FEMALE = "she"


@cache
def bearers() -> Mapping[str, tuple[int, int]]:
    """How many men and women bear each common given name."""
    return {name: (int(male), int(female)) for name, male, female in table("given_names")}


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return fold(word) in bearers()


def gender_of(word: str) -> Gender | None:
    """The sex of nearly all bearers of a given name; None for other words and for names of both."""
    male, female = bearers().get(fold(word), (0, 0))
    if male > _CLEAR * female:
        return Gender.MALE
    if female > _CLEAR * male:
        return Gender.FEMALE
    return None


def looks_personal(text: str) -> bool:
    """Whether a name of two to four words begins with a given name and goes on with capitals alone."""
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not is_given_name(parts[0]) or not parts[0][0].isupper():
        return False
    return all(part[0].isupper() and part.replace(".", "").replace("-", "").isalpha() for part in parts[1:])
