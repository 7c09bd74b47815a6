"""Alignment of annotated quotes with the quotes found.

The unit is the segment: the words of a quote within one pair of quotation marks. A split quotation is several segments,
and it makes no difference if the marks themselves are part of it. A whole quote, with its words outside of quotation
marks, is a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from builder.evaluate.gold import GoldArticle
from builder.evaluate.prediction import quote_content
from builder.evaluate.quotation_regions import quotation_regions
from builder.evaluate.word_index import WordIndex, WordNumbers, likeness, words_of
from builder.model.brief import Brief, LinkedQuote
from builder.model.span import Span

LEAST_SHARE = 0.5
"""Least Jaccard similarity of two sets of words that count as the same."""


class ScoredStatement(Struct, frozen=True):
    """A whole quote.

    Attributes:
        number: of the quote in its article, from 0.
        content: the words that were said, in quotation marks and outside.
        quoted: those of them in quotation marks.
        source: the words that name the speaker; empty without any.
        confidence: the annotator's confidence in the source, 0..1; None for annotated quotes.
    """

    number: int
    content: WordNumbers
    quoted: WordNumbers
    source: WordNumbers
    confidence: float | None = None


class Segment(Struct, frozen=True):
    """The words of a statement within one pair of quotation marks."""

    words: WordNumbers
    statement: ScoredStatement


class StatementMatch(Struct, frozen=True):
    """An annotated statement with the statements found for it.

    Attributes:
        found: statements that share more words with this one than with any other.
        alike: True if together they are similar enough to count as the same.
    """

    gold: ScoredStatement
    found: tuple[ScoredStatement, ...]
    alike: bool


class AlignedQuotes(Struct, frozen=True):
    """The quotes of one article, as annotated and as found.

    Attributes:
        gold, found: all statements, including those in ignored spans.
        segments: pairs of an annotated segment and the one found for it; None instead of a missing one.
        matches: the annotated statements, in order.
        spurious: statements found that share no word with any annotated one.
        unsaid: the words between quotation marks that are in no annotated statement and not ignored, by pair of marks.
    """

    words: WordIndex
    gold: tuple[ScoredStatement, ...]
    found: tuple[ScoredStatement, ...]
    segments: tuple[tuple[Segment | None, Segment | None], ...]
    matches: tuple[StatementMatch, ...]
    spurious: tuple[ScoredStatement, ...]
    unsaid: tuple[WordNumbers, ...]


def align_quotes(one: GoldArticle, brief: Brief | None) -> AlignedQuotes:
    """Align the quotes of one article; without a brief, none are found."""
    words = words_of(one.text)
    regions = tuple(words.within([region]) for region in quotation_regions(one.text))
    marked = frozenset().union(*regions)
    ignored = words.within(one.ignore)
    gold = tuple(
        _statement(words, marked, number, quote.content, quote.source)
        for number, quote in enumerate(one.quotes or ())
    )
    found = tuple(
        _statement(words, marked, number, quote_content(quote), quote.source, quote)
        for number, quote in enumerate(brief.quotes if brief is not None else ())
    )
    right, predicted = _segments(gold, regions, ignored), _segments(found, regions, ignored)
    matches, spurious = _match(_kept(gold, ignored), _kept(found, ignored))
    said = ignored.union(*(statement.content for statement in gold))
    unsaid = tuple(region for region in regions if region and not region & said)
    return AlignedQuotes(words, gold, found, tuple(_pair(right, predicted)), matches, spurious, unsaid)


def _statement(
    words: WordIndex,
    marked: WordNumbers,
    number: int,
    content: Sequence[Span],
    source: Sequence[Span],
    quote: LinkedQuote | None = None,
) -> ScoredStatement:
    """Return a quote as sets of words."""
    said = words.within(content)
    confidence = quote.confidence if quote is not None else None
    return ScoredStatement(number, said, said & marked, words.within(source), confidence)


def _is_kept(words: WordNumbers, ignored: WordNumbers) -> bool:
    """Return True if more than half of the words are not ignored."""
    return 2 * len(words & ignored) < len(words)


def _kept(statements: Iterable[ScoredStatement], ignored: WordNumbers) -> list[ScoredStatement]:
    return [statement for statement in statements if _is_kept(statement.content, ignored)]


def _segments(
    statements: Iterable[ScoredStatement], regions: Sequence[WordNumbers], ignored: WordNumbers
) -> list[Segment]:
    return [
        Segment(inside, statement)
        for statement in statements
        if statement.quoted
        for region in regions
        if (inside := statement.quoted & region) and _is_kept(inside, ignored)
    ]


def _pair(
    gold: Sequence[Segment], found: Sequence[Segment]
) -> Iterator[tuple[Segment | None, Segment | None]]:
    """Yield pairs, one to one, the most similar first: annotated segments in order, then the rest of those found.

    The source of a segment never decides its pair.
    """
    options = [
        (-value, g, p)
        for g, one in enumerate(gold)
        for p, other in enumerate(found)
        if (value := likeness(one.words, other.words)) >= LEAST_SHARE
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in sorted(options):
        if g not in partner and p not in taken:
            partner[g] = p
            taken.add(p)
    for g, one in enumerate(gold):
        yield one, found[partner[g]] if g in partner else None
    for p, other in enumerate(found):
        if p not in taken:
            yield None, other


def _match(
    gold: Sequence[ScoredStatement], found: Sequence[ScoredStatement]
) -> tuple[tuple[StatementMatch, ...], tuple[ScoredStatement, ...]]:
    """Match each statement found with the annotated one that it shares the most words with.

    All statements matched with the same one are compared with it together.

    Returns:
        A match for each annotated statement, and the statements found that share no word with any.
    """
    by_gold: dict[int, list[ScoredStatement]] = {}
    spurious = []
    for statement in found:
        shared = [len(statement.content & one.content) for one in gold]
        if any(shared):
            by_gold.setdefault(shared.index(max(shared)), []).append(statement)
        else:
            spurious.append(statement)
    matches = []
    for number, one in enumerate(gold):
        members = tuple(by_gold.get(number, ()))
        together = frozenset[int]().union(*(member.content for member in members))
        matches.append(StatementMatch(one, members, likeness(one.content, together) >= LEAST_SHARE))
    return tuple(matches), tuple(spurious)
