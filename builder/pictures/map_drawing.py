"""Drawing of maps: the facts of a map → outlines, points and names at coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.model.place import PlaceKind
from builder.pages.charts.place_map import MapPlace, MapScope, PlaceMap, is_area
from builder.pictures.atlas import Atlas
from builder.pictures.geometry import Box, Point, path_data, rings_contain
from builder.pictures.label_placement import LabelRequest, PlacedLabel, place_labels
from builder.pictures.map_view import MapView, regional_view, world_view
from builder.pictures.projection import east_of

REGION_WIDTH, REGION_HEIGHT = 640, 440
WORLD_WIDTH = 1600
NARROWEST = 13.0
"""Least width of a map in degrees of a meridian: the countries around a town are needed to recognize it."""
NARROWEST_AROUND = {PlaceKind.CONTINENT: 75.0, PlaceKind.REGION: 55.0, PlaceKind.WATER: 45.0}
"""Least width of a map that shows only parts of the world."""
LARGEST_AREA = 22.0
"""Most degrees from its point up to which an area is shown whole."""
FONT, SMALL_FONT, WORLD_FONT, PHONE_FONT = 25, 21, 21, 50
"""Font sizes in units: of places, of countries around them, of places on the world map, and of these on a phone."""
MARK, PHONE_MARK = 9, 20
"""Radius of a point, and of a point of the world map on a phone."""


class MapMark(Struct, frozen=True):
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


class DrawnMap(Struct, frozen=True):
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


def draw_map(facts: PlaceMap, atlas: Atlas) -> DrawnMap:
    """Return the picture of a map."""
    view = view_of(facts, atlas)
    world = facts.scope is MapScope.WORLD
    ground = atlas.ground(view)
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
        tinted="".join(path_data(atlas.area(key, view), closed=True) for key in _tinted(facts, view, atlas)),
        borders=ground.borders,
        states=ground.states,
        names=_names([name for name in ground.names if name.text not in known], covered, view),
        marks=tuple(MapMark(place, round(x), round(y), one, other) for place, (x, y), one, other in marks),
    )


def view_of(facts: PlaceMap, atlas: Atlas) -> MapView:
    """Return the part of the world that a map shows."""
    if facts.scope is MapScope.WORLD:
        return world_view(WORLD_WIDTH)
    small = [place for place in facts.places if place.kind not in NARROWEST_AROUND]
    narrowest = NARROWEST if small else max(NARROWEST_AROUND[place.kind] for place in facts.places)
    points = [(place.lon, place.lat) for place in small or facts.places]
    if len(facts.places) == 1 and small:
        points += _corners(small[0], atlas)
    return regional_view(points, width=REGION_WIDTH, height=REGION_HEIGHT, narrowest=narrowest)


def _tinted(facts: PlaceMap, view: MapView, atlas: Atlas) -> tuple[str, ...]:
    """Return the areas to tint; none if the outlines put the place into another area, as with disputed borders."""
    if len(facts.places) != 1 or not facts.tinted:
        return facts.tinted
    (place,) = facts.places
    x, y = view.project(place.lon, place.lat)
    if any(rings_contain(atlas.area(key, view), x, y) for key in facts.tinted):
        return facts.tinted
    near = atlas.near(place.lon, place.lat, view)
    return () if any(rings_contain(atlas.area(key, view), x, y) for key in near) else facts.tinted


def _corners(place: MapPlace, atlas: Atlas) -> list[Point]:
    """Return the corners of the area of a place, cut to ``LARGEST_AREA``; none if the place is not an area."""
    if not is_area(place) or place.area is None:
        return []
    ring = atlas.box(place.area, place.lon, place.lat)
    if ring is None:
        return []
    east = [min(max(east_of(lon, place.lon), -LARGEST_AREA), LARGEST_AREA) for lon in (ring.left, ring.right)]
    lats = [min(max(lat - place.lat, -LARGEST_AREA), LARGEST_AREA) for lat in (ring.top, ring.bottom)]
    return [(place.lon + x, place.lat + y) for x in east for y in lats]


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


def _around(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)
