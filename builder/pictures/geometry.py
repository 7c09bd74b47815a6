"""Geometry of lines in the plane: clipping to a box, simplification, rounding to a grid, and data of SVG paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.pictures.polyline_encoding import GridPoint

Point = tuple[float, float]


class Box(Struct, frozen=True, array_like=True):
    """A rectangle with horizontal and vertical sides."""

    left: float
    top: float
    right: float
    bottom: float

    def contains(self, x: float, y: float) -> bool:
        """Return True if a point is in the box or on its edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: Box) -> bool:
        """Return True if two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_around(points: Iterable[Point]) -> Box:
    """Return the smallest box that contains the points; there must be one."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def simplified_indices(points: Sequence[Point], tolerance: float) -> list[int]:
    """Return the indices of the points of a line that a simplification with a tolerance keeps."""
    return [index for index, limit in enumerate(simplification_limits(points, tolerance)) if limit]


def simplification_limits(points: Sequence[Point], least: float) -> list[float]:
    """Return for each point of a line the tolerance from which simplification leaves it out, as its square.

    Douglas and Peucker, “Algorithms for the reduction of the number of points required to represent a digitized
    line” (1973): a line simplified with a tolerance has the points with a higher limit, and no other point is further
    than the tolerance from it. The ends are always kept.

    Args:
        points: the line.
        least: the least tolerance that is asked for; limits that are not higher are 0.
    """
    limits = [0.0] * len(points)
    limits[0] = limits[-1] = math.inf
    pending = [(0, len(points) - 1, math.inf)]
    while pending:
        start, end, limit = pending.pop()
        furthest, distance = _furthest(points, start, end, least * least)
        if furthest:
            # No point is kept without those between which it was found.
            limits[furthest] = limit = min(limit, distance)
            if furthest - start > 1:
                pending.append((start, furthest, limit))
            if end - furthest > 1:
                pending.append((furthest, end, limit))
    return limits


def _furthest(points: Sequence[Point], start: int, end: int, limit: float) -> tuple[int, float]:
    """Return the index of the point between two others furthest from their line, and its distance (squared).

    The index is 0 if no point is beyond the limit, which is a square, too.
    """
    (ax, ay), (bx, by) = points[start], points[end]
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy or 1.0
    found = 0
    for index in range(start + 1, end):
        x, y = points[index]
        x, y = x - ax, y - ay
        along = (x * dx + y * dy) / square
        if along >= 1.0:
            x, y = x - dx, y - dy
        elif along > 0.0:
            x, y = x - along * dx, y - along * dy
        distance = x * x + y * y
        if distance > limit:
            found, limit = index, distance
    return found, limit


def clip_ring(points: Sequence[Point], box: Box) -> list[Point]:
    """Return the part of a filled ring inside a box; outside of the box, the ring follows the edge.

    Sutherland and Hodgman, “Reentrant polygon clipping” (1974).
    """
    found = list(points)
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        inside = [(point[axis] - limit) * sign >= 0 for point in found]
        if not all(inside):
            found = _clip_side(found, inside, axis, limit)
    return found


def _clip_side(points: list[Point], inside: list[bool], axis: int, limit: float) -> list[Point]:
    """Return the part of a ring on one side of a line; ``inside`` says which points are."""
    if not any(inside):
        return []
    kept: list[Point] = []
    previous, was_inside = points[-1], inside[-1]
    for point, is_inside in zip(points, inside, strict=True):
        if is_inside != was_inside:
            share = (limit - previous[axis]) / (point[axis] - previous[axis])
            other = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_inside:
            kept.append(point)
        previous, was_inside = point, is_inside
    return kept


def densified(points: Sequence[Point], step: float) -> list[Point]:
    """Return the line with added points, so that neighbors are at most ``step`` apart on either axis."""
    found = list(points[:1])
    for (ax, ay), point in pairwise(points):
        dx, dy = point[0] - ax, point[1] - ay
        if not (-step <= dx <= step and -step <= dy <= step):
            count = math.ceil(max(abs(dx), abs(dy)) / step)
            found += [(ax + dx * part / count, ay + dy * part / count) for part in range(1, count)]
        found.append(point)
    return found


def on_grid(points: Sequence[Point]) -> list[GridPoint]:
    """Return the line rounded to whole units, without repeated points."""
    whole = [(round(x), round(y)) for x, y in points]
    return [point for index, point in enumerate(whole) if not index or point != whole[index - 1]]


def ring_area(points: Sequence[tuple[float, float]]) -> float:
    """Return the area of a ring; negative in the opposite direction."""
    closed = [*points, points[0]]
    return math.fsum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(closed)) / 2


def ring_centroid(points: Sequence[tuple[float, float]]) -> Point:
    """Return the centroid of a ring with an area other than 0."""
    closed = [*points, points[0]]
    area = ring_area(points)
    x = math.fsum((ax + bx) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(closed))
    y = math.fsum((ay + by) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(closed))
    return x / (6 * area), y / (6 * area)


def rings_contain(rings: Iterable[Sequence[tuple[float, float]]], x: float, y: float) -> bool:
    """Return True if a point is in the area that rings enclose: inside an odd number of them."""
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def path_data(lines: Iterable[Sequence[GridPoint]], *, closed: bool) -> str:
    """Return the ``d`` of a path: each line as its first point and relative steps."""
    parts: list[str] = []
    for line in lines:
        (x, y), *rest = line
        parts.append(f"M{x} {y}")
        steps = []
        for next_x, next_y in rest:
            steps += [next_x - x, next_y - y]
            x, y = next_x, next_y
        if steps:
            words = [str(step) if step < 0 or not index else f" {step}" for index, step in enumerate(steps)]
            parts.append(f"l{''.join(words)}")
        parts.append("z" if closed else "")
    return "".join(parts)
