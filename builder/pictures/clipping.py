"""Outlines as a view shows them: cut to what it can show, projected, and no finer than the eye needs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from builder.pictures.geometry import Box, Point, clip_ring, densified, on_grid, ring_area, thinned
from builder.pictures.map_view import MapView
from builder.pictures.outlines import Polyline
from builder.pictures.polyline_encoding import GridPoint

STEP = 2.0
"""Degrees between two points of a long straight line, which no projection leaves straight."""
TOLERANCE = 1.1
"""How far a line may move, in units of the picture: half a pixel of a small map."""
SMALLEST = 6.0
"""Square units below which an island is not drawn."""
BLEED = 10.0
"""Units beyond the edge of a picture to which areas reach, so that their own edge is not seen."""

_TURNS = (-360.0, 0.0, 360.0)


def project_rings(lines: Iterable[Polyline], view: MapView) -> list[list[Point]]:
    """The filled rings of a view, laid onto its picture."""
    window, frame = view.window, view.frame
    paper = Box(frame.left - BLEED, frame.top - BLEED, frame.right + BLEED, frame.bottom + BLEED)
    found = []
    for line in lines:
        if _extent(line.box, view) >= SMALLEST:
            for east in _turns(line, view, window):
                ring = clip_ring(_ring_near(line, east, window), window)
                laid = clip_ring(_lay(ring, view), paper) if len(ring) > 2 else []
                if len(laid) > 2:
                    found.append(laid)
    return found


def project_lines(lines: Iterable[Polyline], view: MapView) -> list[list[Point]]:
    """The lines of a view, laid onto its picture."""
    window = view.window
    return [
        _lay(run, view)
        for line in lines
        for east in _turns(line, view, window)
        for run in _runs(line, east, window)
    ]


def simplify_rings(laid: Iterable[Sequence[Point]], fineness: float = 1.0) -> list[list[GridPoint]]:
    """Rings at whole units, with as many points as are needed, without those too small to be seen.

    Args:
        laid: the rings.
        fineness: 1 for all that the eye can see in a small picture, 2 for half of that, and so on.
    """
    rings = (on_grid(ring, TOLERANCE * fineness) for ring in laid)
    smallest = SMALLEST * fineness
    return [ring for ring in rings if len(ring) > 2 and abs(ring_area(ring)) >= smallest]


def simplify_lines(laid: Iterable[Sequence[Point]], fineness: float = 1.0) -> list[list[GridPoint]]:
    """Lines at whole units, with as many points as are needed; ``fineness`` as for rings."""
    lines = (on_grid(line, TOLERANCE * fineness) for line in laid)
    return [line for line in lines if len(line) > 1]


def _lay(points: Sequence[Point], view: MapView) -> list[Point]:
    return thinned([view.lay(*point) for point in densified(points, STEP)], TOLERANCE / 2)


def _turns(line: Polyline, view: MapView, window: Box) -> list[float]:
    """By how many degrees a line must be moved for the window to see it."""
    box, middle = line.box, view.middle[0]
    if box.bottom <= window.top or box.top >= window.bottom:
        return []
    return [
        turn - middle
        for turn in _TURNS
        if box.left + turn - middle < window.right and box.right + turn - middle > window.left
    ]


def _extent(box: Box, view: MapView) -> float:
    """About how many square units a box covers at the most."""
    unit = math.radians(view.scale)
    return (box.right - box.left) * (box.bottom - box.top) * unit * unit * 2


def _shifted(box: Box, east: float) -> Box:
    return Box(box.left + east, box.top, box.right + east, box.bottom)


def _ring_near(line: Polyline, east: float, window: Box) -> list[Point]:
    """A ring, of which stretches that lie beyond one side of the window keep no more than their ends."""
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
    """The stretches of a line that lie in the window, each with one point beyond it on either side."""
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
