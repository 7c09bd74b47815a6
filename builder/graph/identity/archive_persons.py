"""Persons of the archive, by the articles that name them in full: what short names are compared with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.graph.identity.name_evidence import EntityEvidence, EntityKey
from builder.names.given_names import Gender
from builder.names.person_names import person_name


class Person(Struct, frozen=True):
    """A person of the archive, by the articles that name the person in full.

    Attributes:
        units: its entities in these articles.
        heads: the heads of its roles.
        gender: what the articles show, if they agree.
        companions: of all articles.
        full_counts: how often each article names the person in full, by seed id.
        full_starts: where each article names the person in full, in code points, sorted, by seed id.
        background: the articles that name the person in full only as somebody's relative.
        keys: of the entities.
        suffixes, surnames: of the names; of a surname of several words the last.
    """

    units: tuple[EntityEvidence, ...]
    heads: frozenset[str]
    gender: Gender | None
    companions: frozenset[str]
    full_counts: Mapping[str, int]
    full_starts: Mapping[str, Sequence[int]]
    background: frozenset[str]
    keys: frozenset[EntityKey]
    suffixes: frozenset[str]
    surnames: frozenset[str]

    def last_full_name(self, article: str, start: int) -> int | None:
        """Return where an article names the person in full last before a position; None if it does not."""
        return max((one for one in self.full_starts.get(article, ()) if one < start), default=None)


def person_of(units: Sequence[EntityEvidence]) -> Person:
    """Return a person, given its entities in articles."""
    genders = {unit.gender for unit in units if unit.gender is not None}
    return Person(
        units=tuple(units),
        heads=frozenset[str]().union(*(unit.heads for unit in units)),
        gender=next(iter(genders)) if len(genders) == 1 else None,
        companions=frozenset[str]().union(*(unit.companions for unit in units)),
        full_counts=_full_counts(units),
        full_starts=_full_starts(units),
        background=frozenset(unit.key[0] for unit in units if unit.is_relative),
        keys=frozenset(unit.key for unit in units),
        suffixes=frozenset(unit.name.suffix for unit in units),
        surnames=frozenset(unit.name.last_word for unit in units),
    )


def _full_counts(units: Sequence[EntityEvidence]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for unit in units:
        counts[unit.key[0]] += unit.full_count
    return counts


def _full_starts(units: Sequence[EntityEvidence]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        found[unit.key[0]].extend(unit.full_starts)
    return {seed_id: sorted(starts) for seed_id, starts in found.items()}


def usage_of(persons: Sequence[Person]) -> list[Mapping[str, frozenset[str]]]:
    """Return for each person the articles that use a short name for the person, by the short name.

    An article counts if no title before the short name contradicts the gender or the roles of the person.
    """
    found: list[Mapping[str, frozenset[str]]] = []
    for person in persons:
        own: dict[str, set[str]] = defaultdict(set)
        for unit in person.units:
            # "Tom Roe and his wife, Ana" gives her no full name.
            for form, use in unit.uses.items() if unit.full_count else ():
                short = person_name(form)
                agrees = not use.genders or person.gender is None or person.gender in use.genders
                if not short.is_full and agrees:
                    own[short.surname].add(unit.key[0])
        found.append({form: frozenset(articles) for form, articles in own.items()})
    return found
