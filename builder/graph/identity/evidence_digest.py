"""The digest of what an article says of its entities, as far as it decides who is who.

Words may be added to an article, and all positions after them change, but not who is who: positions count only by
their order, and by which of them are far from each other. So most edits of an article leave its digest as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import fields

from builder.codec import Codec
from builder.digest import digest
from builder.graph.identity.name_evidence import EntityEvidence, SpellingUse
from builder.graph.identity.short_names import LEAST_LEAD
from builder.model.annotations import DocumentEntity, Role

_PLACED = frozenset(("uses", "full_starts", "entity", "first", "starts", "roles", "span", "mention"))
"""The fields that have positions, or hold what has. ``starts`` are in ``full_starts`` as far as they count."""

_PLAIN = {
    kind: tuple(field.name for field in fields(kind) if field.name not in _PLACED)
    for kind in (EntityEvidence, SpellingUse, DocumentEntity, Role)
}
"""The other fields by type: all of them, so that none that is added can be forgotten."""

_VALUES = Codec(tuple[object, ...])


def evidence_digest(units: Sequence[EntityEvidence]) -> str:
    """Return a digest of all that decides who is who of the evidence on the entities of one article.

    Args:
        units: in the order of the article's entities.
    """
    return digest(*evidence_digests(units))


def evidence_digests(units: Sequence[EntityEvidence]) -> tuple[str, ...]:
    """Return such a digest for each entity of one article.

    The digests of some of its entities say all that their evidence decides, their order in the article included.

    Args:
        units: in the order of the article's entities.
    """
    positions = sorted(
        {use.first for unit in units for use in unit.uses.values()}
        | {start for unit in units for start in unit.full_starts}
    )
    # Of two places, the later one is far from the earlier one if it is not before the one that is given here.
    places = {
        position: (place, bisect_left(positions, position + LEAST_LEAD))
        for place, position in enumerate(positions)
    }
    return tuple(_VALUES.digest(_values(unit, places)) for unit in units)


def _values(unit: EntityEvidence, places: Mapping[int, tuple[int, int]]) -> tuple[object, ...]:
    """Return what a unit says, with the places of positions among all of its article."""
    return (
        _plain(unit),
        _plain(unit.entity),
        [_plain(role) for role in unit.entity.roles],
        [(form, places[use.first], _plain(use)) for form, use in unit.uses.items()],
        [places[start] for start in unit.full_starts],
    )


def _plain(value: EntityEvidence | SpellingUse | DocumentEntity | Role) -> list[object]:
    return [getattr(value, name) for name in _PLAIN[type(value)]]
