"""Names in a picture: each is put where there is room for it, and left out where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from math import fsum

from builder.pictures.geometry import Box

_NARROW = frozenset("iIjl.,:;'’‘|!()[]ftr- ")
_WIDE = frozenset("mwMWQO@%—…&")
_ASCENT, _DESCENT = 0.76, 0.23
"""How far letters reach above and below their line, in sizes of the font."""
_AIR = 0.06
"""Room around a name, in sizes of the font."""
_FURTHER = 1.9
"""How many times further off a name may stand where there is no room at its point."""
_FIRST = 3
"""How much more the first name is worth than one that comes late."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name in a picture.

    Attributes:
        x, y: where its line begins, ends or has its middle, as ``anchor`` says, in SVG's words.
        box: what it covers at most.
    """

    text: str
    x: int
    y: int
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A name that asks for room.

    Attributes:
        x, y: what it names.
        gap: how far it stands from there; 0 for a name that stands on the very point.
    """

    text: str
    x: float
    y: float
    gap: float


def text_width(text: str, size: float) -> float:
    """How wide a text is at most in a common sans serif of this size; the fonts of readers differ."""
    return size * sum(_letter_width(letter) for letter in text) / 100


def fitted(text: str, size: float, width: float) -> str:
    """Return the text, cut and ended with "…" if it would be wider than ``width``."""
    if text_width(text, size) <= width:
        return text
    # Once along the letters: a "name" may be as long as a paragraph.
    widths = accumulate(map(_letter_width, text), initial=_letter_width("…"))
    room = next(number for number, sum_so_far in enumerate(widths) if size * sum_so_far / 100 > width)
    return f"{text[: max(room - 1, 0)].rstrip()}…"


def place_labels(
    wishes: Sequence[LabelRequest], *, size: float, taken: Iterable[Box], frame: Box
) -> tuple[PlacedLabel | None, ...]:
    """A label for each wish, or None where no room is left.

    Earlier wishes are served first, unless more names find room when they are taken from one side to the other: there,
    too, an earlier one counts for more. Among points that crowd together a name may stand a little further off.

    Args:
        wishes: the names.
        size: of the font, in units of the picture.
        taken: what no name may cover.
        frame: what no name may leave.
    """
    covered = list(taken)
    orders = [list(range(len(wishes)))]
    if any(wish.gap for wish in wishes):
        for sign in (1, -1):
            orders.append(sorted(orders[0], key=lambda index: (sign * wishes[index].x, index)))
            orders.append(sorted(orders[0], key=lambda index: (sign * wishes[index].y, index)))
    tried = [_in_order(order, wishes, size, covered, frame) for order in orders]
    return max(tried, key=_worth)


def _worth(labels: Sequence[PlacedLabel | None]) -> float:
    """How much is named: the first name counts for four of the last ones."""
    return fsum(1 + _FIRST / (1 + rank) for rank, label in enumerate(labels) if label is not None)


def _in_order(
    order: Sequence[int], wishes: Sequence[LabelRequest], size: float, taken: Sequence[Box], frame: Box
) -> tuple[PlacedLabel | None, ...]:
    covered = list(taken)
    found: list[PlacedLabel | None] = [None] * len(wishes)
    for index in order:
        wish = wishes[index]
        choices = chain(_choices(wish, size), _choices(replace(wish, gap=wish.gap * _FURTHER), size))
        label = next((one for one in choices if _is_free(one.box, covered, frame)), None)
        if label is not None:
            covered.append(label.box)
        found[index] = label
    return tuple(found)


def _is_free(box: Box, covered: Iterable[Box], frame: Box) -> bool:
    inside = frame.contains(box.left, box.top) and frame.contains(box.right, box.bottom)
    return inside and not any(box.overlaps(other) for other in covered)


def _choices(wish: LabelRequest, size: float) -> Iterator[PlacedLabel]:
    """The places beside a point, the best first; for a name on its point there is only one."""
    level = (_ASCENT - _DESCENT) / 2 * size
    if not wish.gap:
        yield _label(wish, size, 0.0, level, "middle")
        return
    gap, near = wish.gap, wish.gap * 0.7
    below = (_ASCENT + _AIR) * size
    above = (_DESCENT + _AIR) * size
    yield _label(wish, size, gap, level, "start")
    yield _label(wish, size, -gap, level, "end")
    yield _label(wish, size, 0.0, -gap - above, "middle")
    yield _label(wish, size, 0.0, gap + below, "middle")
    yield _label(wish, size, near, -near - above / 2, "start")
    yield _label(wish, size, near, near + below, "start")
    yield _label(wish, size, -near, -near - above / 2, "end")
    yield _label(wish, size, -near, near + below, "end")


def _label(wish: LabelRequest, size: float, right: float, down: float, anchor: str) -> PlacedLabel:
    x, y = round(wish.x + right), round(wish.y + down)
    width = text_width(wish.text, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    air = _AIR * size
    box = Box(left - air, y - _ASCENT * size - air, left + width + air, y + _DESCENT * size + air)
    return PlacedLabel(wish.text, x, y, anchor, box)


def _letter_width(letter: str) -> int:
    """Return the width of a letter in hundredths of the font's size; whole numbers add up alike on every Python."""
    if letter in _NARROW:
        return 38
    if letter in _WIDE:
        return 95
    if ord(letter) >= 0x2E80:
        return 105
    return 72 if letter.isupper() else 60
