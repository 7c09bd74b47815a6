"""Outlines of land, countries and states, read from the tables in ``data`` when the first map is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from builder.pictures.geometry import Box, Point, box_around
from builder.pictures.polyline_encoding import decode_line

_HUNDREDTHS = 100
_CHUNK = 40
"""Points of a line that are clipped together."""


class OutlineTable(StrEnum):
    """Tables of outlines, by their level of detail."""

    WORLD = "world_110m"
    REGION = "world_50m"
    STATES = "us_states"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some adjacent points of a line, with the box around them."""

    points: tuple[Point, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line in degrees of longitude and latitude; longitudes continue beyond 180 if it crosses that meridian.

    Attributes:
        chunks: each begins with the last point of the one before.
        box: around the whole line.
    """

    chunks: tuple[Chunk, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines of one table.

    Attributes:
        land: the rings around all areas together.
        borders: the lines between two areas.
        areas: the rings of each area, by ISO 3166-1 alpha-2 code, or ``US:`` and the name of a state.
    """

    land: tuple[Polyline, ...]
    borders: tuple[Polyline, ...]
    areas: Mapping[str, tuple[Polyline, ...]]


@cache
def load_outlines(scale: OutlineTable) -> Outlines:
    """Return the outlines of one table."""
    arcs: list[list[Point]] = []
    refs: dict[str, list[list[int]]] = {}
    text = files("builder.pictures").joinpath("data", f"{scale}.tsv").read_text(encoding="utf-8")
    for row in text.splitlines():
        kind, _, rest = row.partition("\t")
        key, _, value = rest.partition("\t")
        if kind == "arc":
            arcs.append([(x / _HUNDREDTHS, y / _HUNDREDTHS) for x, y in decode_line(value)])
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
        land=tuple(_line(ring) for ring in _joined(arcs, coast)),
        borders=tuple(_line(arcs[number]) for number in shared),
        areas={key: tuple(_line(_ring(arcs, ring)) for ring in rings) for key, rings in refs.items()},
    )


def _is_coast(owners: Mapping[int, Sequence[str]], ref: int) -> bool:
    """Return True if an arc belongs to only one area."""
    return len(owners[max(ref, -1 - ref)]) == 1


def _arc(arcs: Sequence[Sequence[Point]], ref: int) -> Sequence[Point]:
    """Return the points of an arc; a negative reference, -1 - number, reverses them."""
    return arcs[ref] if ref >= 0 else arcs[-1 - ref][::-1]


def _ring(arcs: Sequence[Sequence[Point]], refs: Sequence[int]) -> list[Point]:
    points: list[Point] = []
    for ref in refs:
        points += _arc(arcs, ref)[1 if points else 0 :]
    return points


def _joined(arcs: Sequence[Sequence[Point]], refs: Iterator[int]) -> Iterator[list[Point]]:
    """Yield the rings that arcs of coast form; each arc begins at the end of the one before."""
    beginning: dict[Point, list[int]] = {}
    for ref in refs:
        beginning.setdefault(_arc(arcs, ref)[0], []).append(ref)
    while beginning:
        start = next(iter(beginning))
        points: list[Point] = [start]
        while points[-1] in beginning:
            ref = beginning[points[-1]].pop()
            if not beginning[points[-1]]:
                del beginning[points[-1]]
            points += _arc(arcs, ref)[1:]
        yield points


def _line(points: Sequence[Point]) -> Polyline:
    whole = list(_unwrapped(points))
    chunks = []
    for start in range(0, max(len(whole) - 1, 1), _CHUNK):
        part = tuple(whole[start : start + _CHUNK + 1])
        chunks.append(Chunk(part, box_around(part)))
    return Polyline(tuple(chunks), box_around(whole))


def _unwrapped(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points with longitudes that never jump from one side of the map to the other."""
    turn = 0
    yield points[0]
    for (before, _), (lon, lat) in pairwise(points):
        if abs(lon - before) > 180:
            turn += 360 if lon < before else -360
        yield lon + turn, lat
