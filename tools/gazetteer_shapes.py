"""Geometry for the extraction of the gazetteer: areas, points inside polygons, GeoJSON and TopoJSON shapes.

A ring is a closed list of (longitude, latitude) pairs in degrees; a polygon is its outer ring and its holes. Areas and
centers of gravity are those on the globe: as plane figures of longitude and latitude, Canada and China would lie too
far north.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]

_SCANS = 9
"""Number of lines of latitude tried for a point inside a shape whose centroid is outside it."""


class Shape(Struct, frozen=True):
    """One or more polygons with their bounding box: west, south, east, north in degrees."""

    polygons: tuple[Polygon, ...]
    box: tuple[float, float, float, float]

    def contains(self, lon: float, lat: float) -> bool:
        """Return True if the point is inside one of the polygons."""
        west, south, east, north = self.box
        inside_box = west <= lon <= east and south <= lat <= north
        return inside_box and any(_in_polygon(lon, lat, polygon) for polygon in self.polygons)

    def distance(self, lon: float, lat: float) -> float:
        """Return the distance from the point to the nearest corner of an outline, in degrees of a meridian."""
        narrowing = math.cos(math.radians(lat))
        corners = (point for polygon in self.polygons for point in polygon[0])
        return min(math.hypot((x - lon) * narrowing, y - lat) for x, y in corners)

    @property
    def largest(self) -> Shape:
        """The polygon with the largest outer ring, as a shape."""
        return shape_of([max(self.polygons, key=lambda polygon: area(polygon[0]))])

    @property
    def inner_point(self) -> Point:
        """A point inside the largest polygon: its centroid, else the middle of its widest section."""
        largest = self.largest
        center = centroid(largest.polygons[0][0])
        return center if largest.contains(*center) else _middle_of_widest_section(largest)


def shape_of(polygons: Sequence[Polygon]) -> Shape:
    """Return the shape of these polygons, at least one."""
    points = [point for polygon in polygons for point in polygon[0]]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return Shape(tuple(polygons), (min(lons), min(lats), max(lons), max(lats)))


def geojson_shape(geometry: dict[str, Any]) -> Shape:
    """Return the shape of a GeoJSON Polygon or MultiPolygon."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return shape_of([[[(point[0], point[1]) for point in ring] for ring in polygon] for polygon in parts])


def topojson_shapes(topology: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], Shape]]:
    """Yield the geometries of one object of a quantized TopoJSON topology, each with its shape."""
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"][name]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        yield geometry, shape_of([[_joined(ring, arcs) for ring in polygon] for polygon in parts])


def area(ring: Ring) -> float:
    """Return the ring's area in square degrees of the equator, in either orientation."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(map(_on_cylinder, ring)))) / 2


def centroid(ring: Ring) -> Point:
    """Return the ring's center of gravity; its first point if its area is 0."""
    # Coordinates are relative to the first corner: far from the origin the sums lose their last digits.
    x0, y0 = _on_cylinder(ring[0])
    twice = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in pairwise((x - x0, y - y0) for x, y in map(_on_cylinder, ring)):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not twice:
        return ring[0]
    height = math.radians(y0 + y_sum / (3 * twice))
    return x0 + x_sum / (3 * twice), math.degrees(math.asin(max(-1.0, min(height, 1.0))))


def _on_cylinder(point: Point) -> Point:
    """Return a point in Lambert's cylindrical projection, which keeps areas, in degrees of the equator."""
    lon, lat = point
    return lon, math.degrees(math.sin(math.radians(lat)))


def _in_polygon(lon: float, lat: float, polygon: Polygon) -> bool:
    return _in_ring(lon, lat, polygon[0]) and not any(_in_ring(lon, lat, hole) for hole in polygon[1:])


def _in_ring(lon: float, lat: float, ring: Ring) -> bool:
    return sum(x > lon for x in _crossings(ring, lat)) % 2 == 1


def _crossings(ring: Ring, lat: float) -> list[float]:
    """Return the longitudes at which the ring crosses a line of latitude."""
    return [
        x1 + (lat - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > lat) != (y2 > lat)
    ]


def _middle_of_widest_section(shape: Shape) -> Point:
    """Return the middle of the widest section of a shape's polygon along one of ``_SCANS`` lines of latitude."""
    polygon = shape.polygons[0]
    _, south, _, north = shape.box
    stretches = []
    for step in range(1, _SCANS + 1):
        lat = south + (north - south) * step / (_SCANS + 1)
        edges = sorted(x for ring in polygon for x in _crossings(ring, lat))
        stretches += [(right - left, left, lat) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    width, left, lat = max(stretches)
    return left + width / 2, lat


def _absolute(arc: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> list[Point]:
    """Return the points of a quantized arc, whose steps are differences, in degrees."""
    (x_scale, y_scale), (x_move, y_move) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * x_scale + x_move, y * y_scale + y_move))
    return points


def _joined(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return one ring from its arcs; the complement of an arc's number means the arc reversed."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
