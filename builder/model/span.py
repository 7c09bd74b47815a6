"""Spans: half-open stretches of an article's text, counted in code points."""

from __future__ import annotations

from msgspec import Struct

from builder.model.readable_text import readable


class Span(Struct, frozen=True, order=True, array_like=True):
    """The stretch ``text[start:end]`` of an article.

    Offsets count Unicode code points of ``Article.text``; ``end`` is exclusive. Spans sort by start,
    then by end.

    Raises:
        ValueError: unless ``0 <= start <= end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def one_line(self, text: str) -> str:
        """Return the words of the span in readable form, with each run of white space made one space."""
        return " ".join(readable(self.of(text)).split())

    def overlaps(self, other: Span) -> bool:
        """Return True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return True if ``other`` lies inside this span or is equal to it."""
        return self.start <= other.start and other.end <= self.end


def strip_span(text: str, start: int, end: int) -> Span:
    """Return ``[start, end)`` without the white space at its ends; empty if nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
