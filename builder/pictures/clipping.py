"""Outlines as a view shows them: cut to what it can show, projected, and no finer than the eye needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.pictures.encoding import GridPoint
from builder.pictures.lines import Box, Point, clip_ring, densified, on_grid, ring_area
from builder.pictures.outlines import Line
from builder.pictures.view import View

STEP = 2.0
"""Degrees between two points of a long straight line, which no projection leaves straight."""
TOLERANCE = 1.1
"""How far a line may move, in units of the picture: half a pixel of a small map."""
SMALLEST = 6.0
"""Square units below which an island is not drawn."""

_TURNS = (-360.0, 0.0, 360.0)


def drawn_rings(lines: Iterable[Line], view: View) -> list[list[GridPoint]]:
    """The filled rings of a view, at whole units."""
    window = view.window
    found = []
    for line in lines:
        for turn in _TURNS:
            east = turn - view.middle[0]
            if _shifted(line.box, east).meets(window):
                ring = _grid(clip_ring(_ring_near(line, east, window), window), view)
                if len(ring) > 2 and abs(ring_area(ring)) >= SMALLEST:
                    found.append(ring)
    return found


def drawn_lines(lines: Iterable[Line], view: View) -> list[list[GridPoint]]:
    """The lines of a view, at whole units."""
    window = view.window
    found = []
    for line in lines:
        for turn in _TURNS:
            east = turn - view.middle[0]
            if _shifted(line.box, east).meets(window):
                grids = (_grid(run, view) for run in _runs(line, east, window))
                found += [grid for grid in grids if len(grid) > 1]
    return found


def _grid(points: list[Point], view: View) -> list[GridPoint]:
    return on_grid([view.lay(*point) for point in densified(points, STEP)], TOLERANCE) if points else []


def _shifted(box: Box, east: float) -> Box:
    return Box(box.left + east, box.top, box.right + east, box.bottom)


def _ring_near(line: Line, east: float, window: Box) -> list[Point]:
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


def _runs(line: Line, east: float, window: Box) -> Iterator[list[Point]]:
    """The stretches of a line that lie in the window, each with one point beyond it on either side."""
    run: list[Point] = []
    before: Point | None = None
    was_inside = False
    for chunk in line.chunks:
        if not _shifted(chunk.box, east).meets(window) and not was_inside:
            before = None
            continue
        for x, y in chunk.points[1:] if before is not None else chunk.points:
            point = (x + east, y)
            inside = window.holds(*point)
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
