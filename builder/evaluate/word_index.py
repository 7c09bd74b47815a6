"""Words of a text by number: quotes are compared as sets of words, so that punctuation and white space never count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from builder.model.span import Span

_WORD = re.compile(r"[^\W_]+")

WordNumbers = frozenset[int]
"""Words as their numbers in the text, from 0."""


class WordIndex(Struct, frozen=True):
    """Words of one text (runs of letters and digits), in order, with the starts of their spans for bisection."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    def within(self, spans: Iterable[Span]) -> WordNumbers:
        """Return the words of which at least half is in one of the spans."""
        found: set[int] = set()
        for span in spans:
            number = max(0, bisect_right(self.starts, span.start) - 1)
            while number < len(self.spans) and self.spans[number].start < span.end:
                word = self.spans[number]
                if 2 * (min(word.end, span.end) - max(word.start, span.start)) >= len(word):
                    found.add(number)
                number += 1
        return frozenset(found)

    def hull(self, numbers: WordNumbers) -> Span:
        """Return the span from the first of these words to the last; there must be one."""
        return Span(self.spans[min(numbers)].start, self.spans[max(numbers)].end)

    def runs(self, numbers: WordNumbers) -> Iterator[Span]:
        """Yield the spans of runs of adjacent words, in order."""
        run: list[int] = []
        for number in sorted(numbers):
            if run and number != run[-1] + 1:
                yield self.hull(frozenset(run))
                run = []
            run.append(number)
        if run:
            yield self.hull(frozenset(run))


def words_of(text: str) -> WordIndex:
    """Return the words of a text."""
    spans = tuple(Span(*match.span()) for match in _WORD.finditer(text))
    return WordIndex(spans, tuple(span.start for span in spans))


def likeness(one: WordNumbers, other: WordNumbers) -> float:
    """Return the Jaccard similarity of two sets of words, 0..1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
