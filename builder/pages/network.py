"""The facts of a network: who appears with whom, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.graph import Entity, Tie
from builder.pages.catalog import Catalog
from builder.pages.links import EntityLink, entity_link
from builder.pages.pictured import is_close, is_meeting

NEIGHBOURS = 10
"""How many others a network around one entity shows."""
NODES, EDGES = 40, 90
"""How many entities and ties the network of a site shows."""
STRENGTHS = (2, 4, 8)
"""From how many shared sentences on a line is thicker: the thinnest has fewer than the first."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An entity of a network; ``mentions`` counts those of the whole site."""

    link: EntityLink
    mentions: int


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """A tie of a network.

    Attributes:
        first, second: the nodes, by their places in the list of nodes.
        sentences, briefs: how many both appear in.
        strength: the thickness of the line, from 1 to 4.
    """

    first: int
    second: int
    sentences: int
    briefs: int
    strength: int


@dataclass(frozen=True, slots=True)
class Network:
    """A network; where it is that of one entity, its first node is that entity."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


def entity_network(catalog: Catalog, entity: Entity, path: str) -> Network | None:
    """An entity with those it appears with most; None where there are fewer than two."""
    closest = sorted(
        catalog.ties.get(entity.id, ()), key=lambda tie: (*_closeness(tie), _other(tie, entity.id))
    )
    ids = [entity.id, *(_other(tie, entity.id) for tie in closest[:NEIGHBOURS])]
    if len(ids) < 3:
        return None
    among = {tie for entity_id in ids[1:] for tie in catalog.ties[entity_id] if is_close(tie)}
    own = set(closest[:NEIGHBOURS])
    return _network(catalog, path, ids, own | among)


def site_network(catalog: Catalog, path: str) -> Network | None:
    """The people, organisations and groups with the closest ties; None where no two have one."""
    ties = [tie for tie in catalog.graph.ties if is_meeting(tie, catalog.graph.entities)]
    weights: dict[str, int] = defaultdict(int)
    for tie in ties:
        for entity_id in (tie.first_id, tie.second_id):
            weights[entity_id] += tie.sentences + len(tie.brief_slugs)
    best = set(sorted(weights, key=lambda entity_id: (-weights[entity_id], entity_id))[:NODES])
    inside = [tie for tie in ties if tie.first_id in best and tie.second_id in best]
    kept = sorted(inside, key=lambda tie: (*_closeness(tie), tie.first_id, tie.second_id))[:EDGES]
    ids = sorted({entity_id for tie in kept for entity_id in (tie.first_id, tie.second_id)})
    return _network(catalog, path, ids, kept) if kept else None


def _network(catalog: Catalog, path: str, ids: list[str], ties: Iterable[Tie]) -> Network:
    places = {entity_id: number for number, entity_id in enumerate(ids)}
    edges = [
        NetworkEdge(
            places[tie.first_id],
            places[tie.second_id],
            tie.sentences,
            len(tie.brief_slugs),
            1 + sum(tie.sentences >= limit for limit in STRENGTHS),
        )
        for tie in sorted(ties, key=lambda tie: (*_closeness(tie), tie.first_id, tie.second_id))
        if tie.first_id in places and tie.second_id in places
    ]
    nodes = tuple(
        NetworkNode(
            entity_link(catalog, path, entity_id),
            sum(len(found) for found in catalog.appearances.get(entity_id, {}).values()),
        )
        for entity_id in ids
    )
    return Network(nodes, tuple(edges))


def _closeness(tie: Tie) -> tuple[int, int]:
    return -tie.sentences, -len(tie.brief_slugs)


def _other(tie: Tie, entity_id: str) -> str:
    return tie.second_id if tie.first_id == entity_id else tie.first_id
