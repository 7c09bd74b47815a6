"""Explanation of types: votes, features, chances and overrides of the spellings in a span."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.typing.decision import TypeDecisions, decide_types
from builder.model.span import Span
from builder.names.normal_form import normal_form


class TypeExplanation(Struct, frozen=True):
    """What decided the type of a spelling, for all its mentions in the article.

    Attributes:
        spelling: the spelling, in its normal form.
        votes: by type, the weight of what the rules vote for.
        features: by name, the features that are not zero.
        chances: by coarse type, the probability that the classifier gives it; they sum to 1.
        predicted: the coarse type from chances and votes, or "NONE" for "no name".
        probability: of ``predicted`` among all types, 0..1.
        override: the rule that decided against the prediction; None if none did.
        decided: the coarse type in the end, or "NONE".
    """

    spelling: str
    votes: Mapping[str, float]
    features: Mapping[str, float]
    chances: Mapping[str, float]
    predicted: str
    probability: float
    override: str | None
    decided: str


def explain_types(mentions: Mentions, span: Span) -> tuple[TypeExplanation, ...]:
    """Return what decides the types of the spellings of mentions that overlap a span.

    Args:
        mentions: all mentions before their types are settled.
        span: in ``Article.text``.
    """
    decisions = decide_types(mentions)
    spellings = dict.fromkeys(normal_form(mention.text) for mention in mentions.overlapping(span))
    return tuple(_explanation(decisions, key) for key in spellings if key in decisions.predictions)


def _explanation(decisions: TypeDecisions, key: str) -> TypeExplanation:
    prediction, override = decisions.predictions[key], decisions.overrides.get(key)
    return TypeExplanation(
        spelling=key,
        votes={entity_type.value: weight for entity_type, weight in decisions.votes.get(key, {}).items()},
        features=decisions.features.nonzero(key),
        chances=dict(decisions.chances[key]),
        predicted=prediction.coarse_type,
        probability=prediction.probability,
        override=override.rule if override is not None else None,
        decided=decisions.final(key).coarse_type,
    )
