"""Well-known names: what they name, and which of them are one thing's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.lexicon.word_lists import table, words
from builder.names.normal_form import spelling
from builder.names.person_names import fold

SURNAME = "SURNAME"
_PHRASED = ("PERSON", "PLACE", "ORG", "EVENT")


def known_kinds(text: str) -> frozenset[str]:
    """The kinds (PERSON, PLACE, ORG, EVENT, OTHER) of well-known things that bear a name, and ``SURNAME`` where it is
    but the surname of a person: many others bear that.
    """
    return _kinds().get(fold(spelling(text)), frozenset())


def known_phrases() -> Iterator[tuple[str, str]]:
    """The names of several plain words that are of one kind, each with its kind, but for those with a title."""
    titles = words("role_heads")
    for names, kinds in table("known_names"):
        for name in names.split("|"):
            plain = " " in name and name.replace(" ", "").isalpha() and name.split()[0].lower() not in titles
            if plain and len(known_kinds(name)) == 1 and kinds in _PHRASED:
                yield name, kinds


def known_things(text: str) -> frozenset[int]:
    """Numbers of the well-known things that bear a name; two names with one in common may be one thing's."""
    return _things().get(fold(spelling(text)), frozenset())


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    rows = [(names.split("|"), kinds.split("|")) for names, kinds in table("known_names")]
    return {
        key: frozenset(
            SURNAME if kind == "PERSON" and _is_surname(key, rows[number][0]) else kind
            for number in numbers
            for kind in rows[number][1]
        )
        for key, numbers in _things().items()
    }


def _is_surname(key: str, names: Sequence[str]) -> bool:
    """Whether a key is a person's surname: WordNet names it first, and a longer name that ends with it after that."""
    return fold(names[0]) == key and any(fold(name).endswith(f" {key}") for name in names)


@cache
def _things() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (names, _) in enumerate(table("known_names")):
        for name in names.split("|"):
            found.setdefault(fold(spelling(name)), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
