"""Given names, and the gender of the people who have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from builder.lexicon.word_lists import table
from builder.names.person_names import fold

_CLEAR = 9
"""A given name has a gender if this many times as many people of that gender have it as of the other."""

_ENDING = 2
"""Letters of the ending of a given name."""
_FEWEST = 20
"""Given names that must have an ending before it shows a gender."""
_SHARE = 0.95
"""Share of them that must be of one gender."""


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


def likely_gender(word: str) -> Gender | None:
    """Return ``gender_of`` a given name, for one that is not in the table that of nearly all names with its ending.

    Of the 4,018 common given names, 288 women have one in "-na" and no man; an ending of two letters counts if at least
    20 names have it and 95% of them are of one gender.
    """
    return gender_of(word) if is_given_name(word) else _endings().get(fold(word)[-_ENDING:])


@cache
def _endings() -> Mapping[str, Gender]:
    """Return the gender of nearly all given names with an ending, by the ending."""
    counts: dict[str, Counter[Gender]] = defaultdict(Counter)
    for name, (male, female) in given_name_counts().items():
        counts[name[-_ENDING:]][Gender.MALE if male > female else Gender.FEMALE] += 1
    return {
        ending: own.most_common(1)[0][0]
        for ending, own in counts.items()
        if own.total() >= _FEWEST and max(own.values()) >= _SHARE * own.total()
    }


def looks_personal(text: str) -> bool:
    """Return True for two to four words, all capitalized, of which the first is a given name."""
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not is_given_name(parts[0]) or not parts[0][0].isupper():
        return False
    return all(part[0].isupper() and part.replace(".", "").replace("-", "").isalpha() for part in parts[1:])
