"""The digest of what an article says of its entities, as far as it decides who is who.

Words may be added to an article, and all positions after them change, but not who is who: positions count only for
persons, by the order of full names and the spellings between them, and by which full names are far from each other. So
most edits of an article leave its digest as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from builder.codec import Codec
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, SpellingUse
from builder.graph.identity.short_names import LEAST_LEAD
from builder.model.annotations import DocumentEntity, Role

_PLACED = frozenset(("uses", "full_starts", "entity", "first", "starts", "roles", "span", "mention"))
"""The fields that have positions, or hold what has. ``starts`` are in ``full_starts`` as far as they count."""

_PLAIN = {
    kind: tuple(name for name in kind.__struct_fields__ if name not in _PLACED)
    for kind in (EntityEvidence, SpellingUse, DocumentEntity, Role)
}
"""The other fields by type: all of them, so that none that is added can be forgotten."""

_VALUES = Codec(tuple[object, ...])


def evidence_digests(units: Sequence[EntityEvidence], persons: Set[EntityKey]) -> tuple[str, ...]:
    """Return for each entity of an article a digest of all in the evidence that decides who is who.

    The digests of some of its entities say all that their evidence decides, their order in the article included.

    Args:
        units: in the order of the article's entities.
        persons: the keys of those that may be persons.
    """
    full = sorted({start for unit in units if unit.key in persons for start in unit.full_starts})
    return tuple(
        _VALUES.digest((*_values(unit), _places(unit, full) if unit.key in persons else ())) for unit in units
    )


def _values(unit: EntityEvidence) -> tuple[object, ...]:
    """Return what a unit says without positions."""
    return (
        _plain(unit),
        _plain(unit.entity),
        [_plain(role) for role in unit.entity.roles],
        [(form, _plain(use)) for form, use in unit.uses.items()],
    )


def _places(unit: EntityEvidence, full: Sequence[int]) -> tuple[object, ...]:
    """Return the places of a person's spellings and full names among all full names of the article.

    A full name is far from an earlier one if its place is not before the second one that is given with the earlier one.
    """
    return (
        [bisect_left(full, use.first) for use in unit.uses.values()],
        [(bisect_left(full, start), bisect_left(full, start + LEAST_LEAD)) for start in unit.full_starts],
    )


def _plain(value: EntityEvidence | SpellingUse | DocumentEntity | Role) -> list[object]:
    return [getattr(value, name) for name in _PLAIN[type(value)]]
