"""Drawing of maps: the facts of a map → outlines, points and names at coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.gazetteer.lookup import load_gazetteer
from builder.model.place import PlaceKind
from builder.pages.charts.place_map import MapPlace, MapScope, PlaceMap, is_area
from builder.pictures.clipping import project_lines, project_rings, simplify_lines, simplify_rings
from builder.pictures.geometry import (
    Box,
    Point,
    clip_ring,
    path_data,
    ring_area,
    ring_centroid,
    rings_contain,
)
from builder.pictures.label_placement import LabelRequest, PlacedLabel, place_labels
from builder.pictures.map_view import MapView, regional_view, world_view
from builder.pictures.outlines import Outlines, OutlineTable, Polyline, load_outlines
from builder.pictures.polyline_encoding import GridPoint
from builder.pictures.projection import east_of

REGION_WIDTH, REGION_HEIGHT = 640, 440
WORLD_WIDTH = 1600
NARROWEST = 13.0
"""Least width of a map in degrees of a meridian: the countries around a town are needed to recognize it."""
NARROWEST_AROUND = {PlaceKind.CONTINENT: 75.0, PlaceKind.REGION: 55.0, PlaceKind.WATER: 45.0}
"""Least width of a map that shows only parts of the world."""
LARGEST_AREA = 22.0
"""Most degrees from its point up to which an area is shown whole."""
CLOSE_BELOW, STATES_BELOW = 60.0, 35.0
"""Widths in degrees from which the coarser table is fine enough, and from which states have no borders."""
FINENESS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
REGION_BYTES, WORLD_BYTES = 3600, 24000
"""Most bytes of the outlines of a map; longer ones are drawn more coarsely."""
NAME_AREA = 9000
"""Least square units of an area that gets a name."""

FONT, SMALL_FONT, WORLD_FONT, PHONE_FONT = 25, 21, 21, 50
"""Font sizes in units: of places, of countries around them, of places on the world map, and of these on a phone."""
MARK, PHONE_MARK = 9, 20
"""Radius of a point, and of a point of the world map on a phone."""


@dataclass(frozen=True, slots=True)
class MapMark:
    """A place at its point.

    Attributes:
        label: None if the name does not fit.
        phone_label: the label on a small screen, which has room for fewer names; None on other maps than the world's.
    """

    place: MapPlace
    x: int
    y: int
    label: PlacedLabel | None
    phone_label: PlacedLabel | None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map in terms of SVG: data of paths, points and labels.

    Attributes:
        states: the borders between the states of a country.
        names: those of countries and states around the places.
    """

    width: int
    height: int
    land: str
    tinted: str
    borders: str
    states: str
    names: tuple[PlacedLabel, ...]
    marks: tuple[MapMark, ...]


def draw_map(facts: PlaceMap) -> DrawnMap:
    """Return the picture of a map."""
    view = view_of(facts)
    world = facts.scope is MapScope.WORLD
    ground = _ground(view)
    points = [view.project(place.lon, place.lat) for place in facts.places]
    taken = [_around(point, MARK) for point in points]
    size = WORLD_FONT if world else FONT
    labels = _labels(facts.places, points, taken, view, size=size, gap=MARK + 5)
    phone: Sequence[PlacedLabel | None] = (None,) * len(points)
    if world:
        wide = [_around(point, PHONE_MARK) for point in points]
        phone = _labels(facts.places, points, wide, view, size=PHONE_FONT, gap=PHONE_MARK + 6)
    covered = [*taken, *(label.box for label in labels if label is not None)]
    known = {place.link.name for place in facts.places}
    marks = zip(facts.places, points, labels, phone, strict=True)
    return DrawnMap(
        width=view.width,
        height=view.height,
        land=ground.land,
        tinted=path_data(
            [ring for key in _tinted(facts, view) for ring in area_rings(key, view)], closed=True
        ),
        borders=ground.borders,
        states=ground.states,
        names=_names([name for name in ground.names if name.text not in known], covered, view),
        marks=tuple(MapMark(place, round(x), round(y), one, other) for place, (x, y), one, other in marks),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """The ground of a view, which is the same for all places on it.

    Attributes:
        names: by size of their areas, the largest first.
        areas: the outlines of the countries and states that it is drawn from, by key.
        fineness: the level of detail at which it is drawn; 1 is the finest.
    """

    land: str
    borders: str
    states: str
    names: tuple[LabelRequest, ...]
    areas: Mapping[str, Sequence[Polyline]]
    fineness: float


@lru_cache(maxsize=128)
def _ground(view: MapView) -> _Ground:
    """Return the ground of a view, with as much detail as its bytes allow."""
    limit = WORLD_BYTES if view.whole else REGION_BYTES
    degrees = math.degrees(view.width / view.scale)
    outlines = load_outlines(
        OutlineTable.WORLD if view.whole or degrees > CLOSE_BELOW else OutlineTable.REGION
    )
    states = load_outlines(OutlineTable.STATES) if degrees < STATES_BELOW else Outlines((), (), {})
    land = project_rings(outlines.land, view)
    borders, inner = project_lines(outlines.borders, view), project_lines(states.borders, view)
    for fineness in FINENESS:
        paths = (
            path_data(simplify_rings(land, fineness), closed=True),
            path_data(simplify_lines(borders, fineness), closed=False),
            path_data(simplify_lines(inner, fineness), closed=False),
        )
        if sum(map(len, paths)) <= limit:
            break
    names = () if view.whole else _area_names({**outlines.areas, **states.areas}, view)
    return _Ground(*paths, names, {**outlines.areas, **states.areas}, fineness)


def view_of(facts: PlaceMap) -> MapView:
    """Return the part of the world that a map shows."""
    if facts.scope is MapScope.WORLD:
        return world_view(WORLD_WIDTH)
    small = [place for place in facts.places if place.kind not in NARROWEST_AROUND]
    narrowest = NARROWEST if small else max(NARROWEST_AROUND[place.kind] for place in facts.places)
    points = [(place.lon, place.lat) for place in small or facts.places]
    if len(facts.places) == 1 and small:
        points += _corners(small[0])
    return regional_view(points, width=REGION_WIDTH, height=REGION_HEIGHT, narrowest=narrowest)


def area_rings(key: str, view: MapView) -> list[list[GridPoint]]:
    """Return the rings of a country or state as the map of a view draws them; none if no table has the area."""
    ground = _ground(view)
    lines = ground.areas.get(key) or load_outlines(OutlineTable.STATES).areas.get(key, ())
    return simplify_rings(project_rings(lines, view), ground.fineness)


def _tinted(facts: PlaceMap, view: MapView) -> tuple[str, ...]:
    """Return the areas to tint; none if the outlines put the place into another area, as with disputed borders."""
    if len(facts.places) != 1:
        return facts.tinted
    (place,) = facts.places
    x, y = view.project(place.lon, place.lat)
    if any(rings_contain(area_rings(key, view), x, y) for key in facts.tinted):
        return facts.tinted
    near = (
        key
        for key, lines in _ground(view).areas.items()
        if any(line.box.contains(place.lon, place.lat) for line in lines)
    )
    return () if any(rings_contain(area_rings(key, view), x, y) for key in near) else facts.tinted


def _corners(place: MapPlace) -> list[Point]:
    """Return the corners of the area of a place, cut to ``LARGEST_AREA``; none if the place is not an area."""
    if not is_area(place) or place.area is None:
        return []
    table = load_outlines(OutlineTable.STATES if place.area.startswith("US:") else OutlineTable.REGION)
    ring = _ring_around(table.areas.get(place.area, ()), place)
    if ring is None:
        return []
    east = [min(max(east_of(lon, place.lon), -LARGEST_AREA), LARGEST_AREA) for lon in (ring.left, ring.right)]
    lats = [min(max(lat - place.lat, -LARGEST_AREA), LARGEST_AREA) for lat in (ring.top, ring.bottom)]
    return [(place.lon + x, place.lat + y) for x in east for y in lats]


def _ring_around(lines: Iterable[Polyline], place: MapPlace) -> Box | None:
    """Return the largest of the boxes of rings that contain a place."""
    boxes = [line.box for line in lines if line.box.contains(place.lon, place.lat)]
    return max(boxes, key=lambda box: (box.right - box.left) * (box.bottom - box.top), default=None)


def _labels(
    places: Sequence[MapPlace],
    points: Sequence[Point],
    taken: Sequence[Box],
    view: MapView,
    *,
    size: int,
    gap: float,
) -> tuple[PlacedLabel | None, ...]:
    requests = [
        LabelRequest(place.link.name, x, y, gap) for place, (x, y) in zip(places, points, strict=True)
    ]
    return place_labels(requests, size=size, taken=taken, frame=view.frame)


def _names(
    requests: Sequence[LabelRequest], covered: Sequence[Box], view: MapView
) -> tuple[PlacedLabel, ...]:
    labels = place_labels(requests, size=SMALL_FONT, taken=covered, frame=view.frame)
    return tuple(label for label in labels if label is not None)


def _area_names(areas: Mapping[str, Sequence[Polyline]], view: MapView) -> tuple[LabelRequest, ...]:
    """Return the names of the areas in a view, the largest area first."""
    states = {key for key in areas if key.startswith("US:")}
    found: list[tuple[float, LabelRequest]] = []
    for key, lines in areas.items():
        name = key[3:] if key in states else load_gazetteer().country_name(key)
        rings = [clip_ring(ring, view.frame) for ring in simplify_rings(project_rings(lines, view), 4.0)]
        sized = [(abs(ring_area(ring)), ring) for ring in rings if len(ring) > 2]
        size, largest = max(sized, default=(0.0, []), key=lambda pair: pair[0])
        if name and size >= NAME_AREA and not (key == "US" and states):
            x, y = ring_centroid(largest)
            if rings_contain([largest], x, y):
                found.append((size, LabelRequest(name, x, y, 0.0)))
    return tuple(wish for _, wish in sorted(found, key=lambda pair: (-pair[0], pair[1].text)))


def _around(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)
