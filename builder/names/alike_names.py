"""Alike names: full names of one article that differ by a nickname or a misspelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from builder.lexicon.word_lists import table
from builder.names.person_names import PersonName, given_names_agree

_LONG_WORD = 5
"""Letters of the shortest word in which one different letter is more likely a misspelling than another name."""
_LONGEST_WORD = 60
"""Letters of the longest word that is searched for misspellings."""


def are_alike(first: PersonName, second: PersonName) -> bool:
    """Return True if two full names of one article can belong to one person although their spellings differ.

    They may differ by a nickname, or by a misspelling: one letter inserted, missing or changed in a longer word.
    """
    # Only of one article: in two articles such names may mean two persons.
    if (
        not first.given
        or not second.given
        or not all(map(given_names_agree, first.given[1:], second.given[1:]))
    ):
        return False
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return False
    given, other = first.given[0], second.given[0]
    nickname = _is_nickname(given, other) or _is_nickname(other, given)
    # "Bob Roe" beside "Robert Roe Jr." may be the father.
    nickname = nickname and first.suffix == second.suffix
    return are_misspellings(first, second) or (first.surname == second.surname and nickname)


def are_misspellings(first: PersonName, second: PersonName) -> bool:
    """Return True if two full names differ by one letter of a longer word in the first given name or the surname."""
    if not first.given or not second.given:
        return False
    if first.surname == second.surname:
        return _is_misspelling(first.given[0], second.given[0])
    return first.given == second.given and _is_misspelling(first.surname, second.surname)


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    return {name: frozenset(nicknames.split("|")) for name, nicknames in table("nicknames")}


def nicknames_of(name: str) -> frozenset[str]:
    """Return the nicknames of a given name, folded."""
    return _nicknames().get(name, frozenset())


def _is_nickname(name: str, nickname: str) -> bool:
    return nickname in nicknames_of(name)


def _is_misspelling(first: str, second: str) -> bool:
    """Return True if two longer words with the same first letter differ by one letter."""
    shorter, longer = sorted((first, second), key=len)
    if (
        first == second
        or len(shorter) < _LONG_WORD
        or len(longer) > _LONGEST_WORD
        or shorter[0] != longer[0]
        or len(longer) - len(shorter) > 1
    ):
        return False
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :]


def deletion_keys(word: str) -> Iterator[str]:
    """Yield a long word, and the word without one of its letters after the first; nothing for other words.

    Two words of which one misspells the other have such a key in common.
    """
    if _LONG_WORD <= len(word) <= _LONGEST_WORD:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))
