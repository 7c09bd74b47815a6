"""Map views: a part of the world projected onto a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from builder.pictures.geometry import Box, Point, box_around
from builder.pictures.projection import Projection, azimuthal, east_of, equal_earth, inverse_azimuthal

WORLD_MIDDLE = 11.0
"""Meridian in the middle of the world map: its edge is then between Asia and America."""
WORLD_SOUTH, WORLD_NORTH = -56.0, 84.0
WIDTH, WIDTH_STEP = 13.0, 2**0.25
"""One of the possible widths of regional maps, in degrees of a meridian, and the factor between them."""
MIDDLES = 5
"""How many of the possible middles of regional maps are a map's width apart."""
# Widths and middles are from a coarse grid, so that maps of about the same places share their ground.
_EDGE, _PADDING = 20.0, 0.25
"""Units and degrees beyond the picture's edge at which outlines are cut, so that no cut is visible."""
_EDGE_POINTS = 16
"""Parts of a side of the picture whose ends are looked at to find its window."""
_FURTHEST_EAST = 150.0
"""Degrees east or west of its middle beyond which a picture may be beside a pole."""


class MapView(Struct, frozen=True, array_like=True):
    """A part of the world on a picture.

    Attributes:
        width, height: of the picture, in its units.
        middle: longitude and latitude of the center of the projection, in degrees.
        scale: units of the picture for one radius of the globe.
        shift: the point of the picture at which the middle is.
        whole: True for the whole world.
    """

    width: int
    height: int
    middle: Point
    scale: float
    shift: Point
    whole: bool = False

    def project(self, lon: float, lat: float) -> Point:
        """Return the point of the picture for a point of the globe in degrees; y points down."""
        return self.projection()(east_of(lon, self.middle[0]), lat)

    def projection(self) -> Projection:
        """Return the function from a longitude relative to the middle, and a latitude, to a point of the picture."""
        project = equal_earth if self.whole else azimuthal(self.middle[1])
        (left, top), scale = self.shift, self.scale

        def on_picture(east: float, lat: float) -> Point:
            x, y = project(east, lat)
            return left + x * scale, top - y * scale

        return on_picture

    def contains(self, points: Sequence[Point], margin: float) -> bool:
        """Return True if the picture has all points, and a share of its width and height beside them."""
        project, middle_x, middle_y = self.projection(), self.width / 2, self.height / 2
        reach_x, reach_y = self.width * (0.5 - margin), self.height * (0.5 - margin)
        projected = (project(east_of(lon, self.middle[0]), lat) for lon, lat in points)
        return all(abs(x - middle_x) <= reach_x and abs(y - middle_y) <= reach_y for x, y in projected)

    @property
    def unit(self) -> float:
        """Degrees of a meridian that a unit of the picture has."""
        return math.degrees(1 / self.scale)

    @property
    def frame(self) -> Box:
        """Edge of the picture."""
        return Box(0, 0, self.width, self.height)

    @property
    def window(self) -> Box:
        """Area slightly larger than the picture, in degrees: longitudes relative to the middle, and latitudes."""
        if self.whole:
            return Box(-180, WORLD_SOUTH, 180, WORLD_NORTH)
        around = self._reach() if self._shows_pole() else self._box_of_edge()
        # East of a picture beside a pole, longitudes begin anew.
        return self._reach() if max(-around.left, around.right) > _FURTHEST_EAST else around

    def _shows_pole(self) -> bool:
        project = self.projection()
        edge = Box(-_EDGE, -_EDGE, self.width + _EDGE, self.height + _EDGE)
        return any(edge.contains(*project(0.0, pole)) for pole in (-90.0, 90.0))

    def _box_of_edge(self) -> Box:
        """Return the box around the edge of a picture without a pole, and all in it."""
        find = inverse_azimuthal(self.middle[1])
        (left, top), scale = self.shift, self.scale
        shares = [number / _EDGE_POINTS for number in range(_EDGE_POINTS + 1)]
        width, height = self.width + 2 * _EDGE, self.height + 2 * _EDGE
        edge = [(width * share, y) for share in shares for y in (0.0, height)]
        edge += [(x, height * share) for share in shares for x in (0.0, width)]
        box = box_around([find((x - _EDGE - left) / scale, (top - y + _EDGE) / scale) for x, y in edge])
        return Box(box.left - _PADDING, box.top - _PADDING, box.right + _PADDING, box.bottom + _PADDING)

    def _reach(self) -> Box:
        """Return the box around the circle through the corners of the picture."""
        corner = max(math.dist(self.shift, (x, y)) for x in (0, self.width) for y in (0, self.height))
        reach = math.degrees(2 * math.asin(min(corner / self.scale / 2, 1.0))) + _PADDING
        south, north = self.middle[1] - reach, self.middle[1] + reach
        if south <= -90 or north >= 90:
            return Box(-180, max(south, -90), 180, min(north, 90))
        east = math.asin(
            min(math.sin(math.radians(min(reach, 90.0))) / math.cos(math.radians(self.middle[1])), 1.0)
        )
        return Box(-math.degrees(east), south, math.degrees(east), north)


def world_view(width: int) -> MapView:
    """Return the view of the whole world without Antarctica, as wide as the picture."""
    right, _ = equal_earth(180, 0)
    _, north = equal_earth(0, WORLD_NORTH)
    _, south = equal_earth(0, WORLD_SOUTH)
    scale = width / (2 * right)
    height = math.ceil((north - south) * scale)
    return MapView(width, height, (WORLD_MIDDLE, 0.0), scale, (width / 2, north * scale), whole=True)


def regional_view(
    points: Sequence[Point], *, width: int, height: int, narrowest: float, margin: float = 0.15
) -> MapView:
    """Return the view that shows all points.

    Args:
        points: longitudes and latitudes in degrees, at least one.
        width, height: of the picture, in its units.
        narrowest: least width of the picture, in degrees of a meridian.
        margin: the share of the picture's width that stays free on each side.
    """
    first = points[0][0]
    around = box_around([(east_of(lon, first), lat) for lon, lat in points])
    middle = first + (around.left + around.right) / 2, (around.top + around.bottom) / 2
    step = math.ceil(math.log(narrowest / WIDTH) / math.log(WIDTH_STEP) - 1e-9)
    while True:
        degrees = WIDTH * WIDTH_STEP**step
        scale = width / math.radians(degrees)
        view = MapView(width, height, _nearest_middle(*middle, degrees), scale, (width / 2, height / 2))
        if view.contains(points, margin):
            return view
        step += 1


def _nearest_middle(lon: float, lat: float, degrees: float) -> Point:
    """Return the nearest possible middle of a map with a width; all middles are equally far apart on the globe."""
    between = degrees / MIDDLES
    lat = between * round(lat / between)
    on_parallel = max(round(360 * math.cos(math.radians(min(abs(lat), 90.0))) / between), 1)
    return east_of(round(lon * on_parallel / 360) * 360 / on_parallel, 0.0), lat
