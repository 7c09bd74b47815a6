"""Mistakes in the quotes of an article."""

from __future__ import annotations

from collections.abc import Iterator

from builder.evaluate.gold import GoldArticle
from builder.evaluate.mistakes import Mistake, MistakeKind, clipped
from builder.evaluate.quote_alignment import AlignedQuotes, ScoredStatement, Segment
from builder.evaluate.quote_scores import has_right_source
from builder.evaluate.word_index import WordNumbers


def quote_mistakes(one: GoldArticle, aligned: AlignedQuotes) -> Iterator[Mistake]:
    """Yield every mistake, segments first; words in quotation marks are not reported again as a statement."""
    writer = _MistakeWriter(one, aligned)
    for gold, found in aligned.segments:
        yield from writer.of_segment(gold, found)
    for match in aligned.matches:
        if not match.found and not match.gold.quoted:
            yield writer.mistake(MistakeKind.PARAPHRASE_MISSED, match.gold.content, writer.credit(match.gold))
        elif match.found and not match.alike:
            found_words = frozenset[int]().union(*(member.content for member in match.found))
            detail = f"found as “{clipped(aligned.words.hull(found_words).of(one.text))}”"
            yield writer.mistake(MistakeKind.STATEMENT_CUT, match.gold.content, detail)
    for statement in aligned.spurious:
        if not statement.quoted:
            yield writer.mistake(MistakeKind.PARAPHRASE_SPURIOUS, statement.content, writer.credit(statement))


class _MistakeWriter:
    """Writer of the mistakes of one article."""

    def __init__(self, one: GoldArticle, aligned: AlignedQuotes) -> None:
        self._one = one
        self._words = aligned.words

    def mistake(self, kind: MistakeKind, words: WordNumbers, detail: str) -> Mistake:
        """Return a mistake at the span of some words."""
        span = self._words.hull(words)
        return Mistake(kind, self._one.id, span, clipped(span.of(self._one.text)), detail)

    def of_segment(self, gold: Segment | None, found: Segment | None) -> Iterator[Mistake]:
        """Yield the mistake in a pair of segments, if there is one."""
        if gold is None and found is not None:
            yield self.mistake(MistakeKind.QUOTE_SPURIOUS, found.words, self.credit(found.statement))
        elif gold is not None and found is None:
            yield self.mistake(MistakeKind.QUOTE_MISSED, gold.words, self.credit(gold.statement))
        elif gold is not None and found is not None and gold.statement.source:
            right = self._source(gold.statement)
            if not found.statement.source:
                yield self.mistake(MistakeKind.SOURCE_MISSING, gold.words, f"right is “{right}”")
            elif not has_right_source(gold, found):
                wrong = self._source(found.statement)
                sure = f"confidence {found.statement.confidence:.2f}"
                detail = f"right is “{right}”, found was “{wrong}” ({sure})"
                yield self.mistake(MistakeKind.SOURCE_WRONG, gold.words, detail)

    def credit(self, statement: ScoredStatement) -> str:
        """Return the attribution of a statement as text."""
        return f"said by “{self._source(statement)}”" if statement.source else "said by no one named"

    def _source(self, statement: ScoredStatement) -> str:
        runs = (span.of(self._one.text) for span in self._words.runs(statement.source))
        return clipped(" … ".join(runs))
