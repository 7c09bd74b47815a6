"""Where the points of a network stand: those with close ties near each other, none upon another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import combinations

from builder.pages.network import Network
from builder.pictures.geometry import Point, box_around

_ROUNDS = 120
_LONGEST, _STRENGTH_STEP = 1.5, 0.15
"""The length of the weakest tie, and how much shorter each grade of strength makes it."""
_BETWEEN = 1.2
"""How far parts stay apart that nothing ties together, beyond the room that they need."""
_APART_X, _APART_Y, _APART_ROUNDS = 104.0, 62.0, 60
"""How far two points keep apart, in units of the picture, so that names find room between them."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Distances = list[list[float]]


def layout(network: Network, *, width: int, height: int, edge: int) -> list[tuple[int, int]]:
    """The points of the nodes, in whole units of a picture with this much room at its edges.

    They are found by stress majorisation (Gansner, Koren and North, “Graph drawing by stress majorization”, 2004):
    each pair wants to stand as far apart as the shortest way along their ties is long.
    """
    distances = _distances(network)
    points = _start(len(network.nodes))
    for _ in range(_ROUNDS):
        _settle(points, distances)
    fitted = _fitted(points, width=width, height=height, edge=edge)
    for _ in range(_APART_ROUNDS):
        _part(fitted, width=width, height=height, edge=edge)
    return [(round(x), round(y)) for x, y in fitted]


def _start(count: int) -> list[Point]:
    """A spiral of whole numbers: from there on every step is exact arithmetic, and every machine finds the same."""
    radii = [1000 * math.sqrt((number + 0.5) / count) for number in range(count)]
    return [
        (
            float(round(1.5 * radius * math.cos(number * _GOLDEN_ANGLE))) / 400,
            float(round(radius * math.sin(number * _GOLDEN_ANGLE))) / 400,
        )
        for number, radius in enumerate(radii)
    ]


def _distances(network: Network) -> Distances:
    """How far apart each two nodes want to be: along their ties, and clear of each other where none lead across."""
    count = len(network.nodes)
    ties: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for edge in network.edges:
        length = _LONGEST - _STRENGTH_STEP * (edge.strength - 1)
        ties[edge.first].append((edge.second, length))
        ties[edge.second].append((edge.first, length))
    found = [_ways(ties, start) for start in range(count)]
    reach = [max(way for way in row if way < math.inf) for row in found]
    return [
        [
            way if way < math.inf else _BETWEEN + (reach[one] + reach[other]) / 2
            for other, way in enumerate(row)
        ]
        for one, row in enumerate(found)
    ]


def _ways(ties: Sequence[Sequence[tuple[int, float]]], start: int) -> list[float]:
    """The length of the shortest way from one node to each (Dijkstra); infinite where there is none."""
    found = [math.inf] * len(ties)
    waiting = [(0.0, start)]
    while waiting:
        way, node = heappop(waiting)
        if way < found[node]:
            found[node] = way
            for other, length in ties[node]:
                heappush(waiting, (way + length, other))
    return found


def _settle(points: list[Point], distances: Distances) -> None:
    """Moves each point to where its wishes agree best; the nearer two want to be, the more their wish counts."""
    for one, row in enumerate(distances):
        x, y = points[one]
        sum_x = sum_y = weights = 0.0
        for other, wish in enumerate(row):
            if other != one:
                ox, oy = points[other]
                dx, dy = x - ox, y - oy
                stretch = wish / (math.sqrt(dx * dx + dy * dy) or 1.0)
                weight = 1 / (wish * wish)
                sum_x += weight * (ox + dx * stretch)
                sum_y += weight * (oy + dy * stretch)
                weights += weight
        points[one] = sum_x / weights, sum_y / weights


def _fitted(points: Sequence[Point], *, width: int, height: int, edge: int) -> list[Point]:
    """The points spread over all of the picture."""
    around = box_around(points)
    wide, high = max(around.right - around.left, 1e-9), max(around.bottom - around.top, 1e-9)
    return [
        (
            edge + (x - around.left) / wide * (width - 2 * edge),
            edge / 2 + (y - around.top) / high * (height - edge),
        )
        for x, y in points
    ]


def _part(points: list[Point], *, width: int, height: int, edge: int) -> None:
    """Moves points that are too near each other a little apart, the way that is shorter, and keeps all inside."""
    for one, other in combinations(range(len(points)), 2):
        (ax, ay), (bx, by) = points[one], points[other]
        over_x, over_y = _APART_X - abs(ax - bx), _APART_Y - abs(ay - by)
        if over_x <= 0 or over_y <= 0:
            continue
        right, down = (over_x / 4, 0.0) if over_x < over_y else (0.0, over_y / 4)
        right, down = (right if ax >= bx else -right), (down if ay >= by else -down)
        points[one], points[other] = (ax + right, ay + down), (bx - right, by - down)
    for number, (x, y) in enumerate(points):
        points[number] = (
            min(max(x, edge), width - edge),
            min(max(y, edge / 2), height - edge / 2),
        )
