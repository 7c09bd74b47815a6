"""Outlines of land, countries and states, read from the tables in ``data`` when the first map is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from msgspec import Struct

from builder.pictures.geometry import Box, Point, box_around
from builder.pictures.polyline_encoding import decode_line

_HUNDREDTHS = 100

Arc = tuple[Point, ...]
"""Points in degrees of longitude and latitude, between two places at which lines meet."""


class OutlineTable(StrEnum):
    """Tables of outlines, by their level of detail."""

    WORLD = "world_110m"
    REGION = "world_50m"
    STATES = "us_states"


# Compared by identity, which is quick: a table is read once.
class Outline(Struct, frozen=True, eq=False):
    """A line that consists of arcs.

    Attributes:
        table: the table that has the arcs.
        refs: numbers of the arcs; -1 - number for an arc that runs backwards.
        box: around the line, in degrees; longitudes continue beyond 180 if it crosses that meridian.
        extent: square degrees of a meridian that the box covers at least in part.
    """

    table: OutlineTable
    refs: tuple[int, ...]
    box: Box
    extent: float


class Outlines(Struct, frozen=True):
    """The outlines of one table.

    Attributes:
        arcs: what the outlines consist of.
        land: the rings around all areas together.
        borders: the lines between two areas.
        areas: the rings of each area, by ISO 3166-1 alpha-2 code, or ``US:`` and the name of a state.
    """

    arcs: tuple[Arc, ...]
    land: tuple[Outline, ...]
    borders: tuple[Outline, ...]
    areas: Mapping[str, tuple[Outline, ...]]


@cache
def load_outlines(table: OutlineTable) -> Outlines:
    """Return the outlines of one table."""
    arcs: list[Arc] = []
    refs: dict[str, list[list[int]]] = {}
    text = files("builder.pictures").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        kind, _, rest = row.partition("\t")
        key, _, value = rest.partition("\t")
        if kind == "arc":
            arcs.append(tuple((x / _HUNDREDTHS, y / _HUNDREDTHS) for x, y in decode_line(value)))
        elif kind == "area":
            refs[key] = [list(map(int, ring.split())) for ring in value.split(";")]
    owners: dict[int, list[str]] = {}
    for key, rings in refs.items():
        for ring in rings:
            for ref in ring:
                owners.setdefault(max(ref, -1 - ref), []).append(key)
    coast = (ref for rings in refs.values() for ring in rings for ref in ring if _is_coast(owners, ref))
    shared = [number for number, keys in sorted(owners.items()) if len(set(keys)) > 1]
    return Outlines(
        arcs=tuple(arcs),
        land=tuple(_outline(table, arcs, ring) for ring in _joined(arcs, coast)),
        borders=tuple(_outline(table, arcs, [number]) for number in shared),
        areas={key: tuple(_outline(table, arcs, ring) for ring in rings) for key, rings in refs.items()},
    )


def points_of(arcs: Iterable[Arc]) -> list[Point]:
    """Return the points of a line that consists of arcs, each of which begins at the end of the one before.

    Longitudes never jump from one side of the map to the other: they continue beyond 180.
    """
    points: list[Point] = []
    for arc in arcs:
        points += arc[1 if points else 0 :]
    is_across = any(abs(lon - before) > 180 for (before, _), (lon, _) in pairwise(points))
    return list(_unwrapped(points)) if is_across else points


def arc_of(arcs: Sequence[Arc], ref: int) -> Arc:
    """Return the arc with a number; a negative reference, -1 - number, reverses it."""
    return arcs[ref] if ref >= 0 else arcs[-1 - ref][::-1]


def _is_coast(owners: Mapping[int, Sequence[str]], ref: int) -> bool:
    """Return True if an arc belongs to only one area."""
    return len(owners[max(ref, -1 - ref)]) == 1


def _outline(table: OutlineTable, arcs: Sequence[Arc], refs: Sequence[int]) -> Outline:
    box = box_around(points_of(arc_of(arcs, ref) for ref in refs))
    nearest_to_equator = min(abs(box.top), abs(box.bottom)) if box.top * box.bottom > 0 else 0.0
    width = (box.right - box.left) * math.cos(math.radians(nearest_to_equator))
    return Outline(table, tuple(refs), box, width * (box.bottom - box.top))


def _joined(arcs: Sequence[Arc], refs: Iterator[int]) -> Iterator[list[int]]:
    """Yield the rings that arcs of coast form; each arc begins at the end of the one before."""
    beginning: dict[Point, list[int]] = {}
    for ref in refs:
        beginning.setdefault(arc_of(arcs, ref)[0], []).append(ref)
    while beginning:
        ring: list[int] = []
        end = next(iter(beginning))
        while end in beginning:
            ref = beginning[end].pop()
            if not beginning[end]:
                del beginning[end]
            ring.append(ref)
            end = arc_of(arcs, ref)[-1]
        yield ring


def _unwrapped(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points with longitudes that never jump from one side of the map to the other."""
    turn = 0
    yield points[0]
    for (before, _), (lon, lat) in pairwise(points):
        if abs(lon - before) > 180:
            turn += 360 if lon < before else -360
        yield lon + turn, lat
