"""Related briefs: those that share the most telling entities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import fsum

from builder.edition.brief_texts import BriefText
from builder.edition.view import View
from builder.pages.links import BriefLink, EntityLink, brief_link, entity_link

RELATED_SHOWN = 4
SHARED_SHOWN = 4
TOO_COMMON = 40
"""An entity of more briefs than this says nothing about which of them belong together."""


@dataclass(frozen=True, slots=True)
class RelatedBrief:
    """Another brief with the entities that both name, the rarest first."""

    brief: BriefLink
    shared: tuple[EntityLink, ...]


def related_briefs(view: View, source: BriefText, path: str) -> tuple[RelatedBrief, ...]:
    """The nearest briefs: a shared entity counts the more, the fewer briefs name it."""
    shared: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    slug = source.brief.slug
    for entity_id in sorted(source.entities):
        others = view.slugs_of(entity_id)
        if 1 < len(others) <= TOO_COMMON:
            weights[entity_id] = 1 / len(others)
            for other in others:
                shared[other].append(entity_id)
    shared.pop(slug, None)
    scores = {other: fsum(weights[entity_id] for entity_id in ids) for other, ids in shared.items()}
    nearest = sorted(scores, key=lambda other: (-scores[other], other))[:RELATED_SHOWN]
    return tuple(
        RelatedBrief(
            brief_link(view.brief_head(other), path),
            tuple(
                entity_link(view, path, entity_id)
                for entity_id in sorted(shared[other], key=lambda key: (-weights[key], key))[:SHARED_SHOWN]
            ),
        )
        for other in nearest
    )
