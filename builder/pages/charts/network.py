"""The facts of a network: who appears with whom, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from builder.edition.view import View
from builder.model.graph import Tie
from builder.pages.links import EntityLink, entity_link

NEIGHBOURS = 10
"""How many others a network around one entity shows."""
NODES, EDGES = 40, 90
"""How many entities and ties the network of a site shows."""
STRENGTHS = (2, 4, 8)
"""From how many shared sentences on a line is thicker: the thinnest has fewer than the first."""


class NetworkNode(Struct, frozen=True):
    """An entity of a network; ``mentions`` counts those of the whole site."""

    link: EntityLink
    mentions: int


class NetworkEdge(Struct, frozen=True):
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


class Network(Struct, frozen=True):
    """The network of a site."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


class Pair(Struct, frozen=True):
    """Two of those around an entity, by their places in the list of them."""

    first: int
    second: int


class Company(Struct, frozen=True):
    """One of those around an entity, with the names of those that it appears with, in words."""

    name: str
    others: str


class Circle(Struct, frozen=True):
    """An entity with those it appears with most.

    How often the others appear together is not told: an edit of one brief would change the pages of all its entities'
    neighbours.

    Attributes:
        name: of the entity.
        others: the closest first.
        strengths: for each of them the thickness of its line, from 1 to 4.
        among: those of them that appear together, too; ``together`` says the same in words.
    """

    name: str
    others: tuple[EntityLink, ...]
    strengths: tuple[int, ...]
    among: tuple[Pair, ...]
    together: tuple[Company, ...]


def entity_circle(view: View, name: str, closest: Sequence[tuple[EntityLink, int]]) -> Circle | None:
    """An entity with those it appears with most; None where they are fewer than two.

    Args:
        view: what the site knows.
        name: of the one in the middle.
        closest: the others, the closest first, each with the number of sentences that name both.
    """
    shown = closest[:NEIGHBOURS]
    if len(shown) < 2:
        return None
    ids = [link.id for link, _ in shown]
    place = {key: number for number, key in enumerate(ids)}
    among = [Pair(place[first], place[second]) for first, second in view.close_pairs(ids)]
    names = [link.name for link, _ in shown]
    together = tuple(
        Company(names[first], view.interface.names([names[pair.second] for pair in pairs]))
        for first, pairs in groupby(among, key=lambda pair: pair.first)
    )
    return Circle(
        name,
        tuple(link for link, _ in shown),
        tuple(_strength(sentences) for _, sentences in shown),
        tuple(among),
        together,
    )


def site_network(view: View, path: str) -> Network:
    """The people, organisations and groups with the closest ties."""
    ties = view.meetings
    weights: dict[str, int] = defaultdict(int)
    for tie in ties:
        for entity_id in (tie.first_id, tie.second_id):
            weights[entity_id] += tie.sentences + tie.briefs
    best = set(sorted(weights, key=lambda entity_id: (-weights[entity_id], entity_id))[:NODES])
    inside = [tie for tie in ties if tie.first_id in best and tie.second_id in best]
    kept = sorted(inside, key=lambda tie: (-tie.sentences, -tie.briefs, tie.first_id, tie.second_id))[:EDGES]
    ids = sorted({entity_id for tie in kept for entity_id in (tie.first_id, tie.second_id)})
    return _network(view, path, ids, kept)


def _network(view: View, path: str, ids: list[str], ties: Iterable[Tie]) -> Network:
    places = {entity_id: number for number, entity_id in enumerate(ids)}
    edges = [
        NetworkEdge(
            places[tie.first_id],
            places[tie.second_id],
            tie.sentences,
            tie.briefs,
            _strength(tie.sentences),
        )
        for tie in ties
    ]
    nodes = tuple(
        NetworkNode(entity_link(view, path, entity_id), view.counts(entity_id).mentions) for entity_id in ids
    )
    return Network(nodes, tuple(edges))


def _strength(sentences: int) -> int:
    return 1 + sum(sentences >= limit for limit in STRENGTHS)
