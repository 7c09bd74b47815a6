"""The ground of maps: land, borders and names of areas of a view."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from builder.gazetteer.country_names import country_name
from builder.pictures.clipping import Sheet, ShiftedOutline
from builder.pictures.geometry import (
    Box,
    Point,
    clip_ring,
    on_grid,
    path_data,
    ring_area,
    ring_centroid,
    rings_contain,
)
from builder.pictures.label_placement import LabelRequest
from builder.pictures.map_view import MapView
from builder.pictures.outline_detail import level_of
from builder.pictures.outlines import Outline, Outlines, OutlineTable, load_outlines
from builder.pictures.polyline_encoding import GridPoint

Rings = tuple[tuple[GridPoint, ...], ...]
"""Rings of an area in whole units of a picture."""

CLOSE_BELOW, STATES_BELOW = 60.0, 35.0
"""Widths in degrees from which the coarser table is fine enough, and from which states have no borders."""
TOLERANCE = 1.1
"""Distance that simplification may move a line, in units of the picture: half a pixel of a small map."""
COARSER, USUAL = 5, 3
"""Levels of detail by which a map is drawn more coarsely at most (to less than a fifth of the detail), and usually."""
GROWTH = 1.18
"""Factor by which outlines have more bytes at a finer level, by experience."""
BYTES_PER_POINT, GROWTH_OF_POINTS = 5.4, 1.27
"""Bytes of a point of an outline, and the factor by which outlines have more points at a finer level, by experience."""
SMALLEST = 6.0
"""Square units of the smallest island that is drawn."""
REGION_BYTES, WORLD_BYTES = 2400, 24000
"""Most bytes of the outlines of a map; longer ones are drawn more coarsely."""
NAME_AREA = 9000
"""Least square units of an area that gets a name."""
NAME_LEVELS = 4
"""Levels by which the outlines that names are placed on are coarser: a quarter of the detail."""


class Ground(Struct, frozen=True, array_like=True):
    """The ground of a view.

    Attributes:
        land, borders: data of SVG paths.
        states: the borders between the states of a country.
        names: of countries and states, by size of their areas, the largest first.
        level: the level of detail at which it is drawn.
    """

    land: str
    borders: str
    states: str
    names: tuple[LabelRequest, ...]
    level: int


def draw_ground(view: MapView) -> Ground:
    """Return the ground of a view, with as much detail as its bytes allow."""
    outlines, states = _tables(view)
    sheet, finest = Sheet(view), finest_level(view)
    land = sheet.near(outlines.land, SMALLEST)
    borders, inner = sheet.near(outlines.borders), sheet.near(states.borders)

    def draw(level: int) -> tuple[str, str, str]:
        return (
            path_data(_rings(sheet, land, level, finest), closed=True),
            path_data(_lines(sheet, borders, level), closed=False),
            path_data(_lines(sheet, inner, level), closed=False),
        )

    limit = WORLD_BYTES if view.whole else REGION_BYTES
    points = sheet.count_points((*land, *borders, *inner), finest + USUAL)
    level, paths = _fitting(draw, finest, first=_likely_level(points, finest, limit), limit=limit)
    names = () if view.whole else _area_names(_areas(view), sheet, view, finest)
    return Ground(*paths, names, level)


def _likely_level(points: int, finest: int, limit: int) -> int:
    """Return the level at which paths are likely to have a number of bytes.

    Args:
        points: how many they have at the usual level.
        finest: the finest level.
        limit: the number of bytes.
    """
    coarser = math.log((points or 1) * BYTES_PER_POINT / limit) / math.log(GROWTH_OF_POINTS)
    return min(max(finest + USUAL + math.ceil(coarser), finest), finest + COARSER)


def _fitting(
    draw: Callable[[int], tuple[str, str, str]], finest: int, *, first: int, limit: int
) -> tuple[int, tuple[str, str, str]]:
    """Return the level of detail at which paths fit into a number of bytes, and the paths.

    Almost always it is the finest such level. Most maps are drawn once or twice to find it.

    Args:
        draw: draws the paths at a level.
        finest: the finest level.
        first: the level to begin with.
        limit: the number of bytes.
    """
    level = first
    paths = draw(level)
    room = _levels(limit, paths)
    if room >= 1 and level > finest:
        finer = max(level - int(room), finest)
        more = draw(finer)
        return (finer, more) if _levels(limit, more) >= 0 else (level, paths)
    while room < 0 and level < finest + COARSER:
        level = min(level + math.ceil(-room), finest + COARSER)
        paths = draw(level)
        room = _levels(limit, paths)
    return level, paths


def _levels(limit: int, paths: Iterable[str]) -> float:
    """Return the number of levels by which paths can be finer if they may have a number of bytes."""
    return math.log(limit / (sum(map(len, paths)) or 1)) / math.log(GROWTH)


def draw_area(key: str, view: MapView, level: int) -> Rings:
    """Return the rings of a country or state as a map draws them; none if no table has the area.

    Args:
        key: the area.
        view: the view of the map.
        level: the level of detail of its ground.
    """
    outlines = _areas(view).get(key) or load_outlines(OutlineTable.STATES).areas.get(key, ())
    sheet = Sheet(view)
    return _rings(sheet, sheet.near(outlines, SMALLEST), level, finest_level(view))


def box_around_area(area: str, lon: float, lat: float) -> Box | None:
    """Return the largest of the boxes around a part of a country or state that contain a point, in degrees."""
    table = load_outlines(OutlineTable.STATES if area.startswith("US:") else OutlineTable.REGION)
    boxes = [outline.box for outline in table.areas.get(area, ()) if outline.box.contains(lon, lat)]
    return max(boxes, key=lambda box: (box.right - box.left) * (box.bottom - box.top), default=None)


def areas_around(lon: float, lat: float, view: MapView) -> Iterable[str]:
    """Yield the areas of a view of which a point may be in."""
    for key, outlines in _areas(view).items():
        if any(outline.box.contains(lon, lat) for outline in outlines):
            yield key


def finest_level(view: MapView) -> int:
    """Return the level of all detail that is visible in a small picture of a view."""
    return level_of(TOLERANCE * view.unit)


def _tables(view: MapView) -> tuple[Outlines, Outlines]:
    """Return the outlines of countries and of states of a view."""
    degrees = view.width * view.unit
    table = OutlineTable.WORLD if view.whole or degrees > CLOSE_BELOW else OutlineTable.REGION
    states = load_outlines(OutlineTable.STATES) if degrees < STATES_BELOW else Outlines((), (), (), {})
    return load_outlines(table), states


def _areas(view: MapView) -> Mapping[str, tuple[Outline, ...]]:
    outlines, states = _tables(view)
    return {**outlines.areas, **states.areas}


def _rings(sheet: Sheet, near: Iterable[ShiftedOutline], level: int, finest: int) -> Rings:
    """Return rings in whole units, without those too small to be visible."""
    smallest = SMALLEST * 2 ** ((level - finest) / 2)
    rings = (tuple(on_grid(ring)) for ring in sheet.rings(near, level))
    return tuple(ring for ring in rings if len(ring) > 2 and abs(ring_area(ring)) >= smallest)


def _lines(sheet: Sheet, near: Iterable[ShiftedOutline], level: int) -> list[Sequence[GridPoint]]:
    """Return lines in whole units."""
    return [line for line in map(on_grid, sheet.lines(near, level)) if len(line) > 1]


def _area_names(
    areas: Mapping[str, Sequence[Outline]], sheet: Sheet, view: MapView, finest: int
) -> tuple[LabelRequest, ...]:
    """Return the names of the areas in a view, the largest area first."""
    states = {key for key in areas if key.startswith("US:")}
    near: dict[str, list[ShiftedOutline]] = {}
    keys = {outline: key for key, outlines in areas.items() for outline in outlines}
    for outline, east in sheet.near(keys, NAME_AREA):
        near.setdefault(keys[outline], []).append((outline, east))
    found: list[tuple[float, LabelRequest]] = []
    for key, shifted in near.items():
        rings = _rings(sheet, shifted, finest + NAME_LEVELS, finest)
        size, largest = _largest_part(rings, view)
        if size >= NAME_AREA and not (key == "US" and states):
            name = key[3:] if key in states else country_name(key)
            x, y = ring_centroid(largest)
            if name and rings_contain([largest], x, y):
                found.append((size, LabelRequest(name, x, y, 0.0)))
    return tuple(request for _, request in sorted(found, key=lambda pair: (-pair[0], pair[1].text)))


def _largest_part(rings: Iterable[Sequence[Point]], view: MapView) -> tuple[float, Sequence[Point]]:
    """Return the size of the largest ring in the picture, and the part of it that is."""
    clipped = (clip_ring(ring, view.frame) for ring in rings)
    sized = [(abs(ring_area(ring)), ring) for ring in clipped if len(ring) > 2]
    return max(sized, default=(0.0, []), key=lambda pair: pair[0])
