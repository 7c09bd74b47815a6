"""Well-known names: the kinds of things that they name, and which of them name the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.lexicon.word_lists import table, words
from builder.names.normal_form import normal_form
from builder.names.person_names import fold

SURNAME = "SURNAME"
"""The kind of a name that is only the surname of a well-known person: many other people have it."""
_PHRASED = ("PERSON", "PLACE", "ORG", "EVENT")
"""The kinds whose names of several words are searched for in articles."""


def known_kinds(text: str) -> frozenset[str]:
    """Return the kinds (PERSON, PLACE, ORG, EVENT, OTHER, ``SURNAME``) of the well-known things with a name."""
    return _kinds().get(fold(normal_form(text)), frozenset())


def known_phrases() -> Iterator[tuple[str, str]]:
    """Yield the names of several plain words, without a title, that are of one kind only, with their kind."""
    titles = words("role_heads")
    for names, kinds in table("known_names"):
        for name in names.split("|"):
            plain = " " in name and name.replace(" ", "").isalpha() and name.split()[0].lower() not in titles
            if plain and len(known_kinds(name)) == 1 and kinds in _PHRASED:
                yield name, kinds


def known_things(text: str) -> frozenset[int]:
    """Return the row numbers in ``known_names.tsv`` of the well-known things with a name.

    Names with a common number may mean the same thing.
    """
    return _things().get(fold(normal_form(text)), frozenset())


def other_names(text: str) -> tuple[str, ...]:
    """Return all names of the only well-known thing with a name; none if there are several or none."""
    things = known_things(text)
    return tuple(table("known_names")[min(things)][0].split("|")) if len(things) == 1 else ()


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
    """Return True if a key is the surname of the person with these names."""
    # WordNet lists the surname first, then a longer name that ends with it.
    return fold(names[0]) == key and any(fold(name).endswith(f" {key}") for name in names)


@cache
def _things() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (names, _) in enumerate(table("known_names")):
        for name in names.split("|"):
            found.setdefault(fold(normal_form(name)), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
