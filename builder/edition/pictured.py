"""Which pictures a site has something to show for: known before any page is planned, for the navigation."""

from __future__ import annotations

from collections.abc import Iterable

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
    actors = _actors(graph)
    return any(tie.first_id in actors and tie.second_id in actors and is_close(tie) for tie in graph.ties)


def is_close(tie: Tie) -> bool:
    """Whether two share a sentence, or more than one brief."""
    return tie.sentences > 0 or tie.briefs > 1


def close_ties(graph: Graph) -> tuple[Tie, ...]:
    """Return the close ties, in the order of the graph: of the hundred thousand of a real archive a part."""
    return tuple(filter(is_close, graph.ties))


def meetings(graph: Graph, close: Iterable[Tie]) -> tuple[Tie, ...]:
    """Return those of the close ties that are of people, organizations or groups, in their order."""
    actors = _actors(graph)
    return tuple(tie for tie in close if tie.first_id in actors and tie.second_id in actors)


def _actors(graph: Graph) -> set[str]:
    """Return the ids of those who can meet."""
    return {key for key, entity in graph.entities.items() if entity.type in ACTORS}
