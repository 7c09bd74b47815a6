"""Given names, and the gender of the people who have them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from builder.lexicon.word_lists import table
from builder.names.person_names import fold

_CLEAR = 9
"""A given name has a gender if this many times as many people of that gender have it as of the other."""


class Gender(StrEnum):
    """Gender as a singular pronoun expresses it."""

    MALE = "he"
    FEMALE = "she"


@cache
def given_name_counts() -> Mapping[str, tuple[int, int]]:
    """Return how many men and how many women have each common given name, keyed by its folded form."""
    return {name: (int(male), int(female)) for name, male, female in table("given_names")}


def is_given_name(word: str) -> bool:
    """Return True if a word is a common given name."""
    return fold(word) in given_name_counts()


def gender_of(word: str) -> Gender | None:
    """Return the gender of nearly all people with a given name; None for other words and for names of both genders."""
    male, female = given_name_counts().get(fold(word), (0, 0))
    if male > _CLEAR * female:
        return Gender.MALE
    if female > _CLEAR * male:
        return Gender.FEMALE
    return None


def looks_personal(text: str) -> bool:
    """Return True for two to four words, all capitalized, of which the first is a given name."""
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not is_given_name(parts[0]) or not parts[0][0].isupper():
        return False
    return all(part[0].isupper() and part.replace(".", "").replace("-", "").isalpha() for part in parts[1:])
