"""Drawing of networks: entities and their ties → points, lines and names at coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from builder.digest import digest
from builder.pages.charts.network import Circle, Network
from builder.pages.links import EntityLink
from builder.pictures.atlas import Atlas
from builder.pictures.geometry import Box
from builder.pictures.label_placement import LabelRequest, PlacedLabel, fitted, place_labels
from builder.pictures.network_layout import layout

SMALL_WIDTH, ROW, SMALL_FONT = 640, 54, 24
"""Network around one entity: its width, the height of a row of two names, the font size of the names."""
INNER = 72
"""Distance of the points of a small network from its middle."""
LARGE_WIDTH, LARGE_HEIGHT, LARGE_FONT, PHONE_FONT = 1600, 1000, 22, 46
EDGE = 130
"""Margin at the sides of a large network, for names."""


class NetworkMark(Struct, frozen=True):
    """An entity at its point; a label is None if it does not fit."""

    link: EntityLink
    x: int
    y: int
    radius: int
    label: PlacedLabel | None
    phone_label: PlacedLabel | None


class NetworkLine(Struct, frozen=True):
    """Ties of one strength as the data of an SVG path: from 1 to 4, or 0 for ties among the others."""

    path: str
    strength: int


# A tuple, since the pages of entities have ten of them each.
class SmallMark(NamedTuple):
    """One of those around an entity at its point.

    Attributes:
        url: leads to its page.
        title: its name, if ``text`` is not all of it; else "".
        text: its name beside the point, cut if it is long.
    """

    url: str
    title: str
    x: int
    y: int
    text: str
    text_x: int
    text_y: int


class DrawnCircle(Struct, frozen=True):
    """The network around an entity in terms of SVG.

    Attributes:
        middle_x, middle_y: the point of the entity.
        left: the marks whose names end at their points; ``right`` those whose names begin there.
    """

    width: int
    height: int
    lines: tuple[NetworkLine, ...]
    middle_x: int
    middle_y: int
    left: tuple[SmallMark, ...]
    right: tuple[SmallMark, ...]


class DrawnNetwork(Struct, frozen=True):
    """The network of a site in terms of SVG."""

    width: int
    height: int
    lines: tuple[NetworkLine, ...]
    marks: tuple[NetworkMark, ...]


def draw_around(circle: Circle) -> DrawnCircle:
    """Return the network around an entity: the others in two columns, those with a tie close to each other."""
    order = _order_by_ties(circle)
    height = ROW * ((len(order) + 1) // 2) + ROW // 2
    middle = (SMALL_WIDTH // 2, height // 2)
    points: dict[int, tuple[int, int]] = {}
    for side, numbers in ((-1, order[::2]), (1, order[1::2])):
        top = middle[1] - ROW * (len(numbers) - 1) / 2
        for row, number in enumerate(numbers):
            y = top + ROW * row
            bulge = 1 - ((y - middle[1]) / height) ** 2 * 1.6
            points[number] = round(middle[0] + side * INNER * bulge), round(y)
    among = [(0, _curve(points[p.first], points[p.second], middle)) for p in circle.among]
    own = [(strength, _straight(middle, points[number])) for number, strength in enumerate(circle.strengths)]
    left, right = (
        tuple(_small_mark(circle.others[number], points[number]) for number in numbers)
        for numbers in (order[::2], order[1::2])
    )
    return DrawnCircle(SMALL_WIDTH, height, _lines([*among, *own]), *middle, left, right)


def draw_network(network: Network, atlas: Atlas) -> DrawnNetwork:
    """Return the network of a site: entities with close ties are close to each other."""
    points = atlas.layout(
        _key_of_layout(network),
        lambda: layout(network, width=LARGE_WIDTH, height=LARGE_HEIGHT, edge=EDGE),
    )
    radii = [min(7 + round(2 * math.sqrt(node.mentions)), 22) for node in network.nodes]
    frame = Box(0, 0, LARGE_WIDTH, LARGE_HEIGHT)
    order = sorted(range(len(points)), key=lambda number: (-network.nodes[number].mentions, number))
    labels = {}
    for size in (LARGE_FONT, PHONE_FONT):
        taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        requests = [
            LabelRequest(fitted(network.nodes[n].link.name, size, 18 * size), *points[n], radii[n] + 6)
            for n in order
        ]
        placed = place_labels(requests, size=size, taken=taken, frame=frame)
        labels[size] = dict(zip(order, placed, strict=True))
    marks = [
        NetworkMark(node.link, *points[n], radii[n], labels[LARGE_FONT][n], labels[PHONE_FONT][n])
        for n, node in enumerate(network.nodes)
    ]
    ties = [(edge.strength, _straight(points[edge.first], points[edge.second])) for edge in network.edges]
    return DrawnNetwork(LARGE_WIDTH, LARGE_HEIGHT, _lines(ties), tuple(marks))


def _key_of_layout(network: Network) -> str:
    """Return a digest of all that the points of a network depend on: the ties, and not the names."""
    ties = [(edge.first, edge.second, edge.strength) for edge in network.edges]
    return digest(repr((LARGE_WIDTH, LARGE_HEIGHT, EDGE, len(network.nodes), ties)))


def _lines(ties: Iterable[tuple[int, str]]) -> tuple[NetworkLine, ...]:
    """Return a path for each strength, the weakest first, so that no line is drawn over a stronger one."""
    paths: dict[int, list[str]] = {}
    for strength, path in ties:
        paths.setdefault(strength, []).append(path)
    return tuple(NetworkLine("".join(found), strength) for strength, found in sorted(paths.items()))


def _order_by_ties(circle: Circle) -> list[int]:
    """Return the order of the others in which each is below one that it has a tie with, if possible."""
    ties = {(pair.first, pair.second) for pair in circle.among}
    ties |= {(second, first) for first, second in ties}
    waiting = list(range(len(circle.others)))
    order: list[int] = []
    while waiting:
        # The columns alternate: two apart in the order is one apart in a column.
        beside = order[-2] if len(order) > 1 else -1
        found = next((number for number in waiting if (beside, number) in ties), waiting[0])
        waiting.remove(found)
        order.append(found)
    return order


def _small_mark(link: EntityLink, point: tuple[int, int]) -> SmallMark:
    x, y = point
    side = -1 if x < SMALL_WIDTH / 2 else 1
    room = (x if side < 0 else SMALL_WIDTH - x) - 22
    text = fitted(link.name, SMALL_FONT, room)
    title = "" if text == link.name else link.name
    return SmallMark(link.url, title, x, y, text, x + side * 16, y + 8)


def _straight(one: tuple[int, int], other: tuple[int, int]) -> str:
    return f"M{_pair(*one)}l{_pair(other[0] - one[0], other[1] - one[1])}"


def _curve(one: tuple[int, int], other: tuple[int, int], middle: tuple[int, int]) -> str:
    """Return a curve between two points that bends towards the middle."""
    x = (one[0] + other[0] + 2 * middle[0]) // 4
    y = (one[1] + other[1]) // 2
    ends = f"{_pair(x - one[0], y - one[1])}{_next(other[0] - one[0])}{_next(other[1] - one[1])}"
    return f"M{_pair(*one)}q{ends}"


def _pair(x: int, y: int) -> str:
    """Return two numbers of a path; a minus sign parts them as well as a space."""
    return f"{x}{_next(y)}"


def _next(number: int) -> str:
    """Return a number of a path that follows another one."""
    return f"{number}" if number < 0 else f" {number}"
