"""Geometry of pictures: encoded lines, projections, clipping and simplification, map views."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pictures.clipping import BLEED, Sheet
from builder.pictures.geometry import (
    Box,
    clip_ring,
    densified,
    on_grid,
    path_data,
    ring_area,
    ring_centroid,
    rings_contain,
    simplification_limits,
    simplified_indices,
)
from builder.pictures.map_ground import finest_level
from builder.pictures.map_view import WIDTH, WIDTH_STEP, regional_view, world_view
from builder.pictures.outline_detail import detailed
from builder.pictures.outlines import Outline, OutlineTable, load_outlines
from builder.pictures.polyline_encoding import decode_line, encode_line
from builder.pictures.projection import azimuthal, east_of, equal_earth, inverse_azimuthal

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


@pytest.mark.parametrize("line", [[], [(0, 0)], [(-179, 0), (180, -90)], [(5, 5), (4, 6), (100000, -7)]])
def test_a_line_survives_encoding_and_decoding(line: list[tuple[int, int]]) -> None:
    assert decode_line(encode_line(line)) == line


def test_the_encoding_is_the_encoded_polyline_format() -> None:
    assert encode_line([(3850000, -12020000), (4070000, -12095000), (4325200, -12645300)]) == (
        "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    )


HALF_WIDTH, POLE = 2.706630, 1.317363


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (0, 0, (0, 0)),
        (180, 0, (HALF_WIDTH, 0)),
        (-180, 0, (-HALF_WIDTH, 0)),
        (0, 90, (0, POLE)),
        (0, -90, (0, -POLE)),
        # the poles are lines 0.59247 times as long as the equator
        (180, 90, (HALF_WIDTH * 0.59247, POLE)),
    ],
)
def test_equal_earth_has_the_published_values(lon: float, lat: float, expected: tuple[float, float]) -> None:
    assert equal_earth(lon, lat) == pytest.approx(expected, abs=2e-5)


def test_equal_earth_has_the_published_aspect_ratio() -> None:
    assert equal_earth(180, 0)[0] / equal_earth(0, 90)[1] == pytest.approx(2.05458, abs=1e-5)


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (0, 40, (0, 0)),
        # Snyder's numerical example (1987, p. 332) on the sphere of radius 3: center 40° N 100° W, point 20° S 100° E
        (200, -20, (-4.2339303 / 3, 4.0257775 / 3)),
        (0, 90, (0, 2 * math.sin(math.radians(25)))),
    ],
)
def test_the_azimuthal_projection_has_the_published_values(
    lon: float, lat: float, expected: tuple[float, float]
) -> None:
    assert azimuthal(40)(lon, lat) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("lat", [-60, -10, 0, 35, 70])
def test_both_projections_are_true_to_area(lat: float) -> None:
    corners = [(10.0, lat), (10.1, lat), (10.1, lat + 0.1), (10.0, lat + 0.1)]
    globe = math.radians(0.1) * (math.sin(math.radians(lat + 0.1)) - math.sin(math.radians(lat)))
    assert ring_area([equal_earth(*corner) for corner in corners]) == pytest.approx(globe, rel=1e-3)
    flat = [azimuthal(30)(*corner) for corner in corners]
    assert ring_area(flat) == pytest.approx(globe, rel=1e-3)


@pytest.mark.parametrize(
    ("lon", "middle", "east"), [(10, 0, 10), (-170, 170, 20), (170, -170, -20), (0, 0, 0), (180, 0, -180)]
)
def test_differences_of_longitude_take_the_short_way(lon: float, middle: float, east: float) -> None:
    assert east_of(lon, middle) == east


@pytest.mark.parametrize(
    ("points", "tolerance", "kept"),
    [
        ([(0, 0), (1, 0.1), (2, 0)], 0.2, [0, 2]),
        ([(0, 0), (1, 0.3), (2, 0)], 0.2, [0, 1, 2]),
        ([(0, 0), (5, 5), (0, 0)], 1, [0, 1, 2]),
        ([(0, 0), (0, 0)], 1, [0, 1]),
    ],
)
def test_simplification_keeps_only_the_needed_points(
    points: list[tuple[float, float]], tolerance: float, kept: list[int]
) -> None:
    assert simplified_indices(points, tolerance) == kept


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=2, max_size=30))
def test_one_simplification_has_the_points_of_all_coarser_ones(points: list[tuple[int, int]]) -> None:
    limits = simplification_limits(points, 0.5)
    for tolerance in (0.5, 1.0, 3.0, 9.0):
        kept = [index for index, limit in enumerate(limits) if limit > tolerance**2]
        assert kept == simplified_indices(points, tolerance)


@pytest.mark.parametrize("lat", [0, 47, -66, 75])
@pytest.mark.parametrize(("x", "y"), [(0, 0), (0.3, 0), (-0.2, 0.25), (0.1, -0.3)])
def test_the_inverse_of_a_projection_finds_the_point(lat: float, x: float, y: float) -> None:
    east, found = inverse_azimuthal(lat)(x, y)
    assert azimuthal(lat)(east, found) == pytest.approx((x, y), abs=1e-9)


@pytest.mark.parametrize("lat", [0, 35, 52, 61, 70, 82, -33])
@pytest.mark.parametrize("narrowest", [13, 30, 60])
def test_window_has_all_that_is_in_the_picture(lat: float, narrowest: float) -> None:
    view = regional_view([(-12.5, lat)], width=640, height=440, narrowest=narrowest)
    project, window = view.projection(), view.window
    frame = Box(-BLEED, -BLEED, 640 + BLEED, 440 + BLEED)
    inside = 0
    for east in range(-179, 180):
        for tenths in range(-900, 901, 5):
            if frame.contains(*project(east, tenths / 10)):
                inside += 1
                assert window.contains(east, tenths / 10), (east, tenths)
    assert inside > 20


@pytest.mark.parametrize(
    ("box", "area"),
    [
        (Box(2, 2, 4, 4), 4),
        (Box(-5, -5, 5, 5), 25),
        (Box(-5, -5, 15, 15), 100),
        (Box(20, 20, 30, 30), 0),
        (Box(-5, 4, 15, 6), 20),
    ],
)
def test_a_ring_is_clipped_to_a_box(box: Box, area: float) -> None:
    cut = clip_ring(SQUARE, box)
    assert (abs(ring_area(cut)) if cut else 0) == pytest.approx(area)
    assert all(box.contains(x, y) for x, y in cut)


def test_a_point_is_in_a_ring_and_not_in_its_hole() -> None:
    hole = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    assert rings_contain([SQUARE], 5, 5)
    assert not rings_contain([SQUARE, hole], 5, 5)
    assert rings_contain([SQUARE, hole], 2, 5)
    assert not rings_contain([SQUARE], 11, 5)
    assert ring_centroid(SQUARE) == pytest.approx((5, 5))


def test_long_lines_get_more_points_and_paths_are_short() -> None:
    assert densified([(0, 0), (5, 0)], 2) == [(0, 0), (5 / 3, 0), (10 / 3, 0), (5, 0)]
    assert densified([], 2) == []
    assert (
        path_data([on_grid([*SQUARE[:2], (10.2, 0.1), *SQUARE[2:]])], closed=True) == "M0 0l10 0 0 10-10 0z"
    )
    assert path_data([], closed=False) == ""


def test_the_tables_of_outlines_are_complete() -> None:
    for scale in OutlineTable:
        outlines = load_outlines(scale)
        for outline in outlines.land:
            points = points_at(outline, 0)
            assert points[0] == points[-1], "a ring ends where it begins"
        assert all(lines for lines in outlines.areas.values())
    assert {"IQ", "SY", "IL", "US", "NO", "XK", "TW"} <= set(load_outlines(OutlineTable.REGION).areas)
    assert {"US:Arizona", "US:South Carolina"} <= set(load_outlines(OutlineTable.STATES).areas)


def points_at(outline: Outline, level: int) -> list[tuple[float, float]]:
    """Return the points of an outline at a level of detail."""
    chunks = detailed(outline, level).chunks
    assert all(one.points[-1] == other.points[0] for one, other in pairwise(chunks))
    return [*chunks[0].points, *(point for chunk in chunks[1:] for point in chunk.points[1:])]


@pytest.mark.parametrize("level", [-2, 0, 3, 8])
def test_an_outline_at_a_level_of_detail_moves_no_further_than_that(level: int) -> None:
    tolerance = 0.02 * 2 ** (level / 2)
    norway = max(load_outlines(OutlineTable.REGION).areas["NO"], key=lambda outline: outline.extent)
    whole, simple = points_at(norway, -40), points_at(norway, level)
    assert len(simple) < len(whole) or level < 0
    assert set(simple) <= set(whole)
    kept = [index for index, point in enumerate(whole) if point in set(simple)]
    for start, end in pairwise(kept):
        (ax, ay), (bx, by) = whole[start], whole[end]
        for x, y in whole[start + 1 : end]:
            # The far north makes a degree of longitude at most half as long as one of latitude.
            along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 or 1)
            along = min(max(along, 0), 1)
            away = math.hypot((x - ax - along * (bx - ax)) * 0.5, y - ay - along * (by - ay))
            assert away < tolerance * 2


def test_areas_and_borders_have_the_same_points_at_every_level() -> None:
    outlines = load_outlines(OutlineTable.REGION)
    areas = {
        key: {p for outline in outlines.areas[key] for p in points_at(outline, 6)} for key in ("NO", "SE")
    }
    shared = [
        outline
        for outline in outlines.borders
        if all(
            any(set(outline.refs) & {max(r, -1 - r) for r in one.refs} for one in outlines.areas[key])
            for key in areas
        )
    ]
    assert shared
    for outline in shared:
        assert set(points_at(outline, 6)) <= areas["NO"] & areas["SE"]


def test_no_line_crosses_the_world_map() -> None:
    view = world_view(1600)
    sheet, outlines, level = Sheet(view), load_outlines(OutlineTable.WORLD), finest_level(view)
    drawn = [
        list(sheet.rings(sheet.near(outlines.land), level)),
        list(sheet.lines(sheet.near(outlines.borders), level)),
    ]
    for lines in drawn:
        assert len(lines) > 50
        for line in lines:
            for (ax, _), (bx, _) in pairwise(line):
                assert abs(bx - ax) < view.width / 8


def test_maps_of_neighbors_share_their_view() -> None:
    places = [(44.0 + east / 20, 33.0 + north / 20) for east in range(10) for north in range(10)]
    views = {regional_view([place], width=640, height=440, narrowest=13) for place in places}
    assert len(views) <= 4
    assert {round(view.unit * 640, 6) for view in views} == {WIDTH}


@pytest.mark.parametrize("narrowest", [13, 20, 52, 73])
def test_a_view_is_at_most_a_step_wider_than_it_must_be(narrowest: float) -> None:
    view = regional_view([(10.0, 50.0)], width=640, height=440, narrowest=narrowest)
    assert narrowest - 1e-9 <= view.unit * 640 < narrowest * WIDTH_STEP


POINTS = [
    [(44.0, 33.0)],
    [(178.0, -17.0), (-178.0, -18.0)],
    [(15.6, 78.2)],
    [(174.8, -41.3)],
    [(-112.0, 34.0), (-80.6, 33.9)],
    [(0.0, 89.9)],
]


@pytest.mark.parametrize("points", POINTS)
def test_a_view_shows_its_points_with_a_margin(points: list[tuple[float, float]]) -> None:
    view = regional_view(points, width=640, height=440, narrowest=13)
    for lon, lat in points:
        x, y = view.project(lon, lat)
        assert 0.1 * view.width < x < 0.9 * view.width
        assert 0.1 * view.height < y < 0.9 * view.height


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [
        (44.4, 33.3, True),
        (20.0, 34.0, False),
        (177.9, -17.8, True),
        (170.0, -44.0, True),
        (-41.0, 75.0, True),
        (-30.0, 0.0, False),
        (179.0, 68.0, True),
        (-179.0, 67.5, True),
        (0.0, 89.0, False),
        (51.0, 42.0, False),
    ],
)
def test_land_is_land_in_every_projection(lon: float, lat: float, *, is_land: bool) -> None:
    near = regional_view([(lon, lat)], width=640, height=440, narrowest=13)
    far = regional_view([(lon - 20, max(lat - 10, -80)), (lon, lat)], width=640, height=440, narrowest=13)
    for view in (near, far):
        sheet = Sheet(view)
        rings = list(sheet.rings(sheet.near(load_outlines(OutlineTable.REGION).land), finest_level(view)))
        assert rings_contain(rings, *view.project(lon, lat)) is is_land


def test_no_segment_of_a_border_is_beyond_the_edge_of_the_picture() -> None:
    view = regional_view([(10.0, 50.0)], width=640, height=440, narrowest=20)
    sheet, outlines, level = Sheet(view), load_outlines(OutlineTable.REGION), finest_level(view)
    lines = list(sheet.lines(sheet.near(outlines.borders), level))
    assert len(lines) > 10
    paper = Box(-BLEED, -BLEED, 640 + BLEED, 440 + BLEED)
    for line in lines:
        assert len(line) > 1
        for (ax, ay), (bx, by) in pairwise(line):
            assert paper.overlaps(Box(min(ax, bx), min(ay, by), max(ax, bx) + 1e-9, max(ay, by) + 1e-9))
    assert any(not view.frame.contains(*line[0]) for line in lines), "lines go on to the edge"


def test_every_point_of_a_border_on_the_picture_is_drawn() -> None:
    view = regional_view([(10.0, 50.0)], width=640, height=440, narrowest=20)
    sheet, outlines, level = Sheet(view), load_outlines(OutlineTable.REGION), finest_level(view)
    near, project = sheet.near(outlines.borders), view.projection()
    drawn = {point for line in sheet.lines(near, level) for point in line}
    shown = {
        point
        for outline, east in near
        for chunk in detailed(outline, level).chunks
        for x, y in chunk.points
        if view.frame.contains(*(point := project(x + east, y)))
    }
    assert len(shown) > 100
    assert shown <= drawn
