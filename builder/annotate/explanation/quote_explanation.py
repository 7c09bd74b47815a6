"""Explanation of quotes: what the rules compared and what decided, as plain data.

The extraction keeps the evidence for each quote (``ExtractedQuote``). This module only names it and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES
from builder.annotate.quotes.attribution.ranking import RankedCandidate
from builder.annotate.quotes.extraction.dialogue import quote_of_turn
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceReason
from builder.annotate.quotes.extraction.scare_quotes import (
    QUOTATION_FEATURES,
    JudgedRegion,
    JudgmentReason,
)
from builder.annotate.quotes.extraction.statement_features import STATEMENT_FEATURES
from builder.annotate.quotes.extraction.statements import StatementScore
from builder.annotate.quotes.extraction.steps import extract_quotes
from builder.annotate.quotes.scorers import Scorers
from builder.model.annotations import QuoteKind
from builder.model.span import Span


class CandidateExplanation(Struct, frozen=True):
    """A candidate for the source of a quoted region.

    Attributes:
        words: its words.
        probability: that it is the speaker, 0..1.
        is_label: True if it is the label of a transcript, whose probability is set and not learned.
        is_likeliest: True for the likeliest candidate of the region.
        features: what the ranker weighed, by name.
    """

    words: str
    probability: float
    is_label: bool
    is_likeliest: bool
    features: Mapping[str, float]


class RegionExplanation(Struct, frozen=True):
    """A quoted region.

    Attributes:
        words: the words between the marks.
        is_quotation: True if it was judged a quotation, and not a title, a nickname or a scare quote.
        reason: what decided that.
        probability: of a quotation, 0..1.
        features: what the judge weighed, by name; empty if the model was not asked.
        candidates: the possible sources, in the order in which they were compared.
    """

    words: str
    is_quotation: bool
    reason: JudgmentReason
    probability: float
    features: Mapping[str, float]
    candidates: tuple[CandidateExplanation, ...]


class StatementExplanation(Struct, frozen=True):
    """A verb with a complement that reports speech.

    Attributes:
        words: of the complement.
        cue: the verb, or "according".
        relation: the relation of the complement to it.
        probability: that it reports speech, 0..1.
        features: what the model weighed, by name; empty for a cue between commas, whose probability is set.
    """

    words: str
    cue: str
    relation: str
    probability: float
    features: Mapping[str, float]


class QuoteExplanation(Struct, frozen=True):
    """A quote, or a quoted region that was judged not to be one.

    Attributes:
        content: the spans of its words.
        kind: direct, mixed or indirect; None if it is not a quote.
        rule: the rule that extracted it, as at the front of ``Quote.rule``; "" if it is not a quote.
        source: the words of the chosen source; None if no source was chosen.
        cue: the verb beside it, or None.
        reason: what decided the source; None if it is not a quote.
        probability: of the source (direct and mixed quotes) or of the statement (indirect quotes); 0 if it is not a
            quote.
        regions: its quoted regions; empty for indirect quotes and the turns of a conversation.
        statement: the statement that it is or is part of, or None.
    """

    content: tuple[Span, ...]
    kind: QuoteKind | None
    rule: str
    source: str | None
    cue: str | None
    reason: SourceReason | None
    probability: float
    regions: tuple[RegionExplanation, ...]
    statement: StatementExplanation | None


def explain_quotes(linked: LinkedMentions, scorers: Scorers) -> tuple[QuoteExplanation, ...]:
    """Return an explanation of each quote and each quoted region of a document, sorted by their first span."""
    state = extract_quotes(linked, scorers)
    explanations = [
        *(_of_quote(quote) for quote in state.quotes),
        *(_of_quote(quote_of_turn(turn)) for turn in state.turns),
        *(_of_other_region(judged) for judged in state.judged if not judged.judgment.is_quotation),
    ]
    return tuple(sorted(explanations, key=lambda explanation: explanation.content[0]))


def _of_quote(quote: ExtractedQuote) -> QuoteExplanation:
    return QuoteExplanation(
        content=quote.content,
        kind=quote.kind,
        rule=quote.rule,
        source=quote.candidate.text if quote.candidate is not None else None,
        cue=quote.cue.text if quote.cue is not None else None,
        reason=quote.choice.reason,
        probability=quote.probability,
        regions=tuple(map(_of_region, quote.regions)),
        statement=_of_statement(quote.statement) if quote.statement is not None else None,
    )


def _of_other_region(judged: JudgedRegion) -> QuoteExplanation:
    """Return the explanation of a region that is not a quotation."""
    return QuoteExplanation(
        content=(judged.ranking.region.span,),
        kind=None,
        rule="",
        source=None,
        cue=None,
        reason=None,
        probability=0.0,
        regions=(_of_region(judged),),
        statement=None,
    )


def _of_region(judged: JudgedRegion) -> RegionExplanation:
    ranking, judgment = judged.ranking, judged.judgment
    return RegionExplanation(
        words=ranking.region.text,
        is_quotation=judgment.is_quotation,
        reason=judgment.reason,
        probability=judgment.probability,
        features=_by_name(QUOTATION_FEATURES, judgment.features),
        candidates=tuple(_of_candidate(ranked, best=ranking.best) for ranked in ranking.compared),
    )


def _of_candidate(ranked: RankedCandidate, *, best: RankedCandidate | None) -> CandidateExplanation:
    return CandidateExplanation(
        words=ranked.candidate.text,
        probability=ranked.probability,
        is_label=ranked.is_label,
        is_likeliest=ranked is best,
        features=_by_name(CANDIDATE_FEATURES, ranked.features),
    )


def _of_statement(scored: StatementScore) -> StatementExplanation:
    statement = scored.statement
    first, last = statement.content[0], statement.content[-1]
    return StatementExplanation(
        words=Span(first.start, last.end).of(first.doc.text),
        cue=statement.cue.text,
        relation=statement.relation,
        probability=scored.probability,
        features=_by_name(STATEMENT_FEATURES, scored.features),
    )


def _by_name(names: Sequence[str], features: Sequence[float]) -> Mapping[str, float]:
    """Return features by name; nothing if none were weighed."""
    return dict(zip(names, features, strict=True)) if features else {}
