"""Stretches of a passage: its marks, which may cross, as pieces that nest or are disjoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.pages.passages import Mark, MarkKind, Passage

_RANK = {
    MarkKind.MENTION: 0,
    MarkKind.ROLE: 1,
    MarkKind.DATELINE: 2,
    MarkKind.QUOTE: 3,
    MarkKind.NOTED: 4,
}
"""Of two marks that cross, that of higher rank is split; of two with the same span, it is the outer one."""


# A tuple, since a brief has a hundred.
class Stretch(NamedTuple):
    """One piece of a mark.

    Attributes:
        start, end: its words in the text of the passage.
        mark: the mark.
        first, last: True for the mark's first and last piece.
    """

    start: int
    end: int
    mark: Mark
    first: bool
    last: bool


def cut_stretches(passage: Passage) -> list[Stretch]:
    """Return pieces of the marks that nest or are disjoint, in the order in which they open.

    Marks without words are left out, and what is outside the text.
    """
    whole = _whole_marks(passage)
    whole.sort(key=_opening, reverse=True)
    return whole if _is_nested(whole) else _split(whole)


def _whole_marks(passage: Passage) -> list[Stretch]:
    offset, limit = passage.start, len(passage.text)
    found = []
    for mark in passage.marks:
        start, end = mark.span.start - offset, min(mark.span.end - offset, limit)
        if start < end:
            found.append(Stretch(start, end, mark, first=True, last=True))
    return found


def _opening(stretch: Stretch) -> tuple[int, int, int, str]:
    """Return the sort key by which, in falling order, the outer one of two stretches opens first."""
    return -stretch.start, stretch.end, _RANK[stretch.mark.kind], stretch.mark.id or ""


def _is_nested(stretches: Iterable[Stretch]) -> bool:
    """Return True if no two of the stretches cross, as in almost every passage."""
    ends: list[int] = []
    for start, end, *_ in stretches:
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            return False
        ends.append(end)
    return True


def _split(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches with those of higher rank split where they cross others."""
    ranked = sorted(stretches, key=lambda one: (_RANK[one.mark.kind], one.start, -one.end, one.mark.id or ""))
    accepted: list[Stretch] = []
    for start, end, mark, *_ in ranked:
        edges = sorted({start, end, *_cuts(start, end, accepted)})
        accepted += [
            Stretch(first, last, mark, first=first == start, last=last == end)
            for first, last in pairwise(edges)
        ]
    # Of equal spans the one accepted last, of the higher rank, opens first.
    opening = sorted(
        range(len(accepted)), key=lambda index: (accepted[index].start, -accepted[index].end, -index)
    )
    return [accepted[index] for index in opening]


def _cuts(start: int, end: int, accepted: Sequence[Stretch]) -> set[int]:
    """Return the offsets at which a stretch must be cut so that it crosses none of the accepted ones."""
    cuts: set[int] = set()
    for other in accepted:
        if other.start < start < other.end < end:
            cuts.add(other.end)
        elif start < other.start < end < other.end:
            cuts.add(other.start)
    return cuts
