"""Marks on the quotes of an article: right, missed, spurious or wrong, for annotations and predictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.evaluate.quote_alignment import AlignedQuotes, ScoredStatement, Segment
from builder.evaluate.quote_scores import has_right_source
from builder.evaluate.report.contexts import LabeledMark
from builder.evaluate.report.mark_status import MarkStatus
from builder.evaluate.word_index import WordNumbers
from builder.model.span import Span
from builder.pages.passages import MarkKind

Part = tuple[Span, MarkStatus]


def gold_quote_marks(text: str, aligned: AlignedQuotes) -> Iterator[LabeledMark]:
    """Yield marks for the quotes as annotated."""
    segments = [
        (one, _status(one, other, MarkStatus.MISSED)) for one, other in aligned.segments if one is not None
    ]
    rest = {
        match.gold.number: (
            MarkStatus.MISSED if not match.found else MarkStatus.RIGHT if match.alike else MarkStatus.WRONG
        )
        for match in aligned.matches
    }
    yield from _marks(text, aligned, aligned.gold, segments, rest, side="g")


def found_quote_marks(text: str, aligned: AlignedQuotes) -> Iterator[LabeledMark]:
    """Yield marks for the quotes as found."""
    segments = [
        (other, _status(one, other, MarkStatus.SPURIOUS))
        for one, other in aligned.segments
        if other is not None
    ]
    rest = {statement.number: MarkStatus.SPURIOUS for statement in aligned.spurious}
    for match in aligned.matches:
        for statement in match.found:
            rest[statement.number] = MarkStatus.RIGHT if match.alike else MarkStatus.WRONG
    yield from _marks(text, aligned, aligned.found, segments, rest, side="f")


def _status(one: Segment | None, other: Segment | None, alone: MarkStatus) -> MarkStatus:
    if one is None or other is None:
        return alone
    right = not one.statement.source or has_right_source(one, other)
    return MarkStatus.RIGHT if right else MarkStatus.WRONG


def _marks(
    text: str,
    aligned: AlignedQuotes,
    statements: Iterable[ScoredStatement],
    segments: Iterable[tuple[Segment, MarkStatus]],
    rest: dict[int, MarkStatus],
    *,
    side: str,
) -> Iterator[LabeledMark]:
    by_statement: dict[int, list[tuple[WordNumbers, MarkStatus]]] = {}
    for segment, status in segments:
        by_statement.setdefault(segment.statement.number, []).append((segment.words, status))
    marks: dict[Span, LabeledMark] = {}
    sources: dict[Span, MarkStatus] = {}
    for statement in statements:
        parts = _parts(aligned, statement, by_statement.get(statement.number, ()), rest)
        worst = max([status for _, status in parts], default=MarkStatus.LEFT_OUT)
        for span in aligned.words.runs(statement.source):
            sources[span] = max(sources.get(span, worst), worst)
        source = _source_words(text, aligned, statement)
        for number, (span, status) in enumerate(parts):
            title = _title(status, source, statement)
            # Two statements may share words, which are marked once.
            marks.setdefault(span, _mark(span, status, title, "" if number else source))
    yield from _with_anchors(marks.values(), side)
    for span, status in sources.items():
        yield LabeledMark(span=span, kind=MarkKind.ROLE, style=status.style, title="source")


def _mark(span: Span, status: MarkStatus, title: str, label: str) -> LabeledMark:
    return LabeledMark(span=span, kind=MarkKind.QUOTE, style=status.style, title=title, label=label)


def _with_anchors(marks: Iterable[LabeledMark], side: str) -> Iterator[LabeledMark]:
    """Yield the marks with anchors; of two that begin at the same offset, the first has the anchor."""
    known: set[int] = set()
    for mark in marks:
        start = mark.span.start
        yield mark if start in known else replace(mark, id=f"{side}q-{start}")
        known.add(start)


def _parts(
    aligned: AlignedQuotes,
    statement: ScoredStatement,
    segments: Iterable[tuple[WordNumbers, MarkStatus]],
    rest: dict[int, MarkStatus],
) -> list[Part]:
    """Return the spans of a statement with their status, in order: segments, and words outside of quotation marks."""
    parts = [(aligned.words.hull(words), status) for words, status in segments]
    judged = frozenset[int]().union(*(words for words, _ in segments))
    others = rest.get(statement.number, MarkStatus.LEFT_OUT)
    parts += [(span, others) for span in aligned.words.runs(statement.content - statement.quoted)]
    parts += [(span, MarkStatus.LEFT_OUT) for span in aligned.words.runs(statement.quoted - judged)]
    return sorted(parts)


def _source_words(text: str, aligned: AlignedQuotes, statement: ScoredStatement) -> str:
    return " … ".join(span.of(text) for span in aligned.words.runs(statement.source)) or "no one named"


def _title(status: MarkStatus, source: str, statement: ScoredStatement) -> str:
    sure = "" if statement.confidence is None else f", confidence {statement.confidence:.2f}"
    return f"{status.words}: said by {source}{sure}"
