"""Clipping of outlines to a view: cut to its window, and projected onto its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from builder.pictures.geometry import Box, Point, clip_ring, densified
from builder.pictures.map_view import MapView
from builder.pictures.outline_detail import Polyline, detailed, longest_step
from builder.pictures.outlines import Outline

BLEED = 10.0
"""Units by which areas extend beyond the edge of a picture, so that their own edge is not visible."""

ShiftedOutline = tuple[Outline, float]
"""An outline, and the shift of its longitudes that makes them relative to the middle of a view."""

_FULL_TURNS = (-360.0, 0.0, 360.0)


class Sheet:
    """The picture of a view, onto which outlines are projected.

    Args:
        view: the part of the world.
    """

    def __init__(self, view: MapView) -> None:
        frame = view.frame
        self._window = view.window
        self._middle = view.middle[0]
        self._paper = Box(frame.left - BLEED, frame.top - BLEED, frame.right + BLEED, frame.bottom + BLEED)
        self._square_unit = view.unit**2
        # Coasts and borders are also the edges of areas: each point is projected once.
        self._projected = _ProjectedPoints(view)

    def near(self, outlines: Iterable[Outline], least: float = 0.0) -> list[ShiftedOutline]:
        """Return the outlines in the window, except those that cover less than ``least`` square units.

        An outline can be in the window twice.
        """
        window, middle = self._window, self._middle
        south, north, left, right = window.top, window.bottom, window.left + middle, window.right + middle
        least *= self._square_unit
        return [
            (outline, turn - middle)
            for outline in outlines
            if outline.extent >= least
            for box in (outline.box,)
            if box.bottom > south and box.top < north
            for turn in _FULL_TURNS
            if box.left + turn < right and box.right + turn > left
        ]

    def rings(self, near: Iterable[ShiftedOutline], level: int) -> Iterator[list[Point]]:
        """Yield the filled rings of outlines in the window at a level of detail."""
        window = self._window
        for outline, east in near:
            ring = _ring_near(detailed(outline, level), east, window)
            if not _contains(window, outline.box, east):
                ring = clip_ring(ring, window)
            projected = clip_ring(self._project(ring, level), self._paper) if len(ring) > 2 else []
            if len(projected) > 2:
                yield projected

    def lines(self, near: Iterable[ShiftedOutline], level: int) -> Iterator[list[Point]]:
        """Yield the parts of lines on the picture at a level of detail."""
        for outline, east in near:
            for run in _runs(detailed(outline, level), east, self._window):
                # The window is up to three times as large as the picture: two thirds of the bytes would be beyond it.
                yield from _on_paper(self._project(run, level), self._paper)

    def count_points(self, near: Iterable[ShiftedOutline], level: int) -> int:
        """Return about how many points outlines have on the picture at a level of detail."""
        paper, project = self._paper, self._projected
        count = 0
        for outline, east in near:
            for chunk in detailed(outline, level).chunks:
                points = chunk.points
                x, y = points[len(points) // 2]
                if paper.contains(*project[x + east, y]):
                    count += len(points) - 1
        return count

    def _project(self, points: list[Point], level: int) -> list[Point]:
        projected = self._projected
        return [projected[point] for point in densified(points, longest_step(level))]


class _ProjectedPoints(dict[Point, Point]):
    """Points of the picture by longitude relative to the middle of the view, and latitude."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._project = view.projection()

    def __missing__(self, point: Point) -> Point:
        found = self[point] = self._project(*point)
        return found


def _contains(window: Box, box: Box, east: float) -> bool:
    """Return True if a window contains a shifted box."""
    return (
        window.left <= box.left + east
        and box.right + east <= window.right
        and window.top <= box.top
        and box.bottom <= window.bottom
    )


def _shifted(box: Box, east: float) -> Box:
    return Box(box.left + east, box.top, box.right + east, box.bottom)


def _ring_near(line: Polyline, east: float, window: Box) -> list[Point]:
    """Return a ring shifted east; chunks beyond one side of the window are reduced to their ends."""
    points: list[Point] = []
    for chunk in line.chunks:
        box = chunk.box
        beyond = (
            box.right + east < window.left
            or box.left + east > window.right
            or box.bottom < window.top
            or box.top > window.bottom
        )
        near = (chunk.points[0], chunk.points[-1]) if beyond else chunk.points
        points += [(x + east, y) for x, y in near]
    return points


def _on_paper(points: Sequence[Point], paper: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line whose segments may be on the paper, with their ends beyond its edge."""
    part: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(points):
        if (
            (ax < paper.left and bx < paper.left)
            or (ax > paper.right and bx > paper.right)
            or (ay < paper.top and by < paper.top)
            or (ay > paper.bottom and by > paper.bottom)
        ):
            if part:
                yield part
            part = []
        else:
            part += [(bx, by)] if part else [(ax, ay), (bx, by)]
    if part:
        yield part


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
