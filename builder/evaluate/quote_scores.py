"""Scores of quotes: found, and credited to the right words.

The unit is the segment: what a quote says within one pair of quotation marks. A split quotation is so many segments,
and whether the marks themselves are counted makes no difference. Tokens are runs of letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.annotate.quotes.marks import quoted_regions
from builder.evaluate.gold import GoldArticle, GoldQuote
from builder.evaluate.predict import quote_content
from builder.evaluate.rates import Rate
from builder.model.annotations import QuoteKind
from builder.model.graph import Brief
from builder.model.span import Span

_TOKEN = re.compile(r"[^\W_]+")
LEAST_SHARE = 0.5
"""Tokens that two must share, of those that either has, to be held for the same."""

_Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """Counts of one article or of several.

    Attributes:
        segments: quoted stretches found to be quotations.
        attributed: the same with a source that shares a word with the annotated one. A segment without a predicted
            source is no error but a miss; one whose annotated speaker is implicit does not count.
        content: whole quotes, quoted or not, of which half the words are right.
    """

    segments: Rate = field(default_factory=Rate)
    attributed: Rate = field(default_factory=Rate)
    content: Rate = field(default_factory=Rate)

    def __add__(self, other: QuoteScores) -> QuoteScores:
        return QuoteScores(
            self.segments + other.segments,
            self.attributed + other.attributed,
            self.content + other.content,
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """A segment or a whole quote: the starts of its tokens, and those of its source."""

    tokens: _Tokens
    source: _Tokens


def score_quotes(one: GoldArticle, brief: Brief | None) -> QuoteScores:
    """The counts of one article; an article that could not be read has no predictions."""
    starts = [match.start() for match in _TOKEN.finditer(one.text)]
    ignored = _within(starts, one.ignore)
    regions = [tokens for tokens in _regions(one.text, starts) if 2 * len(tokens & ignored) < len(tokens)]
    gold = [_said(starts, quote.content, quote.source) for quote in one.quotes or () if _is_marked(quote)]
    whole = [_said(starts, quote.content, quote.source) for quote in one.quotes or ()]
    found = [
        _said(starts, quote_content(quote), quote.source)
        for quote in (brief.quotes if brief is not None else ())
    ]
    right = [segment for quote in gold for segment in _segments(quote, regions)]
    predicted = [segment for quote in found for segment in _segments(quote, regions)]
    pairs = _pairs(right, predicted)
    return QuoteScores(
        segments=Rate(len(pairs), len(predicted), len(right)),
        attributed=_attributed(right, predicted, pairs),
        content=_content(
            [quote for quote in whole if quote.tokens], [quote for quote in found if quote.tokens]
        ),
    )


def _content(gold: Sequence[_Said], found: Sequence[_Said]) -> Rate:
    """Whole quotes: what was found goes to the annotated quote that it shares most with, and all that went to one is
    compared with it together.
    """
    merged: dict[int, set[int]] = {}
    astray = 0
    for quote in found:
        shared = [len(quote.tokens & one.tokens) for one in gold]
        if any(shared):
            merged.setdefault(shared.index(max(shared)), set()).update(quote.tokens)
        else:
            astray += 1
    right = sum(
        len(tokens & gold[g].tokens) >= LEAST_SHARE * len(tokens | gold[g].tokens)
        for g, tokens in merged.items()
    )
    return Rate(right, len(merged) + astray, len(gold))


def _attributed(right: Sequence[_Said], predicted: Sequence[_Said], pairs: Sequence[tuple[int, int]]) -> Rate:
    implicit = {p for g, p in pairs if not right[g].source}
    hits = sum(bool(right[g].source & predicted[p].source) for g, p in pairs)
    claimed = sum(bool(segment.source) for p, segment in enumerate(predicted) if p not in implicit)
    return Rate(hits, claimed, sum(bool(segment.source) for segment in right))


def _is_marked(quote: GoldQuote) -> bool:
    return quote.kind is not QuoteKind.INDIRECT


def _within(starts: Sequence[int], spans: Sequence[Span]) -> _Tokens:
    return frozenset(start for start in starts if any(span.start <= start < span.end for span in spans))


def _said(starts: Sequence[int], content: Sequence[Span], source: Sequence[Span]) -> _Said:
    return _Said(_within(starts, content), _within(starts, source))


def _regions(text: str, starts: Sequence[int]) -> Iterator[_Tokens]:
    """The tokens of every stretch between quotation marks; none crosses a line break."""
    offset = 0
    for line in text.split("\n"):
        for region in quoted_regions(text, Span(offset, offset + len(line)), 0):
            yield _within(starts, [region.span])
        offset += len(line) + 1


def _segments(quote: _Said, regions: Sequence[_Tokens]) -> Iterator[_Said]:
    for region in regions:
        inside = quote.tokens & region
        if inside:
            yield _Said(inside, quote.source)


def _pairs(gold: Sequence[_Said], predicted: Sequence[_Said]) -> list[tuple[int, int]]:
    """Pairs that are held for the same, one to one, the most alike first; never by their source."""
    alike = []
    for g, one in enumerate(gold):
        for p, other in enumerate(predicted):
            shared = len(one.tokens & other.tokens)
            if shared and shared >= LEAST_SHARE * len(one.tokens | other.tokens):
                alike.append((-shared / len(one.tokens | other.tokens), g, p))
    pairs: list[tuple[int, int]] = []
    for _, g, p in sorted(alike):
        if all(g != first and p != second for first, second in pairs):
            pairs.append((g, p))
    return pairs
