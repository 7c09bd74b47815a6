"""Drawing of timeline strips: periods and counts → bars, marks and a scale at coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from builder.edition.interface import Interface
from builder.pages.charts.strip import StripBar, StripEvent, TimeStrip
from builder.pictures.geometry import Box
from builder.pictures.label_placement import PlacedLabel, text_width

WIDTH, HEIGHT = 640, 104
EVENTS_HEIGHT = 24
"""Additional height for marks of events."""
SIDE = 12
"""Margin left and right, so that a mark at either end is not cut off."""
AXIS, TALLEST, LOWEST = 74, 62, 10
"""Bottom of the bars, height of the bar of the highest count, and least height of a bar."""
NARROWEST, WIDEST = 8, 22
"""Least and largest width of a bar."""
MARKS = 89
"""Middle of the marks of events."""
LINE, FONT = 98, 25
"""Baseline of the labels of the scale without events, and their font size."""
TICKS = 6
_AIR = 14

_STEPS = (1, 2, 7, 14, 31, 62, 92, 184, 366, 732, 1830, 3660, 7310, 18270, 36530, 73050)
"""Steps of a scale in days, the largest for their months or years; the last are 50, 100 and 200 years."""


class BarMark(Struct, frozen=True):
    """A bar as the data of an SVG path."""

    bar: StripBar
    path: str


class EventMark(Struct, frozen=True):
    """An event with the path of its mark, which is as wide as its period."""

    event: StripEvent
    path: str


class DrawnStrip(Struct, frozen=True):
    """A strip in terms of SVG; ``ticks`` are the labels of the scale."""

    width: int
    height: int
    axis: int
    bars: tuple[BarMark, ...]
    events: tuple[EventMark, ...]
    ticks: tuple[PlacedLabel, ...]


def draw_strip(strip: TimeStrip, *, interface: Interface) -> DrawnStrip:
    """Return the picture of a strip."""
    periods = [bar.period for bar in strip.bars] + [event.period for event in strip.events]
    first = min(period.first for period in periods)
    last = max([first + 1, *(period.last for period in periods)])
    highest = max((bar.count for bar in strip.bars), default=1)
    bars = []
    for bar in strip.bars:
        left, right = _x(bar.period.first, first, last), _x(bar.period.last, first, last)
        width = min(max(right - left - 2, NARROWEST), WIDEST)
        height = LOWEST + round((TALLEST - LOWEST) * bar.count / highest)
        x = min(max((left + right - width) // 2, 0), WIDTH - width)
        bars.append(BarMark(bar, f"M{x} {AXIS - height}h{width}v{height}h-{width}"))
    events = tuple(
        EventMark(event, _lozenge(_x(event.period.first, first, last), _x(event.period.last, first, last)))
        for event in strip.events
    )
    more = EVENTS_HEIGHT if events else 0
    return DrawnStrip(
        WIDTH, HEIGHT + more, AXIS, tuple(bars), events, _ticks(interface, first, last, LINE + more)
    )


def _x(day: int, first: int, last: int) -> int:
    return SIDE + (2 * (WIDTH - 2 * SIDE) * (day - first) + last - first) // (2 * (last - first))


def _lozenge(left: int, right: int) -> str:
    return f"M{left - 7} {MARKS}l7-7H{right}l7 7l-7 7H{left}z"


def _ticks(interface: Interface, first: int, last: int, line: int) -> tuple[PlacedLabel, ...]:
    """Return the labels of the finest scale that has room for them."""
    for step in _STEPS:
        days = list(_days(step, first, last)) if (last - first) / step <= TICKS * 2 else []
        if days and len(days) <= TICKS:
            labels = [_tick(interface, day, step, first, last, line) for day in days]
            if _are_apart(labels):
                return tuple(labels)
    return ()


def _days(step: int, first: int, last: int) -> Iterator[int]:
    """Yield the days of a scale: every few days, or the first days of months or years with round numbers."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    if step < 31:
        yield from range(first, last + 1, step)
    elif step < 366:
        months = {31: 1, 62: 2, 92: 3, 184: 6}[step]
        for count in range(start.year * 12, end.year * 12 + 12):
            if count % months == 0:
                day = date(count // 12, count % 12 + 1, 1).toordinal()
                if first <= day <= last:
                    yield day
    else:
        years = step // 365
        for year in range(start.year, end.year + 1):
            if year % years == 0 and first <= date(year, 1, 1).toordinal() <= last:
                yield date(year, 1, 1).toordinal()


def _tick(interface: Interface, day: int, step: int, first: int, last: int, line: int) -> PlacedLabel:
    when = date.fromordinal(day)
    month = interface.phrases["dates.short-months"].split()[when.month - 1]
    text = f"{when.day} {month}" if step < 31 else f"{month} {when.year}" if step < 366 else str(when.year)
    width = text_width(text, FONT)
    x = round(min(max(_x(day, first, last), width / 2), WIDTH - width / 2))
    return PlacedLabel(text, x, line, "middle", Box(x - width / 2, line - FONT, x + width / 2, line + 6))


def _are_apart(labels: Sequence[PlacedLabel]) -> bool:
    return all(one.box.right + _AIR <= other.box.left for one, other in pairwise(labels))
