"""Appearances: which briefs name an entity, and how often."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.model.brief_outline import BriefOutline


class Appearances(Struct, frozen=True):
    """The briefs that name an entity, newest first.

    Attributes:
        slugs: of the briefs.
        counts: the numbers of its mentions in them.
    """

    slugs: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()


NEVER = Appearances()
"""The appearances of what no brief names."""


def appearances_of(outlines: Iterable[BriefOutline]) -> dict[str, Appearances]:
    """Return the appearances of each entity.

    Args:
        outlines: of all briefs, newest first.
    """
    found: dict[str, tuple[list[str], list[int]]] = {}
    for outline in outlines:
        for entity_id, count in outline.named:
            slugs, counts = found.setdefault(entity_id, ([], []))
            slugs.append(outline.slug)
            counts.append(count)
    return {key: Appearances(tuple(slugs), tuple(counts)) for key, (slugs, counts) in found.items()}
