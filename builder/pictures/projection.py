"""Map projections. Angles are in degrees, results in radii of the globe."""

from __future__ import annotations

import math

from builder.pictures.geometry import Point

_A = (1.340264, -0.081106, 0.000893, 0.003796)
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


def azimuthal(lon: float, lat: float, *, middle_lat: float) -> Point:
    """Project a point of a region, true to area (Lambert); ``lon`` is relative to the middle. y points north.

    Snyder, “Map Projections: A Working Manual” (1987), equations 22-4, 22-5 and 24-2.
    """
    x, phi, phi1 = math.radians(lon), math.radians(lat), math.radians(middle_lat)
    toward = math.sin(phi1) * math.sin(phi) + math.cos(phi1) * math.cos(phi) * math.cos(x)
    k = math.sqrt(2 / max(1 + toward, 1e-9))
    return (
        k * math.cos(phi) * math.sin(x),
        k * (math.cos(phi1) * math.sin(phi) - math.sin(phi1) * math.cos(phi) * math.cos(x)),
    )


def east_of(lon: float, middle_lon: float) -> float:
    """Return the degrees by which a longitude is east of another, from −180 up to but not including 180."""
    return (lon - middle_lon + 180) % 360 - 180
