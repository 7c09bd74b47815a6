"""Weaving: a passage whose marks nest and cross, as a tree that templates of other kinds of marks can print.

The tree is balanced by construction, has every character of the passage once and in order, and never has a
link inside a link. If a mark has to be split, only its first piece has its id. The reference of a mark is a
link: it follows the mark's last piece, and the link that this piece is in.
"""

from __future__ import annotations

from msgspec import Struct, field

from builder.pages.passages import Mark, NoteReference, Passage
from builder.render.stretches import cut_stretches


class Piece(Struct, frozen=True):
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


class _Open(Struct):
    """A piece whose end has not been reached."""

    mark: Mark | None
    end: int
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
    stack = [_Open(None, len(text), first=True, last=True, linked=False)]
    pending: list[NoteReference] = []
    position = 0
    for start, end, mark, first, last in cut_stretches(passage):
        while stack[-1].end <= start:
            position = _write(stack, text, position, stack[-1].end)
            _shut(stack, pending)
        position = _write(stack, text, position, start)
        stack.append(_Open(mark, end, first=first, last=last, linked=not stack[-1].holds_links))
    while len(stack) > 1:
        position = _write(stack, text, position, stack[-1].end)
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
