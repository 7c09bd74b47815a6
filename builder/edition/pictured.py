"""Which pictures a site has something to show for: known before any page is planned, for the navigation."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.annotations import EntityType
from builder.model.graph import Entity, Graph, Tie

ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
"""The types of those who can meet."""


def has_map(graph: Graph) -> bool:
    """Whether any place is located."""
    return any(
        entity.type is EntityType.PLACE and entity.place is not None for entity in graph.entities.values()
    )


def has_timeline(graph: Graph) -> bool:
    """Whether any brief is dated."""
    return any(outline.date for outline in graph.outlines.values())


def has_network(graph: Graph) -> bool:
    """Whether any two of those who can meet do."""
    return any(is_meeting(tie, graph.entities) for tie in graph.ties)


def is_close(tie: Tie) -> bool:
    """Whether two share a sentence, or more than one brief."""
    return tie.sentences > 0 or len(tie.brief_slugs) > 1


def is_meeting(tie: Tie, entities: Mapping[str, Entity]) -> bool:
    """Whether a close tie is one of people, organisations or groups."""
    return is_close(tie) and all(entities[one].type in ACTORS for one in (tie.first_id, tie.second_id))
