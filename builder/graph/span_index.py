"""Index of spans that finds those that overlap another span without a scan of all of them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable

from builder.model.span import Span


class SpanIndex:
    """Spans that do not overlap each other, sorted.

    Args:
        spans: half-open, in any order.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, span: Span) -> None:
        """Add a span that overlaps none of the others."""
        insort(self._spans, span)

    def overlapping(self, span: Span) -> tuple[Span, ...]:
        """Return the spans that overlap ``span``, in the order of the text."""
        place = bisect_right(self._spans, span.start, key=lambda one: one.start)
        found = [one for one in self._spans[max(place - 1, 0) : place] if one.overlaps(span)]
        while place < len(self._spans) and self._spans[place].start < span.end:
            found.append(self._spans[place])
            place += 1
        return tuple(found)
