"""Map views: a part of the world projected onto a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.pictures.geometry import Box, Point, box_around
from builder.pictures.projection import azimuthal, east_of, equal_earth

WORLD_MIDDLE = 11.0
"""Meridian in the middle of the world map: its edge is then between Asia and America."""
WORLD_SOUTH, WORLD_NORTH = -56.0, 84.0
_SNAP, _STEP = 1.0, 1.1
"""Degrees between the possible middles of regional maps, and the factor between their possible scales."""
# Middles and scales are rounded so that maps of about the same places share their outlines.
_PADDING = 1.5
"""Degrees beyond the picture's edge at which outlines are cut, so that no cut is visible."""


@dataclass(frozen=True, slots=True)
class MapView:
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
        return self.project_east(east_of(lon, self.middle[0]), lat)

    def project_east(self, east: float, lat: float) -> Point:
        """Return the point of the picture for a longitude relative to the middle, and a latitude."""
        x, y = equal_earth(east, lat) if self.whole else azimuthal(east, lat, middle_lat=self.middle[1])
        return self.shift[0] + x * self.scale, self.shift[1] - y * self.scale

    @property
    def frame(self) -> Box:
        """Edge of the picture."""
        return Box(0, 0, self.width, self.height)

    @property
    def window(self) -> Box:
        """Area slightly larger than the picture, in degrees: longitudes relative to the middle, and latitudes."""
        if self.whole:
            return Box(-180, WORLD_SOUTH, 180, WORLD_NORTH)
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
    middle_lat = _SNAP * round((around.top + around.bottom) / 2 / _SNAP)
    middle_lon = _SNAP * round((first + (around.left + around.right) / 2) / _SNAP)
    view = MapView(width, height, (east_of(middle_lon, 0.0), middle_lat), 1.0, (width / 2, height / 2))
    free = 0.5 - margin
    scale = width / math.radians(narrowest)
    for lon, lat in points:
        x, y = view.project(lon, lat)
        x, y = abs(x - width / 2), abs(y - height / 2)
        scale = min(scale, width * free / x if x else scale, height * free / y if y else scale)
    steps = math.ceil(math.log(1 / scale) / math.log(_STEP))
    return replace(view, scale=_STEP**-steps)
