"""Areas and centers of gravity of outlines on the globe."""

from __future__ import annotations

import pytest

from builder.gazetteer.lookup import load_gazetteer
from tools.gazetteer_shapes import Point, area, centroid, shape_of


def box(west: float, south: float, east: float, north: float) -> list[Point]:
    """Return a ring along meridians and lines of latitude."""
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


@pytest.mark.parametrize(
    ("ring", "expected"),
    [(box(0, -0.5, 1, 0.5), 1.0), (box(0, 59.5, 1, 60.5), 0.5), (box(0, -60.5, 2, -59.5), 1.0)],
)
def test_an_area_counts_as_on_the_globe(ring: list[Point], expected: float) -> None:
    assert area(ring) == pytest.approx(expected, rel=1e-3)
    assert area(ring[::-1]) == pytest.approx(expected, rel=1e-3)


def test_half_of_the_land_is_on_each_side_of_a_center() -> None:
    ring = box(10, 0, 30, 90)
    lon, lat = centroid(ring)
    # The half of a hemisphere is south of 30 degrees.
    assert [lon, lat] == pytest.approx([20.0, 30.0])
    assert area(box(10, 0, 30, lat)) == pytest.approx(area(ring) / 2)


def test_a_ring_without_area_has_its_first_point_as_center() -> None:
    assert centroid([(5.0, 50.0), (6.0, 50.0), (5.0, 50.0)]) == (5.0, 50.0)


def test_the_point_of_a_shape_is_inside_of_it() -> None:
    hook = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (8.0, 9.0), (8.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    shape = shape_of([[hook], [box(20, 0, 21, 1)]])
    assert not shape.contains(*centroid(hook))
    assert shape.contains(*shape.inner_point)


def test_large_countries_are_where_most_of_their_land_is() -> None:
    # Geoscience Australia gives its center of gravity as 25.61 S, 134.35 E (Lambert's method).
    country = next(
        place for place in load_gazetteer().candidates("Australia") if place.kind.value == "country"
    )
    assert [country.lat, country.lon] == pytest.approx([-25.4, 134.3], abs=0.5)
