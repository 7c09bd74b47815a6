"""Clipping of outlines to a view: cut to its window, projected, and simplified to what is visible."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from builder.pictures.geometry import Box, Point, clip_ring, densified, on_grid, ring_area, thinned
from builder.pictures.map_view import MapView
from builder.pictures.outlines import Polyline
from builder.pictures.polyline_encoding import GridPoint

STEP = 2.0
"""Most degrees between two points of a line: projections bend long straight lines."""
TOLERANCE = 1.1
"""Distance that simplification may move a line, in units of the picture: half a pixel of a small map."""
SMALLEST = 6.0
"""Square units of the smallest island that is drawn."""
BLEED = 10.0
"""Units by which areas extend beyond the edge of a picture, so that their own edge is not visible."""

_FULL_TURNS = (-360.0, 0.0, 360.0)


def project_rings(lines: Iterable[Polyline], view: MapView) -> list[list[Point]]:
    """Return the filled rings of a view, projected onto its picture."""
    window, frame = view.window, view.frame
    paper = Box(frame.left - BLEED, frame.top - BLEED, frame.right + BLEED, frame.bottom + BLEED)
    found = []
    for line in lines:
        if _extent(line.box, view) >= SMALLEST:
            for east in _shifts(line, view, window):
                ring = clip_ring(_ring_near(line, east, window), window)
                projected = clip_ring(_project(ring, view), paper) if len(ring) > 2 else []
                if len(projected) > 2:
                    found.append(projected)
    return found


def project_lines(lines: Iterable[Polyline], view: MapView) -> list[list[Point]]:
    """Return the lines of a view, projected onto its picture."""
    window = view.window
    return [
        _project(run, view)
        for line in lines
        for east in _shifts(line, view, window)
        for run in _runs(line, east, window)
    ]


def simplify_rings(projected: Iterable[Sequence[Point]], fineness: float = 1.0) -> list[list[GridPoint]]:
    """Return rings in whole units without points that are not needed, and without rings too small to be visible.

    Args:
        projected: the rings.
        fineness: 1 for all detail that is visible in a small picture, 2 for half of that, and so on.
    """
    rings = (on_grid(ring, TOLERANCE * fineness) for ring in projected)
    smallest = SMALLEST * fineness
    return [ring for ring in rings if len(ring) > 2 and abs(ring_area(ring)) >= smallest]


def simplify_lines(projected: Iterable[Sequence[Point]], fineness: float = 1.0) -> list[list[GridPoint]]:
    """Return lines in whole units without points that are not needed; ``fineness`` is the same as for rings."""
    lines = (on_grid(line, TOLERANCE * fineness) for line in projected)
    return [line for line in lines if len(line) > 1]


def _project(points: Sequence[Point], view: MapView) -> list[Point]:
    return thinned([view.project_east(*point) for point in densified(points, STEP)], TOLERANCE / 2)


def _shifts(line: Polyline, view: MapView, window: Box) -> list[float]:
    """Return the shifts in degrees of longitude that bring a line into the window, from its middle."""
    box, middle = line.box, view.middle[0]
    if box.bottom <= window.top or box.top >= window.bottom:
        return []
    return [
        turn - middle
        for turn in _FULL_TURNS
        if box.left + turn - middle < window.right and box.right + turn - middle > window.left
    ]


def _extent(box: Box, view: MapView) -> float:
    """Return the approximate largest number of square units that a box covers."""
    unit = math.radians(view.scale)
    return (box.right - box.left) * (box.bottom - box.top) * unit * unit * 2


def _shifted(box: Box, east: float) -> Box:
    return Box(box.left + east, box.top, box.right + east, box.bottom)


def _ring_near(line: Polyline, east: float, window: Box) -> list[Point]:
    """Return a ring shifted east; chunks beyond one side of the window are reduced to their ends."""
    points: list[Point] = []
    for chunk in line.chunks:
        box = _shifted(chunk.box, east)
        beyond = (
            box.right < window.left
            or box.left > window.right
            or box.bottom < window.top
            or box.top > window.bottom
        )
        near = (chunk.points[0], chunk.points[-1]) if beyond else chunk.points
        points += [(x + east, y) for x, y in near]
    return points


def _runs(line: Polyline, east: float, window: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line in the window, each with one point beyond the window on either side."""
    run: list[Point] = []
    before: Point | None = None
    was_inside = False
    for chunk in line.chunks:
        if not _shifted(chunk.box, east).overlaps(window) and not was_inside:
            before = None
            continue
        for x, y in chunk.points[1:] if before is not None else chunk.points:
            point = (x + east, y)
            inside = window.contains(*point)
            if inside and not run and before is not None:
                run.append(before)
            if inside or was_inside:
                run.append(point)
            if was_inside and not inside:
                yield run
                run = []
            before, was_inside = point, inside
    if run:
        yield run
