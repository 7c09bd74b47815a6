"""Maps: the facts of a map → outlines, points and names at coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.gazetteer.lookup import load_gazetteer
from builder.model.place import PlaceKind
from builder.pages.place_map import MapPlace, MapScope, PlaceMap
from builder.pictures.clipping import drawn_lines, drawn_rings
from builder.pictures.encoding import GridPoint
from builder.pictures.labels import Label, Wish, place_labels
from builder.pictures.lines import (
    Box,
    Point,
    clip_ring,
    path_data,
    ring_area,
    ring_centre,
    rings_hold,
)
from builder.pictures.outlines import Line, Outlines, Scale, load_outlines
from builder.pictures.projection import east_of
from builder.pictures.view import View, regional_view, world_view

REGION_WIDTH, REGION_HEIGHT = 640, 440
WORLD_WIDTH = 1600
NARROWEST = 13.0
"""Degrees of a meridian that a map is wide at least: countries around a town are needed to know it."""
NARROWEST_AROUND = {PlaceKind.CONTINENT: 75.0, PlaceKind.REGION: 55.0, PlaceKind.WATER: 45.0}
"""The same where nothing but a part of the world is shown."""
LARGEST_AREA = 22.0
"""Degrees from its point up to which an area is shown whole."""
STATES_BELOW = 75.0
"""Degrees of width above which states have no borders of their own."""
NAME_AREA = 9000
"""Square units that an area must have to be named."""

FONT, SMALL_FONT, WORLD_FONT, PHONE_FONT = 25, 21, 21, 50
"""Sizes of names in units: places, countries around them, places of the world map, and those on a phone."""
MARK = 9
"""The radius of a point, in units of a regional map."""


@dataclass(frozen=True, slots=True)
class MapMark:
    """A place at its point.

    Attributes:
        label: None where there is no room for the name.
        phone_label: the same for the world map on a small screen, where fewer names fit.
    """

    place: MapPlace
    x: int
    y: int
    label: Label | None
    phone_label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map, as SVG has it: paths as their data, the rest as points.

    Attributes:
        states: the borders between the states of a country.
        names: countries and states around the places.
    """

    width: int
    height: int
    land: str
    tinted: str
    borders: str
    states: str
    names: tuple[Label, ...]
    marks: tuple[MapMark, ...]


def draw_map(facts: PlaceMap) -> DrawnMap:
    """The picture of a map."""
    view = view_of(facts)
    world = facts.scope is MapScope.WORLD
    outlines = load_outlines(Scale.WORLD if world else Scale.REGION)
    points = [view.place(place.lon, place.lat) for place in facts.places]
    radius = MARK if not world else MARK + 1
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    labels = _labels(facts.places, points, taken, view, size=WORLD_FONT if world else FONT, gap=radius + 5)
    phone: Sequence[Label | None] = (None,) * len(points)
    if world:
        wide = [Box(x - 20, y - 20, x + 20, y + 20) for x, y in points]
        phone = _labels(facts.places, points, wide, view, size=PHONE_FONT, gap=26)
    covered = [*taken, *(label.box for label in labels if label is not None)]
    near = not world and view.window.right - view.window.left < STATES_BELOW
    states = load_outlines(Scale.STATES) if near else Outlines((), (), {})
    known = {place.link.name for place in facts.places}
    return DrawnMap(
        view.width,
        view.height,
        path_data(drawn_rings(outlines.land, view), closed=True),
        path_data([ring for key in facts.tinted for ring in area_rings(key, view)], closed=True),
        path_data(drawn_lines(outlines.borders, view), closed=False),
        path_data(drawn_lines(states.borders, view), closed=False),
        () if world else _names({**outlines.areas, **states.areas}, known, covered, view),
        tuple(
            MapMark(place, round(x), round(y), label, small)
            for place, (x, y), label, small in zip(facts.places, points, labels, phone, strict=True)
        ),
    )


def view_of(facts: PlaceMap) -> View:
    """The part of the world that a map shows."""
    if facts.scope is MapScope.WORLD:
        return world_view(WORLD_WIDTH)
    small = [place for place in facts.places if place.kind not in NARROWEST_AROUND]
    narrowest = NARROWEST if small else max(NARROWEST_AROUND[place.kind] for place in facts.places)
    points = [(place.lon, place.lat) for place in small or facts.places]
    if len(facts.places) == 1 and small:
        points += _corners(small[0])
    return regional_view(points, width=REGION_WIDTH, height=REGION_HEIGHT, narrowest=narrowest)


def area_rings(key: str, view: View) -> list[list[GridPoint]]:
    """The rings of a country or state as a view shows them; none where the tables have no such area."""
    table = load_outlines(Scale.STATES if key.startswith("US:") else Scale.REGION)
    return drawn_rings(table.areas.get(key, ()), view)


def _corners(place: MapPlace) -> list[Point]:
    """The corners of the area that a place is, as far as it is shown whole."""
    whole = place.kind is PlaceKind.COUNTRY or (place.kind is PlaceKind.ADMIN and "US:" in (place.area or ""))
    if not whole or place.area is None:
        return []
    table = load_outlines(Scale.STATES if place.area.startswith("US:") else Scale.REGION)
    ring = _ring_around(table.areas.get(place.area, ()), place)
    if ring is None:
        return []
    east = [min(max(east_of(lon, place.lon), -LARGEST_AREA), LARGEST_AREA) for lon in (ring.left, ring.right)]
    lats = [min(max(lat - place.lat, -LARGEST_AREA), LARGEST_AREA) for lat in (ring.top, ring.bottom)]
    return [(place.lon + x, place.lat + y) for x in east for y in lats]


def _ring_around(lines: Iterable[Line], place: MapPlace) -> Box | None:
    """The box of the largest ring that a place lies in."""
    boxes = [line.box for line in lines if line.box.holds(place.lon, place.lat)]
    return max(boxes, key=lambda box: (box.right - box.left) * (box.bottom - box.top), default=None)


def _labels(
    places: Sequence[MapPlace],
    points: Sequence[Point],
    taken: Sequence[Box],
    view: View,
    *,
    size: int,
    gap: float,
) -> tuple[Label | None, ...]:
    wishes = [Wish(place.link.name, x, y, gap) for place, (x, y) in zip(places, points, strict=True)]
    return place_labels(wishes, size=size, taken=taken, frame=view.frame)


def _names(
    areas: dict[str, tuple[Line, ...]], known: set[str], covered: Sequence[Box], view: View
) -> tuple[Label, ...]:
    """The names of the areas around the places, the largest first, as far as there is room."""
    found: list[tuple[float, str, Wish]] = []
    for key, lines in areas.items():
        name = key[3:] if key.startswith("US:") else load_gazetteer().country_name(key) or ""
        rings = _inside(drawn_rings(lines, view), view)
        if not name or name in known or not rings:
            continue
        largest = max(rings, key=lambda ring: abs(ring_area(ring)))
        size = abs(ring_area(largest))
        if size >= NAME_AREA:
            x, y = ring_centre(largest)
            if rings_hold([largest], x, y):
                found.append((-size, name, Wish(name, x, y, 0.0)))
    wishes = [wish for _, _, wish in sorted(found, key=lambda row: row[:2])]
    labels = place_labels(wishes, size=SMALL_FONT, taken=covered, frame=view.frame)
    return tuple(label for label in labels if label is not None)


def _inside(rings: Iterable[list[GridPoint]], view: View) -> list[list[Point]]:
    """The parts of rings that lie within the picture."""
    clipped = (clip_ring(ring, view.frame) for ring in rings)
    return [ring for ring in clipped if len(ring) > 2]
