"""Related briefs: those that share the most telling entities."""

from __future__ import annotations

from collections import defaultdict
from math import fsum

from msgspec import Struct

from builder.pages.brief.brief_scope import BriefScope
from builder.pages.links import BriefLink, EntityLink, brief_link

RELATED_SHOWN = 4
SHARED_SHOWN = 4
TOO_COMMON = 40
"""An entity of more briefs than this says nothing about which of them belong together."""


class RelatedBrief(Struct, frozen=True):
    """Another brief with the entities that both name, the rarest first."""

    brief: BriefLink
    shared: tuple[EntityLink, ...]


def related_briefs(scope: BriefScope) -> tuple[RelatedBrief, ...]:
    """The nearest briefs: a shared entity counts the more, the fewer briefs name it."""
    shared: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    slug = scope.source.brief.slug
    for entity_id in sorted(scope.source.entities):
        others = scope.slugs[entity_id]
        if 1 < len(others) <= TOO_COMMON:
            weights[entity_id] = 1 / len(others)
            for other in others:
                shared[other].append(entity_id)
    shared.pop(slug, None)
    scores = {other: fsum(weights[entity_id] for entity_id in ids) for other, ids in shared.items()}
    nearest = sorted(scores, key=lambda other: (-scores[other], other))[:RELATED_SHOWN]
    return tuple(
        RelatedBrief(
            brief_link(scope.view, scope.view.brief_head(other), scope.path),
            tuple(
                scope.links[entity_id]
                for entity_id in sorted(shared[other], key=lambda key: (-weights[key], key))[:SHARED_SHOWN]
            ),
        )
        for other in nearest
    )
