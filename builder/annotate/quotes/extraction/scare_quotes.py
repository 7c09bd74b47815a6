"""Scare quotes, titles and nicknames: the quoted regions that are not quotations."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.ranking import RegionRanking
from builder.annotate.quotes.attribution.region_context import (
    REGION_FEATURES,
    RegionContext,
    region_features,
)
from builder.annotate.quotes.extraction.named_things import (
    is_attributive,
    is_bare_title,
    is_called,
    is_single_noun,
    names_thing,
)
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, is_nickname, unmarked_neighbor
from builder.annotate.quotes.scorers import Scorer
from builder.lexicon.word_lists import words

QUOTATION_PROBABILITY = 0.4
"""Least probability of a quotation; a region below it is a title or a scare quote."""

_LIKELY_SOURCE = 0.5
"""Probability from which a region has a source, who says that something is called so."""

_NEIGHBORS = ("DET", "NOUN", "PROPN", "ADP", "VERB", "ADJ", "PUNCT", "AUX", "SCONJ", "CCONJ")


class JudgmentReason(StrEnum):
    """What decided whether a quoted region is a quotation."""

    NICKNAME = "nickname"
    """It is inside a name, as in “Ana “Red” Roe”: not a quotation."""

    NAME = "name"
    """It is what something is called, as in “a so-called “peace tax””: not a quotation."""

    TERM = "term"
    """It is a term that someone coins, as in “she coined “slow tide””: not a quotation."""

    WHOLE_PARAGRAPH = "whole-paragraph"
    """Its paragraph contains nothing else: a quotation."""

    MODEL = "model"
    """The probability of the trained model."""


class QuotationJudgment(Struct, frozen=True):
    """The judgment on one quoted region.

    Attributes:
        reason: what decided it.
        probability: of a quotation, 0..1; of the model, or 0 or 1 for the other reasons.
        features: in the order of ``QUOTATION_FEATURES``; empty if the model was not asked.
    """

    reason: JudgmentReason
    probability: float
    features: tuple[float, ...] = ()

    @property
    def is_quotation(self) -> bool:
        """True if someone says the words of the region."""
        return self.probability >= QUOTATION_PROBABILITY


class JudgedRegion(Struct, frozen=True):
    """A quoted region with its candidates and the judgment on it.

    Attributes:
        ranking: the region with its candidates.
        judgment: whether it is a quotation, and why.
    """

    ranking: RegionRanking
    judgment: QuotationJudgment


def judge_region(
    text: QuotedText, ranking: RegionRanking, score: Scorer, earlier: JudgedRegion | None = None
) -> JudgedRegion:
    """Return a quoted region with the judgment on whether it is a quotation.

    Args:
        text: the quoted text of the document.
        ranking: the region with its candidates.
        score: the trained judge.
        earlier: the region before it; None for the first.
    """
    is_named = earlier is not None and earlier.judgment.reason is JudgmentReason.NAME
    named = earlier.ranking.region if earlier is not None and is_named else None
    return JudgedRegion(ranking, _judgment(text, ranking, score, named))


def _judgment(
    text: QuotedText, ranking: RegionRanking, score: Scorer, named: QuotedRegion | None
) -> QuotationJudgment:
    region = ranking.region
    if is_nickname(text.mentions, region):
        return QuotationJudgment(JudgmentReason.NICKNAME, 0.0)
    if region.closed and region.fills_paragraph:
        return QuotationJudgment(JudgmentReason.WHOLE_PARAGRAPH, 1.0)
    is_likely = ranking.probability >= _LIKELY_SOURCE or ranking.introduction is not None
    if names_thing(region, named) or (not is_likely and _is_term(region)):
        return QuotationJudgment(JudgmentReason.NAME, 0.0)
    row = quotation_features(ranking.context, ranking.probability)
    probability = float(score([row])[0])
    return QuotationJudgment(JudgmentReason.MODEL, probability, tuple(row))


def _is_term(region: QuotedRegion) -> bool:
    """Return True for words that no one says, unless someone beside them likely does."""
    return any(is_term(region) for is_term in (is_called, is_bare_title, is_single_noun, is_attributive))


def quotation_features(context: RegionContext, speaker_probability: float) -> list[float]:
    """Return the features of a region as a quotation, in the order of ``QUOTATION_FEATURES``.

    Args:
        context: the region.
        speaker_probability: of its likeliest source.
    """
    tokens = context.region.tokens
    alphabetic = [token for token in tokens if token.text[0].isalpha()]
    large = [token for token in alphabetic if token.text.lower() not in words("title_small_words")]
    before, after = _neighbor(tokens[0], -1), _neighbor(tokens[-1], 1)
    return [
        speaker_probability,
        float(len(alphabetic)),
        sum(token.text[0].isupper() for token in large) / len(large) if large else 0.0,
        float(any(token.pos in ("VERB", "AUX") for token in alphabetic)),
        float(any(token.text.lower() in ("i", "we", "you", "my", "our", "your") for token in alphabetic)),
        float(any(token.label == "WORK_OF_ART" for token in alphabetic)),
        float(before is not None and before.tag == "POS"),
        *(float(before is not None and before.pos == pos) for pos in _NEIGHBORS),
        *(float(after is not None and after.pos == pos) for pos in _NEIGHBORS),
        float(tokens[0].pos == "NOUN"),
        float(tokens[0].pos == "ADJ"),
        float(tokens[-1].pos == "NOUN"),
        *region_features(context),
    ]


def _neighbor(token: Token, step: int) -> Token | None:
    """Return the nearest token of the same paragraph that is not a quotation mark."""
    neighbor = unmarked_neighbor(token, step)
    return neighbor if neighbor is not None and neighbor.paragraph == token.paragraph else None


QUOTATION_FEATURES = (
    *"speaker_probability words capitals verb first_or_second_person work possessive_before".split(),
    *(f"before_{pos}" for pos in _NEIGHBORS),
    *(f"after_{pos}" for pos in _NEIGHBORS),
    *"begins_noun begins_adjective ends_noun".split(),
    *REGION_FEATURES,
)
"""The names of the features, in order."""
