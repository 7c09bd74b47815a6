"""Decision on types: one type for each spelling of an article, from votes, classifier and overrides."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.coarse_types import COARSE_TYPE_OF, TYPE_OF
from builder.annotate.mentions.county_lists import is_listed_county
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.place_regions import is_in_region
from builder.annotate.typing.classifier import (
    NO_NAME,
    Chances,
    TypePrediction,
    predict_types,
    spelling_chances,
)
from builder.annotate.typing.features import SpellingFeatures, spelling_features
from builder.annotate.typing.form_overrides import LAW
from builder.annotate.typing.generic_words import type_by_generic_word
from builder.annotate.typing.overrides import type_overrides
from builder.annotate.typing.type_override import LEAST_CONFIDENCE, TypeOverride
from builder.annotate.typing.votes import Votes, apply_votes, votes_by_spelling
from builder.model.annotations import EntityType

SETTLE_TYPES = "types"
"""The name of ``settle_types`` in the table of rules."""


class TypeDecisions(Struct, frozen=True):
    """The evidence for the types of an article's mentions, and the decisions from it.

    All mappings are by spelling, in its normal form; those after ``features`` have only the spellings of ``features``.

    Attributes:
        votes: the votes of the rules.
        voted: the mentions in order, each with the type that the rules vote for.
        features: the features of the spellings whose type may be in doubt.
        chances: the classifier's probabilities.
        predictions: chances and votes weighed.
        overrides: decisions of rules that replace a prediction.
    """

    votes: Mapping[str, Votes]
    voted: tuple[MentionSpan, ...]
    features: SpellingFeatures
    chances: Mapping[str, Chances]
    predictions: Mapping[str, TypePrediction]
    overrides: Mapping[str, TypeOverride]

    def final(self, key: str) -> TypePrediction:
        """Return the decision on a spelling (in its normal form): the override, else the prediction."""
        override = self.overrides.get(key)
        return override.prediction if override is not None else self.predictions[key]

    def is_law(self, key: str) -> bool:
        """Return True if a rule decided that a spelling (in its normal form) names a law."""
        override = self.overrides.get(key)
        return override is not None and override.rule == LAW


def decide_types(mentions: Mentions) -> TypeDecisions:
    """Return the decisions on the types of the mentions, with the evidence for them."""
    votes = votes_by_spelling(mentions)
    voted = tuple(apply_votes(type_by_generic_word(mention), votes) for mention in mentions)
    features = spelling_features(mentions)
    first = {key: voted[indices[0]] for key, indices in features.indices.items()}
    chances = spelling_chances(features)
    predictions = predict_types(chances, {key: _coarse_vote(mention) for key, mention in first.items()})
    overrides = type_overrides(
        mentions, features, predictions, {key: mention.type for key, mention in first.items()}
    )
    return TypeDecisions(votes, voted, features, chances, predictions, overrides)


def settle_types(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions with one type for each spelling, without those that are most probably not names."""
    decisions = decide_types(mentions)
    settled: list[MentionSpan | None] = list(mentions)
    for key, indices in decisions.features.indices.items():
        for index in indices:
            mention = mentions.spans[index]
            if not is_in_region(mention) and not is_listed_county(mention):
                voted = decisions.voted[index]
                if decisions.is_law(key):
                    voted = replace(voted, type=EntityType.LAW)
                settled[index] = _typed(mention, voted, decisions.final(key))
    return [mention for mention in settled if mention is not None]


def _coarse_vote(voted: MentionSpan) -> str | None:
    """Return the coarse type that the rules vote for; None if they do not know.

    The type of a mention that the model passed over is a placeholder until a rule has changed it.
    """
    coarse = COARSE_TYPE_OF.get(voted.type)
    return None if coarse == "OTHER" and voted.rule == PASSED_OVER else coarse


def _typed(mention: MentionSpan, voted: MentionSpan, decision: TypePrediction) -> MentionSpan | None:
    """Return a mention with the type and confidence of a decision; None if the decision is "no name"."""
    if decision.coarse_type == NO_NAME:
        return None
    fits = COARSE_TYPE_OF[voted.type] == decision.coarse_type
    best = voted.type if fits else TYPE_OF[decision.coarse_type]
    rule = mention.rule if best is mention.type else f"{mention.rule}+article"
    confidence = round(min(0.99, max(mention.confidence, decision.probability)), 2)
    return replace(
        mention, type=best, rule=rule, confidence=min(confidence, max(decision.probability, LEAST_CONFIDENCE))
    )
