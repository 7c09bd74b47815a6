"""Two people of one name: the articles about them are told apart by roles that one person hardly has."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from builder.graph.identity.name_evidence import EntityEvidence
from builder.graph.identity.role_fields import are_private, fields_of

_KNOWN = 3
"""Articles from which a person is known so well that another public role ("businessman") is hers as well."""
_FAMOUS = 10
"""Articles from which any role is: that she was a student once does not make another person of her."""


def split_by_roles(units: Sequence[EntityEvidence]) -> list[list[EntityEvidence]]:
    """Return the entities of articles with one full name grouped by person: one group unless roles exclude each other.

    Articles without a role, or with a person or body in common, never part.
    """
    main, *others = sorted(_connected(units), key=_size, reverse=True)
    kept = [list(main)]
    articles = _size(main)[0]
    for part in others:
        fields = _fields(part)
        if (
            not fields
            or not _fields(kept[0])
            or articles >= _FAMOUS
            or (articles >= _KNOWN and not are_private(fields))
        ):
            kept[0].extend(part)
        else:
            kept.append(part)
    return kept


def _connected(units: Sequence[EntityEvidence]) -> list[list[EntityEvidence]]:
    """Return groups of units that a field of their roles or a companion connects."""
    first_with: dict[Hashable, int] = {}
    parents = list(range(len(units)))
    for number, unit in enumerate(units):
        for key in _connections(unit):
            parents[_root(parents, number)] = _root(parents, first_with.setdefault(key, number))
    parts: dict[int, list[EntityEvidence]] = {}
    for number, unit in enumerate(units):
        parts.setdefault(_root(parents, number), []).append(unit)
    return [*parts.values()]


def _root(parents: list[int], number: int) -> int:
    """Return the number at the end of a chain of parents; the chain is shortened on the way."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _connections(unit: EntityEvidence) -> Iterator[Hashable]:
    yield from (("field", field) for field in sorted(fields_of(unit.heads)))
    yield from (("companion", name) for name in sorted(unit.companions))


def _fields(units: Sequence[EntityEvidence]) -> frozenset[str]:
    return fields_of(head for unit in units for head in unit.heads)


def _size(units: Sequence[EntityEvidence]) -> tuple[int, int, tuple[str, ...]]:
    """Return a key that is greater for the person in more articles; it does not depend on the ids of articles."""
    return (
        len({unit.key[0] for unit in units}),
        sum(use.count for unit in units for use in unit.uses.values()),
        tuple(sorted({head for unit in units for head in unit.heads})),
    )
