"""Weaving: a passage whose marks nest and cross, as a tree that templates can write out.

The tree is balanced by construction, holds every character of the passage once and in order, and never has a
link inside a link. A mark that has to be split keeps its id on its first piece alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.model.span import Span
from builder.pages.passages import Mark, MarkKind, Passage

_RANK = {MarkKind.MENTION: 0, MarkKind.ROLE: 1, MarkKind.DATELINE: 2, MarkKind.QUOTE: 3}
"""Of two marks that cross, that of higher rank is split; of two over the same words it is the outer one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without marks, or one piece of a mark.

    Attributes:
        text: the words of a stretch without marks; "" for a piece of a mark.
        mark: None for a stretch without marks.
        id: the mark's id on its first piece, else None.
        url: the mark's url, unless a piece around it has one already.
        pieces: what the piece of a mark holds.
    """

    text: str = ""
    mark: Mark | None = None
    id: str | None = None
    url: str | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(slots=True)
class _Open:
    """A piece whose end has not been reached."""

    mark: Mark | None
    span: Span
    first: bool
    linked: bool
    pieces: list[Piece] = field(default_factory=list)

    def close(self) -> Piece:
        mark = self.mark
        anchor = mark.id if mark is not None and self.first else None
        url = mark.url if mark is not None and not self.linked else None
        return Piece("", mark, anchor, url, tuple(self.pieces))


def weave(passage: Passage) -> tuple[Piece, ...]:
    """The passage as a tree of pieces; empty marks and what lies outside the text are left out."""
    text = passage.text
    whole = Span(0, len(text))
    stack = [_Open(None, whole, first=True, linked=False)]
    position = 0
    for span, mark, first in _laminar(passage.marks, whole):
        while stack[-1].span.end <= span.start:
            position = _write(stack, text, position, stack[-1].span.end)
            _shut(stack)
        position = _write(stack, text, position, span.start)
        around = stack[-1]
        linked = around.linked or (around.mark is not None and around.mark.url is not None)
        stack.append(_Open(mark, span, first=first, linked=linked))
    while len(stack) > 1:
        position = _write(stack, text, position, stack[-1].span.end)
        _shut(stack)
    _write(stack, text, position, len(text))
    return tuple(stack[0].pieces)


def _write(stack: list[_Open], text: str, start: int, end: int) -> int:
    if start < end:
        stack[-1].pieces.append(Piece(text[start:end]))
    return max(start, end)


def _shut(stack: list[_Open]) -> None:
    done = stack.pop()
    stack[-1].pieces.append(done.close())


def _laminar(marks: Sequence[Mark], whole: Span) -> list[tuple[Span, Mark, bool]]:
    """Pieces of the marks that nest or lie apart, in the order in which they open; True on a first piece."""
    ranked = sorted(
        marks, key=lambda mark: (_RANK[mark.kind], mark.span.start, -mark.span.end, mark.id or "")
    )
    accepted: list[tuple[Span, Mark, bool]] = []
    for mark in ranked:
        start, end = min(mark.span.start, whole.end), min(mark.span.end, whole.end)
        edges = sorted({start, end, *_cuts(Span(start, end), accepted)})
        pieces = [Span(*pair) for pair in pairwise(edges)]
        accepted += [(span, mark, number == 0) for number, span in enumerate(pieces)]
    # Of equal spans the one accepted last, of the higher rank, opens first.
    opening = sorted(
        range(len(accepted)), key=lambda index: (accepted[index][0].start, -accepted[index][0].end, -index)
    )
    return [accepted[index] for index in opening]


def _cuts(span: Span, accepted: Sequence[tuple[Span, Mark, bool]]) -> set[int]:
    """Where ``span`` must be cut so that it crosses none of the accepted spans."""
    cuts: set[int] = set()
    for other, _, _ in accepted:
        if span.overlaps(other) and not span.contains(other) and not other.contains(span):
            cuts |= {edge for edge in (other.start, other.end) if span.start < edge < span.end}
    return cuts
