"""Map projections. Angles are in degrees, results in radii of the globe."""

from __future__ import annotations

import math
from collections.abc import Callable

from builder.pictures.geometry import Point

Projection = Callable[[float, float], Point]
"""A function from longitude and latitude to a point of a plane."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_OPPOSITE = 1e-9 - 1
"""Cosine of the distance from which on a point counts as the one opposite to the middle."""
_FURTHEST = math.sqrt(2e9)
_HALF_ROOT = math.sqrt(3) / 2


def equal_earth(lon: float, lat: float) -> Point:
    """Project a point of the whole world, true to area; ``lon`` is relative to the middle of the map.

    Šavrič, Patterson and Jenny, “The Equal Earth map projection” (2018), equations 9 and 10. y points north.
    """
    theta = math.asin(_HALF_ROOT * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square * square * square
    a1, a2, a3, a4 = _A
    x = math.radians(lon) * math.cos(theta)
    x /= _HALF_ROOT * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return x, y


def azimuthal(middle_lat: float) -> Projection:
    """Return the projection of a region around a latitude, true to area (Lambert).

    It takes a longitude relative to the middle, and a latitude. y points north.
    Snyder, “Map Projections: A Working Manual” (1987), equations 22-4, 22-5 and 24-2.
    """
    sin_middle, cos_middle = math.sin(math.radians(middle_lat)), math.cos(math.radians(middle_lat))

    def project(lon: float, lat: float) -> Point:
        x, phi = math.radians(lon), math.radians(lat)
        sin_phi, cos_phi, cos_x = math.sin(phi), math.cos(phi), math.cos(x)
        toward = sin_middle * sin_phi + cos_middle * cos_phi * cos_x
        k = math.sqrt(2 / (1 + toward)) if toward > _OPPOSITE else _FURTHEST
        return k * cos_phi * math.sin(x), k * (cos_middle * sin_phi - sin_middle * cos_phi * cos_x)

    return project


def inverse_azimuthal(middle_lat: float) -> Projection:
    """Return the inverse of ``azimuthal``: from a point of the plane to longitude relative to the middle and latitude.

    Snyder, “Map Projections: A Working Manual” (1987), equations 20-14, 20-15, 20-18 and 24-16.
    """
    sin_middle, cos_middle = math.sin(math.radians(middle_lat)), math.cos(math.radians(middle_lat))

    def find(x: float, y: float) -> Point:
        rho = math.hypot(x, y)
        if not rho:
            return 0.0, middle_lat
        angle = 2 * math.asin(min(rho / 2, 1.0))
        sin_angle, cos_angle = math.sin(angle), math.cos(angle)
        lat = math.asin(min(max(cos_angle * sin_middle + y * sin_angle * cos_middle / rho, -1.0), 1.0))
        east = math.atan2(x * sin_angle, rho * cos_middle * cos_angle - y * sin_middle * sin_angle)
        return math.degrees(east), math.degrees(lat)

    return find


def east_of(lon: float, middle_lon: float) -> float:
    """Return the degrees by which a longitude is east of another, from −180 up to but not including 180."""
    return (lon - middle_lon + 180) % 360 - 180
