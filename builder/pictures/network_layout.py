"""Layout of a network by stress majorization: nodes with close ties are close, and no two overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import combinations

from builder.pages.charts.network import Network
from builder.pictures.geometry import Point, box_around

_ROUNDS = 120
_LONGEST, _STRENGTH_STEP = 1.5, 0.15
"""Length of the weakest tie, and its reduction for each degree of strength."""
_BETWEEN = 1.2
"""Distance between components that no tie connects, in addition to the room that they need."""
_APART_X, _APART_Y, _APART_ROUNDS = 104.0, 62.0, 60
"""Least distances between two points, in units of the picture, that leave room for names; and steps to reach them."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Distances = list[list[float]]


def layout(network: Network, *, width: int, height: int, edge: int) -> list[tuple[int, int]]:
    """Return the points of the nodes, in whole units of a picture with a margin at its edges.

    The layout is by stress majorization (Gansner, Koren and North, “Graph drawing by stress majorization”, 2004): the
    target distance of two nodes is the length of the shortest path between them.
    """
    distances = _distances(network)
    points = _start(len(network.nodes))
    for _ in range(_ROUNDS):
        _reduce_stress(points, distances)
    fitted = _fitted(points, width=width, height=height, edge=edge)
    for _ in range(_APART_ROUNDS):
        _separate(fitted, width=width, height=height, edge=edge)
    return [(round(x), round(y)) for x, y in fitted]


def _start(count: int) -> list[Point]:
    """Return start points on a spiral, rounded to a grid.

    From rounded points on, every step is exact arithmetic and gives the same result on every machine.
    """
    radii = [1000 * math.sqrt((number + 0.5) / count) for number in range(count)]
    return [
        (
            float(round(1.5 * radius * math.cos(number * _GOLDEN_ANGLE))) / 400,
            float(round(radius * math.sin(number * _GOLDEN_ANGLE))) / 400,
        )
        for number, radius in enumerate(radii)
    ]


def _distances(network: Network) -> Distances:
    """Return the target distances of all nodes: shortest paths, or more than their reach if no path connects them."""
    count = len(network.nodes)
    ties: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for edge in network.edges:
        length = _LONGEST - _STRENGTH_STEP * (edge.strength - 1)
        ties[edge.first].append((edge.second, length))
        ties[edge.second].append((edge.first, length))
    found = [_path_lengths(ties, start) for start in range(count)]
    reach = [max(length for length in row if length < math.inf) for row in found]
    return [
        [
            length if length < math.inf else _BETWEEN + (reach[one] + reach[other]) / 2
            for other, length in enumerate(row)
        ]
        for one, row in enumerate(found)
    ]


def _path_lengths(ties: Sequence[Sequence[tuple[int, float]]], start: int) -> list[float]:
    """Return the length of the shortest path from one node to each (Dijkstra); infinite without a path."""
    found = [math.inf] * len(ties)
    waiting = [(0.0, start)]
    while waiting:
        distance, node = heappop(waiting)
        if distance < found[node]:
            found[node] = distance
            for other, length in ties[node]:
                heappush(waiting, (distance + length, other))
    return found


def _reduce_stress(points: list[Point], distances: Distances) -> None:
    """Move each point to reduce the stress; the shorter the target distance of two points, the larger its weight."""
    for one, row in enumerate(distances):
        x, y = points[one]
        sum_x = sum_y = weights = 0.0
        for other, target in enumerate(row):
            if other != one:
                ox, oy = points[other]
                dx, dy = x - ox, y - oy
                factor = target / (math.sqrt(dx * dx + dy * dy) or 1.0)
                weight = 1 / (target * target)
                sum_x += weight * (ox + dx * factor)
                sum_y += weight * (oy + dy * factor)
                weights += weight
        points[one] = sum_x / weights, sum_y / weights


def _fitted(points: Sequence[Point], *, width: int, height: int, edge: int) -> list[Point]:
    """Return the points scaled to fill the picture."""
    around = box_around(points)
    wide, high = max(around.right - around.left, 1e-9), max(around.bottom - around.top, 1e-9)
    return [
        (
            edge + (x - around.left) / wide * (width - 2 * edge),
            edge / 2 + (y - around.top) / high * (height - edge),
        )
        for x, y in points
    ]


def _separate(points: list[Point], *, width: int, height: int, edge: int) -> None:
    """Move points that are too close a little apart, along the axis with less overlap, and keep all inside."""
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
