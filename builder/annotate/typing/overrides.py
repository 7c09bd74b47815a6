"""Overrides: spellings whose type a rule decides against the classifier."""

from __future__ import annotations

from collections.abc import Mapping

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.stated_kinds import stated_kinds
from builder.annotate.typing.classifier import TypePrediction
from builder.annotate.typing.context_overrides import context_predictions
from builder.annotate.typing.features import SpellingFeatures
from builder.annotate.typing.form_overrides import form_predictions
from builder.annotate.typing.organization_overrides import bodies_in_context, institutions
from builder.annotate.typing.person_overrides import personal_forms, stated_persons
from builder.annotate.typing.place_overrides import countries, dateline_place, streets, towns
from builder.annotate.typing.type_override import TypeOverride
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType


def type_overrides(
    mentions: Mentions,
    features: SpellingFeatures,
    predictions: Mapping[str, TypePrediction],
    voted: Mapping[str, EntityType],
) -> dict[str, TypeOverride]:
    """Return the overrides by spelling; the last rule that applies wins.

    Args:
        mentions: the mentions.
        features: of their spellings.
        predictions: the classifier's predictions, by spelling.
        voted: by spelling, the type of its first mention after the votes.
    """
    stated = stated_kinds(mentions)
    return {
        **personal_forms(mentions, features, predictions),
        **_contexts(mentions, features, predictions),
        **streets(predictions),
        **countries(mentions.gazetteer, predictions, voted),
        **towns(mentions, features, stated),
        **institutions(predictions, features, mentions.gazetteer),
        **_storms(predictions),
        **bodies_in_context(mentions, features, predictions, stated),
        **stated_persons(mentions.gazetteer, features, predictions, stated),
        **dateline_place(mentions.doc, predictions),
    }


def _contexts(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> dict[str, TypeOverride]:
    """Return what the words beside and in the spellings decide."""
    found = [
        *context_predictions(mentions, features, predictions),
        *form_predictions(mentions, features, predictions),
    ]
    return {key: TypeOverride(rule, prediction) for key, rule, prediction in found}


def _storms(predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return as events the storms and operations, by their first word, and their bare names: "Storm Vala", "Vala"."""
    full = [key for key in predictions if " " in key and f"{key.split()[0].lower()}*" in words("event_words")]
    bare = [key.partition(" ")[2] for key in full]
    return {
        key: TypeOverride("storm", TypePrediction("EVENT", 0.9))
        for key in (*full, *bare)
        if key in predictions
    }
