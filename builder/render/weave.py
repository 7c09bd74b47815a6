"""Weaving: a passage whose marks nest and cross, as a tree that templates can print.

The tree is balanced by construction, has every character of the passage once and in order, and never has a
link inside a link. If a mark has to be split, only its first piece has its id. The reference of a mark is a
link: it follows the mark's last piece, and the link that this piece is in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.model.span import Span
from builder.pages.passages import Mark, MarkKind, NoteReference, Passage

_RANK = {
    MarkKind.MENTION: 0,
    MarkKind.ROLE: 1,
    MarkKind.DATELINE: 2,
    MarkKind.QUOTE: 3,
    MarkKind.NOTED: 4,
}
"""Of two marks that cross, that of higher rank is split; of two with the same span, it is the outer one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without marks, one piece of a mark, or the reference of one.

    Attributes:
        text: the words of a stretch without marks, else "".
        mark: the mark of a piece, else None.
        id: the mark's id on its first piece, else None.
        url: the mark's url, unless a piece around it has one.
        pieces: the content of the piece of a mark.
    """

    text: str = ""
    mark: Mark | None = None
    id: str | None = None
    url: str | None = None
    pieces: tuple[Piece, ...] = ()
    reference: NoteReference | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One piece of a mark: its span; ``first`` and ``last`` are True for the mark's first and last piece."""

    span: Span
    mark: Mark
    first: bool
    last: bool


@dataclass(slots=True)
class _Open:
    """A piece whose end has not been reached."""

    mark: Mark | None
    span: Span
    first: bool
    last: bool
    linked: bool
    pieces: list[Piece] = field(default_factory=list)

    def close(self) -> Piece:
        mark = self.mark
        anchor = mark.id if mark is not None and self.first else None
        url = mark.url if mark is not None and not self.linked else None
        return Piece("", mark, anchor, url, tuple(self.pieces))

    @property
    def holds_links(self) -> bool:
        """True if it may contain a link."""
        return not self.linked and (self.mark is None or self.mark.url is None)


def weave(passage: Passage) -> tuple[Piece, ...]:
    """Return a passage as a tree of pieces, without empty marks and without what is outside the text."""
    text = passage.text
    whole = Span(0, len(text))
    stack = [_Open(None, whole, first=True, last=True, linked=False)]
    pending: list[NoteReference] = []
    position = 0
    for stretch in _laminar(passage.marks, whole):
        while stack[-1].span.end <= stretch.span.start:
            position = _write(stack, text, position, stack[-1].span.end)
            _shut(stack, pending)
        position = _write(stack, text, position, stretch.span.start)
        linked = not stack[-1].holds_links
        stack.append(_Open(stretch.mark, stretch.span, first=stretch.first, last=stretch.last, linked=linked))
    while len(stack) > 1:
        position = _write(stack, text, position, stack[-1].span.end)
        _shut(stack, pending)
    _write(stack, text, position, len(text))
    return tuple(stack[0].pieces)


def _write(stack: list[_Open], text: str, start: int, end: int) -> int:
    if start < end:
        stack[-1].pieces.append(Piece(text[start:end]))
    return max(start, end)


def _shut(stack: list[_Open], pending: list[NoteReference]) -> None:
    """Close the innermost piece; references wait in ``pending`` for the end of a link that they are in."""
    done = stack.pop()
    around = stack[-1]
    around.pieces.append(done.close())
    if done.last and done.mark is not None and done.mark.reference is not None:
        pending.append(done.mark.reference)
    if around.holds_links:
        around.pieces += (Piece(reference=reference) for reference in pending)
        pending.clear()


def _laminar(marks: Sequence[Mark], whole: Span) -> list[_Stretch]:
    """Return pieces of the marks that nest or are disjoint, in the order in which they open."""
    ranked = sorted(
        marks, key=lambda mark: (_RANK[mark.kind], mark.span.start, -mark.span.end, mark.id or "")
    )
    accepted: list[_Stretch] = []
    for mark in ranked:
        start, end = min(mark.span.start, whole.end), min(mark.span.end, whole.end)
        edges = sorted({start, end, *_cuts(Span(start, end), accepted)})
        accepted += [
            _Stretch(Span(*pair), mark, first=pair[0] == start, last=pair[1] == end)
            for pair in pairwise(edges)
        ]
    # Of equal spans the one accepted last, of the higher rank, opens first.
    opening = sorted(
        range(len(accepted)),
        key=lambda index: (accepted[index].span.start, -accepted[index].span.end, -index),
    )
    return [accepted[index] for index in opening]


def _cuts(span: Span, accepted: Sequence[_Stretch]) -> set[int]:
    """Return the offsets at which ``span`` must be cut so that it crosses none of the accepted spans."""
    cuts: set[int] = set()
    for other in (stretch.span for stretch in accepted):
        if span.overlaps(other) and not span.contains(other) and not other.contains(span):
            cuts |= {edge for edge in (other.start, other.end) if span.start < edge < span.end}
    return cuts
