"""Full names that an article writes otherwise: with a letter more or less, or with the surname first.

They join the person of other articles who has the name that differs so little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from builder.graph.identity.name_evidence import EntityEvidence
from builder.names.alike_names import are_misspellings, deletion_keys
from builder.names.given_names import is_given_name
from builder.names.matching_keys import person_key

_KNOWN = 3
"""Articles that spell the name otherwise, at least."""
_FEWEST_WORDS = 3
"""Words that two names in different order have: "Thomas James" and "James Thomas" are two people."""


def join_misspelled(groups: Sequence[Sequence[EntityEvidence]]) -> list[list[EntityEvidence]]:
    """Return the entities of articles grouped by person, given them grouped by full name.

    The name of a single article joins the only person of several others whose name differs by one letter, if both have
    a role in common, or else a given name that few people have.
    """
    articles = [{unit.key[0] for unit in group} for group in groups]
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(articles[number]) >= _KNOWN:
            for key in sorted({key for unit in group for key in _keys(unit)}):
                by_key[key].append(number)
    joined: dict[int, int] = {}
    for number, group in enumerate(groups):
        if len(articles[number]) == 1:
            near = {other for key in _keys(group[0]) for other in by_key.get(key, ())}
            fitting = [
                other
                for other in sorted(near)
                if not articles[number] & articles[other] and _misspells(group, groups[other])
            ]
            if len(fitting) == 1:
                joined[number] = fitting[0]
    found = {number: [*group] for number, group in enumerate(groups) if number not in joined}
    for number, other in joined.items():
        found[other].extend(groups[number])
    return [*found.values()]


def join_reordered(groups: Sequence[Sequence[EntityEvidence]]) -> list[list[EntityEvidence]]:
    """Return the entities of articles grouped by person, given them grouped by full name.

    Names of at least three words that are the same in another order are one person's: "Brandt Otto Maria".
    """
    found: list[list[EntityEvidence]] = []
    by_words: dict[str, list[EntityEvidence]] = {}
    for group in groups:
        key = person_key(group[0].entity.name)
        known = by_words.get(key) if len(key.split()) >= _FEWEST_WORDS else None
        if known is None or {unit.key[0] for unit in known} & {unit.key[0] for unit in group}:
            found.append([*group])
            by_words.setdefault(key, found[-1])
        else:
            known.extend(group)
    return found


def _keys(unit: EntityEvidence) -> Iterator[str]:
    """Yield keys of which a name and its misspelling have one in common."""
    given, surname = unit.name.given[0], unit.name.surname
    yield from (f"{given} {key}" for key in deletion_keys(surname))
    yield from (f"{key} {surname}" for key in deletion_keys(given))


def _misspells(group: Sequence[EntityEvidence], other: Sequence[EntityEvidence]) -> bool:
    """Return True if the name of one article misspells that of others, and what is said of the two agrees."""
    if not any(are_misspellings(group[0].name, unit.name) for unit in other):
        return False
    heads = frozenset[str]().union(*(unit.heads for unit in group))
    theirs = frozenset[str]().union(*(unit.heads for unit in other))
    return bool(heads & theirs) or not is_given_name(group[0].name.given[0])
