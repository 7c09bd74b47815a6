"""Scores of quotes: found, attributed to the right source, and right by confidence."""

from __future__ import annotations

from msgspec import Struct, field

from builder.evaluate.metrics import PrecisionRecall, Proportion, Score
from builder.evaluate.quote_alignment import AlignedQuotes, Segment

SURE, LIKELY = 0.9, 0.8
"""Confidences at which the upper two of three bands begin."""


class QuoteScores(Struct, frozen=True):
    """Counts of one article or of several.

    Attributes:
        segments: words in quotation marks found as quotations.
        attributed: segments with a source that shares a word with the annotated one. A segment without a predicted
            source is a miss, not an error; one with an implicit annotated speaker does not count.
        content: whole quotes, direct or indirect, of which half the words are right.
        left_alone: the share of the stretches in quotation marks that no one says and that no quote is found in.
        sure, likely, unsure: the share of the attributed segments that have the right source, by the confidence of the
            annotator.
    """

    segments: PrecisionRecall = field(default_factory=PrecisionRecall)
    attributed: PrecisionRecall = field(default_factory=PrecisionRecall)
    content: PrecisionRecall = field(default_factory=PrecisionRecall)
    left_alone: Proportion = field(default_factory=Proportion)
    sure: Proportion = field(default_factory=Proportion)
    likely: Proportion = field(default_factory=Proportion)
    unsure: Proportion = field(default_factory=Proportion)

    def __add__(self, other: QuoteScores) -> QuoteScores:
        return QuoteScores(
            *(getattr(self, name) + getattr(other, name) for name in QuoteScores.__struct_fields__)
        )

    def named(self) -> dict[str, Score]:
        """Return the scores by the names under which reports show them."""
        return {
            "quotes found": self.segments,
            "quotes attributed": self.attributed,
            "all content": self.content,
            "words in marks that no one says, left alone": self.left_alone,
            "sources right, confidence 0.9 and more": self.sure,
            "sources right, confidence 0.8 to 0.9": self.likely,
            "sources right, confidence below 0.8": self.unsure,
        }


def score_quotes(aligned: AlignedQuotes) -> QuoteScores:
    """Count one article."""
    gold = [one for one, _ in aligned.segments if one is not None]
    found = [other for _, other in aligned.segments if other is not None]
    pairs = [(one, other) for one, other in aligned.segments if one is not None and other is not None]
    reached = sum(bool(match.found) for match in aligned.matches)
    return QuoteScores(
        segments=PrecisionRecall(len(pairs), len(found), len(gold)),
        attributed=_attributed(aligned),
        content=PrecisionRecall(
            sum(match.alike for match in aligned.matches),
            reached + len(aligned.spurious),
            len(aligned.matches),
        ),
        left_alone=Proportion(
            sum(
                not any(region & statement.quoted for statement in aligned.found) for region in aligned.unsaid
            ),
            len(aligned.unsaid),
        ),
        sure=_band(pairs, SURE, 1.01),
        likely=_band(pairs, LIKELY, SURE),
        unsure=_band(pairs, 0, LIKELY),
    )


def has_right_source(one: Segment, other: Segment) -> bool:
    """Return True if two segments have sources that share a word."""
    return bool(one.statement.source & other.statement.source)


def _attributed(aligned: AlignedQuotes) -> PrecisionRecall:
    hits = claimed = annotated = 0
    for one, other in aligned.segments:
        implicit = one is not None and not one.statement.source
        annotated += one is not None and not implicit
        claimed += other is not None and bool(other.statement.source) and not implicit
        hits += one is not None and other is not None and has_right_source(one, other)
    return PrecisionRecall(hits, claimed, annotated)


def _band(pairs: list[tuple[Segment, Segment]], low: float, high: float) -> Proportion:
    judged = [
        has_right_source(one, other)
        for one, other in pairs
        if one.statement.source and other.statement.source and low <= (other.statement.confidence or 0) < high
    ]
    return Proportion(sum(judged), len(judged))
