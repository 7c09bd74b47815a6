"""Index of spans that finds the same overlaps as a scan of all spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.graph.span_index import SpanIndex
from builder.model.span import Span


@given(st.lists(st.integers(0, 60), unique=True), st.integers(0, 60), st.integers(0, 10), st.booleans())
def test_the_index_agrees_with_a_scan(edges: list[int], start: int, size: int, one_by_one: bool) -> None:  # noqa: FBT001
    edges = sorted(edges)
    spans = [Span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    index = SpanIndex() if one_by_one else SpanIndex(reversed(spans))
    for span in reversed(spans) if one_by_one else ():
        index.add(span)
    wanted = Span(start, start + size)
    assert index.overlapping(wanted) == tuple(span for span in spans if span.overlaps(wanted))
