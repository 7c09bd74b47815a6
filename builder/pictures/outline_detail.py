"""Levels of detail: outlines with as many points as a map of a certain scale can show.

Each arc is simplified by itself, so that coasts, borders and areas keep meeting each other. Whatever maps of one level
have in common is simplified once.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import compress

from msgspec import Struct

from builder.pictures.geometry import Box, Point, box_around, simplification_limits
from builder.pictures.outlines import Arc, Outline, OutlineTable, load_outlines, points_of

FINEST = 0.02
"""Degrees by which a line is moved at most at level 0. Two levels further, it is twice as much."""
_CHUNK = 24
"""Points of a line that are clipped together."""


class Chunk(Struct, frozen=True):
    """Some adjacent points of a line, with the box around them."""

    points: tuple[Point, ...]
    box: Box


class Polyline(Struct, frozen=True):
    """A line in degrees of longitude and latitude; longitudes continue beyond 180 if it crosses that meridian.

    Attributes:
        chunks: each begins with the last point of the one before.
        box: around the whole line.
    """

    chunks: tuple[Chunk, ...]
    box: Box


def level_of(tolerance: float) -> int:
    """Return the level that moves lines by about ``tolerance`` degrees."""
    return round(2 * math.log2(tolerance / FINEST))


def longest_step(level: int) -> float:
    """Return the most degrees between two points of a line, so that it can be projected point by point."""
    # Lines are straight between longitudes and latitudes. A projection bends a line of s degrees by s² / 920 degrees at
    # most (a parallel at 45° north), which is half of what the level moves lines by.
    return math.sqrt(460 * FINEST * 2 ** (level / 2))


@cache
def detailed(outline: Outline, level: int) -> Polyline:
    """Return an outline at a level of detail."""
    table = outline.table
    points = points_of(
        _arc(table, ref, level) if ref >= 0 else _arc(table, -1 - ref, level)[::-1] for ref in outline.refs
    )
    starts = range(0, max(len(points) - 1, 1), _CHUNK)
    parts = (tuple(points[start : start + _CHUNK + 1]) for start in starts)
    return Polyline(tuple(Chunk(part, box_around(part)) for part in parts), outline.box)


@cache
def _arc(table: OutlineTable, number: int, level: int) -> Arc:
    """Return an arc at a level of detail."""
    arc = load_outlines(table).arcs[number]
    if level < 0:
        return arc
    tolerance = FINEST * 2 ** (level / 2)
    limits = _limits(table, number)
    return tuple(compress(arc, [limit > tolerance * tolerance for limit in limits]))


@cache
def _limits(table: OutlineTable, number: int) -> list[float]:
    """Return the squares of the tolerances from which simplification leaves out each point of an arc."""
    arc = load_outlines(table).arcs[number]
    # In the sinusoidal projection, degrees of longitude are as far apart as on the globe.
    middle = (min(lon for lon, _ in arc) + max(lon for lon, _ in arc)) / 2
    flat = [((lon - middle) * math.cos(math.radians(lat)), lat) for lon, lat in arc]
    return simplification_limits(flat, FINEST)
