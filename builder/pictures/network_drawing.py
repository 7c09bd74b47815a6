"""Networks: who appears with whom → points, lines and names at coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from builder.pages.links import EntityLink
from builder.pages.network import Circle, Network
from builder.pictures.labels import Label, Wish, fitted, place_labels, text_width
from builder.pictures.lines import Box, Point, box_around

SMALL_WIDTH, ROW, SMALL_FONT = 640, 54, 25
"""Of the network around one entity: its width, the height of a row of two names, the size of the names."""
INNER = 94
"""How far the names of a small network begin from its middle."""
LARGE_WIDTH, LARGE_HEIGHT, LARGE_FONT, PHONE_FONT = 1600, 1000, 22, 46
EDGE = 130
"""Room at the sides of a large network, for names."""

_ROUNDS = 160
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class NetworkMark:
    """An entity at its point; a name is None where there is no room for it."""

    link: EntityLink
    x: int
    y: int
    radius: int
    label: Label | None
    phone_label: Label | None


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A tie as the data of an SVG path; ``strength`` from 1 to 4, or 0 where it is not one of the first node."""

    path: str
    strength: int


@dataclass(frozen=True, slots=True)
class DrawnNetwork:
    """A network, as SVG has it."""

    width: int
    height: int
    lines: tuple[NetworkLine, ...]
    marks: tuple[NetworkMark, ...]


def draw_around(circle: Circle) -> DrawnNetwork:
    """The network around an entity: the others in two columns, those with a tie near each other."""
    order = _neighbourly(circle)
    height = ROW * ((len(order) + 1) // 2) + ROW // 2
    middle = (SMALL_WIDTH // 2, height // 2)
    points: dict[int, tuple[int, int]] = {}
    for side, numbers in ((-1, order[::2]), (1, order[1::2])):
        top = middle[1] - ROW * (len(numbers) - 1) / 2
        for row, number in enumerate(numbers):
            y = top + ROW * row
            bulge = 1 - ((y - middle[1]) / height) ** 2 * 1.6
            points[number] = round(middle[0] + side * INNER * bulge), round(y)
    among = [NetworkLine(_curve(points[p.first], points[p.second], middle), 0) for p in circle.among]
    own = [
        NetworkLine(_straight(middle, points[number]), strength)
        for number, strength in enumerate(circle.strengths)
    ]
    marks = [_small_mark(link, points[number]) for number, link in enumerate(circle.others)]
    centre = NetworkMark(circle.entity, *middle, 12, None, None)
    return DrawnNetwork(SMALL_WIDTH, height, (*among, *own), (centre, *marks))


def draw_network(network: Network) -> DrawnNetwork:
    """The network of a site: those with close ties near each other."""
    points = _spread(_layout(network))
    radii = [min(7 + round(2 * math.sqrt(node.mentions)), 22) for node in network.nodes]
    frame = Box(0, 0, LARGE_WIDTH, LARGE_HEIGHT)
    order = sorted(range(len(points)), key=lambda number: (-network.nodes[number].mentions, number))
    labels = {}
    for size in (LARGE_FONT, PHONE_FONT):
        taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        wishes = [
            Wish(fitted(network.nodes[n].link.name, size, 18 * size), *points[n], radii[n] + 6) for n in order
        ]
        placed = place_labels(wishes, size=size, taken=taken, frame=frame)
        labels[size] = dict(zip(order, placed, strict=True))
    marks = [
        NetworkMark(node.link, *points[n], radii[n], labels[LARGE_FONT][n], labels[PHONE_FONT][n])
        for n, node in enumerate(network.nodes)
    ]
    lines = [
        NetworkLine(_straight(points[edge.first], points[edge.second]), edge.strength)
        for edge in network.edges
    ]
    return DrawnNetwork(LARGE_WIDTH, LARGE_HEIGHT, tuple(reversed(lines)), tuple(marks))


def _neighbourly(circle: Circle) -> list[int]:
    """The others, each below one that it appears with, where there is one."""
    ties = {frozenset((pair.first, pair.second)) for pair in circle.among}
    waiting = list(range(len(circle.others)))
    order: list[int] = []
    while waiting:
        # Two apart in the order is one apart in a column.
        beside = order[-2] if len(order) > 1 else -1
        found = max(waiting, key=lambda number: (frozenset((beside, number)) in ties, -number))
        waiting.remove(found)
        order.append(found)
    return order


def _small_mark(link: EntityLink, point: tuple[int, int]) -> NetworkMark:
    x, y = point
    side = -1 if x < SMALL_WIDTH / 2 else 1
    room = (x if side < 0 else SMALL_WIDTH - x) - 22
    text = fitted(link.name, SMALL_FONT, room)
    width = text_width(text, SMALL_FONT)
    start = x + side * 16
    left = start if side > 0 else start - width
    box = Box(left, y - 0.5 * SMALL_FONT, left + width, y + 0.5 * SMALL_FONT)
    label = Label(text, start, y + 8, "start" if side > 0 else "end", box)
    return NetworkMark(link, x, y, 7, label, None)


def _straight(one: tuple[int, int], other: tuple[int, int]) -> str:
    return f"M{one[0]} {one[1]}L{other[0]} {other[1]}"


def _curve(one: tuple[int, int], other: tuple[int, int], middle: tuple[int, int]) -> str:
    """A bow between two points that bends towards the middle."""
    x = (one[0] + other[0] + 2 * middle[0]) // 4
    y = (one[1] + other[1]) // 2
    return f"M{one[0]} {one[1]}Q{x} {y} {other[0]} {other[1]}"


def _layout(network: Network) -> list[Point]:
    """Points that push each other away, and are drawn together by their ties.

    Fruchterman and Reingold, “Graph drawing by force-directed placement” (1991). It begins with a spiral whose
    points are whole numbers: from there on every step is exact arithmetic, and every machine finds the same.
    """
    count = len(network.nodes)
    points = [
        (float(round(r * math.cos(n * _GOLDEN_ANGLE))), float(round(r * math.sin(n * _GOLDEN_ANGLE))))
        for n in range(count)
        for r in [1000 * math.sqrt((n + 0.5) / count)]
    ]
    ideal = 1700 / math.sqrt(count)
    ties = [(edge.first, edge.second, 0.5 + edge.strength / 4) for edge in network.edges]
    for turn in range(_ROUNDS):
        heat = 200 * (1 - turn / _ROUNDS)
        points = _moved(points, _pushes(points, ties, ideal), heat)
    return points


def _pushes(
    points: Sequence[Point], ties: Sequence[tuple[int, int, float]], ideal: float
) -> list[list[float]]:
    """Where each point is pushed and drawn, and how strongly; a weak pull to the middle keeps all together."""
    pushes = [[-x * 0.12, -y * 0.12] for x, y in points]
    for one, (ax, ay) in enumerate(points):
        for other in range(one):
            dx, dy = ax - points[other][0], ay - points[other][1]
            force = ideal * ideal / (dx * dx + dy * dy + 1)
            pushes[one][0] += dx * force
            pushes[one][1] += dy * force
            pushes[other][0] -= dx * force
            pushes[other][1] -= dy * force
    for one, other, strength in ties:
        dx, dy = points[one][0] - points[other][0], points[one][1] - points[other][1]
        force = strength * math.sqrt(dx * dx + dy * dy) / ideal
        pushes[one][0] -= dx * force
        pushes[one][1] -= dy * force
        pushes[other][0] += dx * force
        pushes[other][1] += dy * force
    return pushes


def _moved(points: Sequence[Point], pushes: Sequence[Sequence[float]], heat: float) -> list[Point]:
    """Each point moved as it is pushed, by no more than ``heat``."""
    moved = []
    for (x, y), (px, py) in zip(points, pushes, strict=True):
        length = math.sqrt(px * px + py * py) or 1.0
        step = min(length, heat) / length
        moved.append((x + px * step, y + py * step))
    return moved


def _spread(points: Sequence[Point]) -> list[tuple[int, int]]:
    """The points as whole units of the picture, spread over all of it."""
    around = box_around(points)
    width, height = max(around.right - around.left, 1), max(around.bottom - around.top, 1)
    return [
        (
            round(EDGE + (x - around.left) / width * (LARGE_WIDTH - 2 * EDGE)),
            round(EDGE / 2 + (y - around.top) / height * (LARGE_HEIGHT - EDGE)),
        )
        for x, y in points
    ]
