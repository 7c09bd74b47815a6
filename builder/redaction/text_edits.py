"""Edits of a text: stretches that are replaced, and where all other spans of the text are then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct

from builder.model.span import Span

_START = attrgetter("start")


class Edit(Struct, frozen=True, array_like=True):
    """A stretch ``[start, end)`` of a text, in code points, and what replaces it; neither is empty."""

    start: int
    end: int
    text: str

    @property
    def growth(self) -> int:
        """How many code points the text has more after it."""
        return len(self.text) - (self.end - self.start)


class TextEdits(Struct, frozen=True, array_like=True):
    """All edits of a text.

    Attributes:
        edits: sorted, none overlapping.
    """

    edits: tuple[Edit, ...] = ()

    def apply(self, text: str) -> str:
        """Return the text with the replacements."""
        parts: list[str] = []
        end = 0
        for edit in self.edits:
            parts += [text[end : edit.start], edit.text]
            end = edit.end
        return "".join([*parts, text[end:]])

    def moved(self, span: Span) -> Span:
        """Return where a span is in the edited text; one that begins or ends in an edit has all of its words."""
        if not self.edits:
            return span
        return Span(self._start(span.start), self._end(span.end))

    def moved_all(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return where spans are in the edited text."""
        return tuple(map(self.moved, spans))

    def offset(self, offset: int) -> int | None:
        """Return where a character is in the edited text; None if it is replaced."""
        edit_i = bisect_right(self.edits, offset, key=_START) - 1
        if edit_i >= 0 and offset < self.edits[edit_i].end:
            return None
        return self._start(offset)

    def touches(self, span: Span) -> bool:
        """Return True if an edit reaches over an end of a span, or has all of it."""
        return any(
            edit.start < span.end
            and span.start < edit.end
            and not (span.start <= edit.start and edit.end <= span.end)
            for edit in self._near(span)
        )

    def _near(self, span: Span) -> tuple[Edit, ...]:
        first = max(0, bisect_right(self.edits, span.start, key=_START) - 1)
        return self.edits[first : bisect_left(self.edits, span.end, key=_START)]

    def _start(self, offset: int) -> int:
        edit_i = bisect_right(self.edits, offset, key=_START) - 1
        if edit_i >= 0 and offset < self.edits[edit_i].end:
            return self.edits[edit_i].start + self._growth_before(edit_i)
        return offset + self._growth_before(edit_i + 1)

    def _end(self, offset: int) -> int:
        edit_i = bisect_left(self.edits, offset, key=_START) - 1
        if edit_i >= 0 and offset < self.edits[edit_i].end:
            return self.edits[edit_i].start + self._growth_before(edit_i) + len(self.edits[edit_i].text)
        return offset + self._growth_before(edit_i + 1)

    def _growth_before(self, edit_i: int) -> int:
        return sum(edit.growth for edit in self.edits[:edit_i])
