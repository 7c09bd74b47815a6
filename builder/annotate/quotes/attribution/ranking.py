"""The choice of a source for each quoted region: all candidates with their probabilities, and the best of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.beats import actor_before
from builder.annotate.quotes.attribution.candidates import Candidate, candidates_near, candidates_of
from builder.annotate.quotes.attribution.features import candidate_features
from builder.annotate.quotes.attribution.introductions import Introduction, introduction_of
from builder.annotate.quotes.attribution.region_context import RegionContext, region_context
from builder.annotate.quotes.attribution.signatures import signature_after
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText
from builder.annotate.quotes.scorers import Scorer

LABEL_PROBABILITY = 0.97
"""Probability of the label of a transcript. Labels are too rare in the annotated articles to learn it there."""

INTRODUCTION_PROBABILITY = 0.8
"""Probability of a source that the words before a region name by their grammar, against the ranker's choice."""

SIGNATURE_PROBABILITY = 0.9
"""Probability of the name after a dash that closes a quotation."""

ACTOR_PROBABILITY = 0.7
"""Probability of a person who acts between the speaker before and a region."""

_LIKELY = 0.5
"""Probability from which a candidate is a likely source."""


class RankedCandidate(Struct, frozen=True):
    """A candidate with its probability, as the ranker compared it with others.

    Attributes:
        candidate: the phrase.
        features: its features, in the order of ``CANDIDATE_FEATURES``.
        probability: that it is the speaker, 0..1.
        is_label: True if it is the label of a transcript, whose probability is set and not learned.
    """

    candidate: Candidate
    features: tuple[float, ...]
    probability: float
    is_label: bool


class RegionRanking(Struct, frozen=True):
    """The candidates for one quoted region.

    Attributes:
        context: the region.
        compared: its candidates, in the order in which they were compared.
        best: the likeliest, the first of several that are equally likely; None without candidates.
        carried: the source of the region before, if this region continues that one; it is among the candidates.
        introduction: the words before the region whose grammar decided the best candidate; None if it is the likeliest.
    """

    context: RegionContext
    compared: tuple[RankedCandidate, ...] = ()
    best: RankedCandidate | None = None
    carried: Candidate | None = None
    introduction: Introduction | None = None

    @property
    def region(self) -> QuotedRegion:
        """The region."""
        return self.context.region

    @property
    def candidate(self) -> Candidate | None:
        """The likeliest candidate; None without candidates."""
        return self.best.candidate if self.best is not None else None

    @property
    def probability(self) -> float:
        """The probability of the likeliest candidate; 0 without candidates."""
        return self.best.probability if self.best is not None else 0.0


def is_label(region: QuotedRegion, candidate: Candidate) -> bool:
    """Return True if a candidate is inside the region: only the label of a transcript is."""
    return region.first <= candidate.first and candidate.last <= region.last


def shares_of(keys: Sequence[str | None]) -> dict[str, float]:
    """Return the share (0..1) of each entity in the mentions of an article."""
    uses = Counter(key for key in keys if key is not None)
    return {key: number / uses.total() for key, number in uses.items()}


def rank_sources(text: QuotedText, score: Scorer) -> tuple[RegionRanking, ...]:
    """Return the candidates of each region, ranked, in the order of the regions.

    The source chosen for a region is a feature of the next one.
    """
    candidates = candidates_of(text)
    shares = shares_of(text.linked.keys)
    rankings: list[RegionRanking] = []
    previous: Candidate | None = None
    previous_paragraph = 0
    earlier: QuotedRegion | None = None
    for region in text.regions:
        context = region_context(region, previous, region.paragraph - previous_paragraph)
        carried = previous if region.continues(earlier) else None
        choices = candidates_near(candidates, region, carried)
        ranking = _ranking(text, context, choices, carried, shares, score)
        rankings.append(ranking)
        if ranking.candidate is not None:
            previous, previous_paragraph = ranking.candidate, region.paragraph
        earlier = region
    return tuple(rankings)


def _ranking(
    text: QuotedText,
    context: RegionContext,
    choices: Sequence[Candidate],
    carried: Candidate | None,
    shares: Mapping[str, float],
    score: Scorer,
) -> RegionRanking:
    signature = signature_after(text, context.region)
    if signature is not None:
        signed = RankedCandidate(signature, (), SIGNATURE_PROBABILITY, is_label=False)
        return RegionRanking(context, (signed,), signed, carried)
    if not choices:
        return RegionRanking(context, carried=carried)
    rows = [candidate_features(context, candidate, text.linked, shares) for candidate in choices]
    compared = tuple(
        _ranked(context.region, candidate, row, probability)
        for candidate, row, probability in zip(choices, rows, score(rows), strict=True)
    )
    # `max` keeps the first of several that are equally likely.
    best = max(compared, key=lambda ranked: ranked.probability)
    introduction = introduction_of(text, context)
    introduced = _introduced(introduction, best, compared) if introduction is not None else None
    if introduced is not None:
        return RegionRanking(context, compared, introduced, carried, introduction)
    actor = actor_before(text, context.region)
    if actor is not None:
        best = _acting(text, actor, best, compared)
    return RegionRanking(context, compared, best, carried)


_UNLIKELY = 0.3
"""Probability below which a candidate after a region is less likely than the one who acts before it."""


def _introduced(
    introduction: Introduction, best: RankedCandidate, compared: Sequence[RankedCandidate]
) -> RankedCandidate | None:
    """Return the candidate that the introduction of a region names, if the ranker prefers one further away."""
    named = next((ranked for ranked in compared if introduction.source in ranked.candidate.tokens), None)
    if named is None or best.is_label:
        return None
    # A likely source nearer to the region, or after it, is closer to it than its introduction: "Vale called it “a
    # theft,” Roe said".
    is_nearer = named is not best and best.candidate.head.i > introduction.source.i
    if best.probability > _LIKELY and (is_nearer or named is best):
        return None
    return replace(named, probability=max(named.probability, INTRODUCTION_PROBABILITY))


def _acting(
    text: QuotedText, actor: Token, best: RankedCandidate, compared: Sequence[RankedCandidate]
) -> RankedCandidate:
    """Return the person who acts before a region, if the ranker prefers someone before that; else its choice."""
    named = next((ranked for ranked in compared if actor in ranked.candidate.tokens), None)
    if named is None or best.is_label:
        return best
    if best.candidate.head.i >= actor.sentence.first and best.probability >= _UNLIKELY:
        return best
    if _key(text, named) is not None and _key(text, named) == _key(text, best):
        return best
    return replace(named, probability=max(named.probability, ACTOR_PROBABILITY))


def _key(text: QuotedText, ranked: RankedCandidate) -> str | None:
    mention_i = ranked.candidate.mention_i
    return text.linked.keys[mention_i] if mention_i is not None else None


def _ranked(
    region: QuotedRegion, candidate: Candidate, row: Sequence[float], probability: float
) -> RankedCandidate:
    labeled = is_label(region, candidate)
    return RankedCandidate(
        candidate, tuple(row), LABEL_PROBABILITY if labeled else float(probability), labeled
    )
