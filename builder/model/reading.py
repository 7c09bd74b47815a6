"""Readings: the readable form of a text, with offsets that lead back to the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec import Struct

from builder.model.readable_text import readable_pieces
from builder.model.span import Span


class _Piece(Struct, frozen=True):
    """A part of a text whose readable form differs.

    Attributes:
        source: its span in the original.
        readable: the span of its readable form, which is empty for invisible characters.
    """

    source: Span
    readable: Span


class Reading(Struct, frozen=True):
    """A text in its readable form.

    Attributes:
        text: the readable form.
        pieces: the parts that differ from the original, in order.
    """

    text: str
    pieces: tuple[_Piece, ...] = ()

    def source_span(self, span: Span) -> Span:
        """Return the span in the original, without invisible characters at its ends."""
        if not self.pieces:
            return span
        start = self._source_start(span.start)
        return Span(start, max(start, self._source_end(span.end)))

    def readable_span(self, span: Span) -> Span:
        """Return the span in the readable form of a span of the original."""
        if not self.pieces:
            return span
        return Span(self._readable_offset(span.start), self._readable_offset(span.end))

    def _source_start(self, offset: int) -> int:
        piece_i = bisect_right(self.pieces, offset, key=lambda piece: piece.readable.start) - 1
        if piece_i < 0:
            return offset
        piece = self.pieces[piece_i]
        return piece.source.start if offset < piece.readable.end else _after(piece, offset)

    def _source_end(self, offset: int) -> int:
        piece_i = bisect_left(self.pieces, offset, key=lambda piece: piece.readable.start) - 1
        if piece_i < 0:
            return offset
        piece = self.pieces[piece_i]
        return piece.source.end if offset < piece.readable.end else _after(piece, offset)

    def _readable_offset(self, offset: int) -> int:
        piece_i = bisect_left(self.pieces, offset, key=lambda piece: piece.source.start) - 1
        if piece_i < 0:
            return offset
        piece = self.pieces[piece_i]
        return piece.readable.end + max(0, offset - piece.source.end)


def _after(piece: _Piece, offset: int) -> int:
    return piece.source.end + offset - piece.readable.end


def read_text(original: str) -> Reading:
    """Return the readable form of a text, with the way back."""
    parts: list[str] = []
    pieces: list[_Piece] = []
    end = length = 0
    for start, stop, form in readable_pieces(original):
        parts += [original[end:start], form]
        length += start - end
        pieces.append(_Piece(Span(start, stop), Span(length, length + len(form))))
        length += len(form)
        end = stop
    return Reading("".join([*parts, original[end:]]) if parts else original, tuple(pieces))
