"""Direct quotes: which quoted regions are quotations, which of them are one utterance, and the source beside them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.cues import cue_of, cue_strength, is_speech
from builder.annotate.quotes.attribution.fallbacks import (
    FALLBACK_PROBABILITY,
    actor_before_words,
    implied_source,
    last_actor,
    quoted_document,
)
from builder.annotate.quotes.attribution.ranking import RegionRanking, rank_sources
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceChoice, SourceReason
from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.grouping import group_regions, is_fragment, runs_on
from builder.annotate.quotes.extraction.scare_quotes import (
    JudgedRegion,
    JudgmentReason,
    QuotationJudgment,
    judge_region,
)
from builder.annotate.quotes.quoted_text import QuotedText
from builder.annotate.quotes.scorers import Scorers
from builder.model.annotations import QuoteKind

LEAST_PROBABILITY = 0.12
"""Least probability of a source; a quote below it is shown as unresolved."""

_CUE_REACH = 6
"""Tokens before a quotation in which a verb can introduce it."""


def add_direct_quotes(state: ExtractionState, scorers: Scorers) -> ExtractionState:
    """Add the direct and mixed quotes, in the order of the text, and the judgments on all quoted regions."""
    terms = frozenset(term.region.first for term in state.terms)
    judged = judge_regions(state.text, scorers, terms)
    return replace(state, judged=judged, quotes=_quotes(state.text, judged))


def judge_regions(
    text: QuotedText, scorers: Scorers, terms: Set[int] = frozenset()
) -> tuple[JudgedRegion, ...]:
    """Return all quoted regions with their ranked candidates, and the judgment on whether each is a quotation.

    Args:
        text: the quoted text of the document.
        scorers: the trained models.
        terms: the first tokens of the regions that are terms someone coins.
    """
    rankings = rank_sources(text, scorers.speaker)
    judged: list[JudgedRegion] = []
    for ranking in rankings:
        if ranking.region.first in terms:
            judged.append(JudgedRegion(ranking, QuotationJudgment(JudgmentReason.TERM, 0.0)))
        else:
            judged.append(judge_region(text, ranking, scorers.quotation, judged[-1] if judged else None))
    return tuple(judged)


def _quotes(text: QuotedText, judged: Sequence[JudgedRegion]) -> tuple[ExtractedQuote, ...]:
    quotations = [judged_region for judged_region in judged if judged_region.judgment.is_quotation]
    return tuple(_quote(text, group) for group in group_regions(quotations))


def _quote(text: QuotedText, group: tuple[JudgedRegion, ...]) -> ExtractedQuote:
    regions = [judged_region.ranking.region for judged_region in group]
    return ExtractedQuote(
        kind=QuoteKind.MIXED if all(map(is_fragment, regions)) else QuoteKind.DIRECT,
        content=tuple(region.span for region in regions),
        paraphrase=(),
        choice=_choice(text, group),
        rule="ranker",
        regions=group,
    )


def _choice(text: QuotedText, group: Sequence[JudgedRegion]) -> SourceChoice:
    """Return the source of a group of regions: the best candidate of any of them, or a fallback."""
    ranking = max((judged_region.ranking for judged_region in group), key=lambda ranking: ranking.probability)
    first = group[0].ranking
    # An utterance that runs on over paragraphs belongs to the speaker who began it.
    if len(group) > 1 and runs_on(group[0], group[1]) and first.candidate is not None:
        ranking = first
    probability = ranking.probability
    if probability < FALLBACK_PROBABILITY:
        document = quoted_document(text, first.region)
        if document is not None:
            return SourceChoice(*document, FALLBACK_PROBABILITY, SourceReason.QUOTED_DOCUMENT)
        actor = last_actor(text, first.region) or actor_before_words(text, first.region)
        if actor is not None:
            return SourceChoice(actor, None, FALLBACK_PROBABILITY, SourceReason.LAST_ACTOR)
        if probability < LEAST_PROBABILITY:
            implied = implied_source(text, first.context)
            if implied is not None:
                return SourceChoice(*implied, FALLBACK_PROBABILITY, SourceReason.IMPLIED)
            return SourceChoice(None, None, probability, SourceReason.UNLIKELY)
    return SourceChoice(ranking.candidate, _cue_near(ranking), probability, _reason(ranking))


def _reason(ranking: RegionRanking) -> SourceReason:
    if ranking.best is not None and ranking.best.is_label:
        return SourceReason.LABEL
    if ranking.introduction is not None:
        return SourceReason.INTRODUCTION
    if ranking.carried is not None and ranking.candidate is ranking.carried:
        return SourceReason.CARRIED
    return SourceReason.RANKING


def _cue_near(ranking: RegionRanking) -> Token | None:
    """Return the verb of the source, or a stronger one right before the region: "in what it called “a mess”"."""
    candidate, region = ranking.candidate, ranking.region
    if candidate is None or candidate.head.paragraph != region.paragraph:
        return None
    if ranking.introduction is not None:
        return ranking.introduction.cue
    cue = cue_of(candidate)
    if cue is None:
        return None
    before = region.doc.tokens[max(cue.i + 1, region.first - _CUE_REACH) : region.first]
    nearer = [token for token in before if token.pos == "VERB" and cue_strength(token) > cue_strength(cue)]
    if not is_speech(cue):
        # "She rang me and said": the cue is the verb that is joined to the verb of its subject.
        return next((token for token in reversed(nearer) if token.head is cue), None)
    return nearer[-1] if nearer and candidate.head.i < nearer[-1].i else cue
