"""Label placement: each name is placed beside its point if there is room for it, and left out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import fsum

from msgspec import Struct

from builder.pictures.geometry import Box

_NARROW = frozenset("iIjl.,:;'’‘|!()[]ftr- ")
_WIDE = frozenset("mwMWQO@%—…&")
_ASCENT, _DESCENT = 0.76, 0.23
"""Height of letters above and below the baseline, in sizes of the font."""
_AIR = 0.06
"""Padding around a name, in sizes of the font."""
_FURTHER = 1.9
"""Factor of the gap at which a name may be placed if it does not fit close to its point."""
_FIRST = 3
"""Extra weight of the first name over the last ones."""


class PlacedLabel(Struct, frozen=True):
    """A name at its place in a picture.

    Attributes:
        x, y: start, end or middle of its baseline, depending on ``anchor``.
        anchor: the value of SVG's ``text-anchor``.
        box: the largest area that it covers.
    """

    text: str
    x: int
    y: int
    anchor: str
    box: Box


class LabelRequest(Struct, frozen=True, array_like=True):
    """A name to place.

    Attributes:
        x, y: the point that it names.
        gap: its distance from the point; 0 for a name centered on the point.
    """

    text: str
    x: float
    y: float
    gap: float


# A name is tried at up to 16 places in 5 orders.
@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Return the largest width of a text in a common sans serif font of this size; the fonts of readers differ."""
    return size * sum(_letter_width(letter) for letter in text) / 100


# The names of those that many entities appear with are in many networks.
@lru_cache(maxsize=4096)
def fitted(text: str, size: float, width: float) -> str:
    """Return the text, cut and ended with "…" if it would be wider than ``width``."""
    if text_width(text, size) <= width:
        return text
    # One pass over the letters: a "name" may be as long as a paragraph.
    widths = accumulate(map(_letter_width, text), initial=_letter_width("…"))
    room = next(number for number, sum_so_far in enumerate(widths) if size * sum_so_far / 100 > width)
    return f"{text[: max(room - 1, 0)].rstrip()}…"


def place_labels(
    requests: Sequence[LabelRequest], *, size: float, taken: Iterable[Box], frame: Box
) -> tuple[PlacedLabel | None, ...]:
    """Place names greedily; return a label for each request, or None if it does not fit.

    Earlier requests are placed first, unless an order from one side to the other places more names; an earlier name
    counts for more there too. Between crowded points, a name may be placed a little further away.

    Args:
        requests: the names.
        size: of the font, in units of the picture.
        taken: areas that no name may cover.
        frame: the area that no name may leave.
    """
    covered = list(taken)
    orders = [list(range(len(requests)))]
    if any(request.gap for request in requests):
        for sign in (1, -1):
            orders.append(sorted(orders[0], key=lambda index: (sign * requests[index].x, index)))
            orders.append(sorted(orders[0], key=lambda index: (sign * requests[index].y, index)))
    best: tuple[PlacedLabel | None, ...] = ()
    for order in orders:
        found = _in_order(order, requests, size, covered, frame)
        best = max(best, found, key=_worth) if best else found
        if None not in best:
            break
    return best


def _worth(labels: Sequence[PlacedLabel | None]) -> float:
    """Return the value of a placement: the first name counts for four of the last ones."""
    return fsum(1 + _FIRST / (1 + rank) for rank, label in enumerate(labels) if label is not None)


def _in_order(
    order: Sequence[int], requests: Sequence[LabelRequest], size: float, taken: Sequence[Box], frame: Box
) -> tuple[PlacedLabel | None, ...]:
    covered = list(taken)
    found: list[PlacedLabel | None] = [None] * len(requests)
    for index in order:
        request = requests[index]
        label = next((one for one in _choices(request, size) if _is_free(one.box, covered, frame)), None)
        if label is not None:
            covered.append(label.box)
        found[index] = label
    return tuple(found)


def _is_free(box: Box, covered: Iterable[Box], frame: Box) -> bool:
    inside = frame.contains(box.left, box.top) and frame.contains(box.right, box.bottom)
    return inside and not any(box.overlaps(other) for other in covered)


def _choices(request: LabelRequest, size: float) -> Iterator[PlacedLabel]:
    """Yield the possible labels beside a point, the best first; a name centered on its point has only one."""
    if request.gap:
        yield from _beside(request, size, request.gap)
        yield from _beside(request, size, request.gap * _FURTHER)
    else:
        yield _label(request, size, 0.0, _level(size), "middle")


def _beside(request: LabelRequest, size: float, gap: float) -> Iterator[PlacedLabel]:
    """Yield the labels at a distance from a point."""
    level, near = _level(size), gap * 0.7
    below = (_ASCENT + _AIR) * size
    above = (_DESCENT + _AIR) * size
    yield _label(request, size, gap, level, "start")
    yield _label(request, size, -gap, level, "end")
    yield _label(request, size, 0.0, -gap - above, "middle")
    yield _label(request, size, 0.0, gap + below, "middle")
    yield _label(request, size, near, -near - above / 2, "start")
    yield _label(request, size, near, near + below, "start")
    yield _label(request, size, -near, -near - above / 2, "end")
    yield _label(request, size, -near, near + below, "end")


def _level(size: float) -> float:
    """Return how far below its point a name begins that stands beside it."""
    return (_ASCENT - _DESCENT) / 2 * size


def _label(request: LabelRequest, size: float, right: float, down: float, anchor: str) -> PlacedLabel:
    x, y = round(request.x + right), round(request.y + down)
    width = text_width(request.text, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    air = _AIR * size
    box = Box(left - air, y - _ASCENT * size - air, left + width + air, y + _DESCENT * size + air)
    return PlacedLabel(request.text, x, y, anchor, box)


def _letter_width(letter: str) -> int:
    """Return the width of a letter in hundredths of the font's size; whole numbers add up alike on every Python."""
    if letter in _NARROW:
        return 38
    if letter in _WIDE:
        return 95
    if ord(letter) >= 0x2E80:
        return 105
    return 72 if letter.isupper() else 60
