"""Which pictures a site has something to show for: known before any page is planned, for the navigation."""

from __future__ import annotations

from builder.model.annotations import EntityType
from builder.model.graph import Graph, Tie

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
    return bool(meetings(graph))


def is_close(tie: Tie) -> bool:
    """Whether two share a sentence, or more than one brief."""
    return tie.sentences > 0 or len(tie.brief_slugs) > 1


def meetings(graph: Graph) -> tuple[Tie, ...]:
    """Return the close ties of people, organizations or groups, in the order of the graph."""
    actors = {key for key, entity in graph.entities.items() if entity.type in ACTORS}
    return tuple(
        tie for tie in graph.ties if tie.first_id in actors and tie.second_id in actors and is_close(tie)
    )
