"""Outlines in TopoJSON, read into plain values and simplified."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.pictures.geometry import simplified_indices

Point = tuple[float, float]
Ref = int
"""An arc by its number from 0; ``-1 - number`` for an arc in the opposite direction."""


class Topology(Struct, frozen=True):
    """Outlines that share their lines.

    Attributes:
        arcs: longitudes and latitudes in degrees.
        areas: by key, the rings of each area as lists of arcs; inner rings are listed among the outer ones.
    """

    arcs: Sequence[Sequence[Point]]
    areas: Mapping[str, Sequence[Sequence[Ref]]]


def read_topology(path: Path, layer: str, key_of: Mapping[str, str]) -> Topology:
    """Return one layer of a TopoJSON file.

    Args:
        path: the file.
        layer: the name of the layer.
        key_of: the key of each geometry, by its id or else its name; geometries without a key are left out.
    """
    topology: Any = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, top) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        arcs.append([(x * scale_x + left, y * scale_y + top) for x, y in zip(xs, ys, strict=True)])
    areas: dict[str, list[Sequence[Ref]]] = {}
    for geometry in topology["objects"][layer]["geometries"]:
        name = geometry.get("properties", {}).get("name", "")
        key = key_of.get(geometry.get("id", ""), key_of.get(name, ""))
        if key:
            areas.setdefault(key, []).extend(_rings(geometry))
    return Topology(arcs, areas)


def simplified_topology(topology: Topology, *, tolerance: float, smallest: float) -> Topology:
    """Return the topology with fewer points, and without rings that are too small to be seen.

    Args:
        topology: the outlines.
        tolerance: the largest distance that a line may move, in degrees of a meridian.
        smallest: the width or height in degrees that a ring needs, unless it is the area's largest.
    """
    areas = {}
    for key, rings in topology.areas.items():
        sizes = [_size(topology.arcs, ring) for ring in rings]
        areas[key] = [
            ring for ring, size in zip(rings, sizes, strict=True) if size >= smallest or size == max(sizes)
        ]
    used = sorted({_number(ref) for rings in areas.values() for ring in rings for ref in ring})
    numbers = {old: new for new, old in enumerate(used)}
    arcs = [_simplified(topology.arcs[old], tolerance) for old in used]
    renumbered = {
        key: [[numbers[ref] if ref >= 0 else -1 - numbers[_number(ref)] for ref in ring] for ring in rings]
        for key, rings in areas.items()
    }
    return Topology(arcs, renumbered)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Ref]]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    for polygon in polygons:
        yield from polygon


def _number(ref: Ref) -> int:
    """Return the number of an arc in either direction."""
    return ref if ref >= 0 else -1 - ref


def _size(arcs: Sequence[Sequence[Point]], ring: Sequence[Ref]) -> float:
    """Return the larger of width and height of a ring, in degrees."""
    points = [point for ref in ring for point in arcs[_number(ref)]]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _simplified(arc: Sequence[Point], tolerance: float) -> list[Point]:
    """Return a line with fewer points, its distances measured at the latitude of its middle."""
    # Degrees of longitude shrink towards the poles.
    narrowing = math.cos(math.radians(arc[len(arc) // 2][1]))
    flat = [(x * narrowing, y) for x, y in arc]
    if flat[0] == flat[-1] and len(flat) > 2:
        # A ring has no ends: besides its first point, the one farthest from it is kept.
        far = max(range(len(flat)), key=lambda index: (math.dist(flat[index], flat[0]), -index))
        back = simplified_indices(flat[far:], tolerance)[1:]
        kept = [*simplified_indices(flat[: far + 1], tolerance), *(far + index for index in back)]
    else:
        kept = simplified_indices(flat, tolerance)
    return [arc[index] for index in kept]
