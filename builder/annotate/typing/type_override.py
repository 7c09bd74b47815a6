"""A type override: what a rule decides on the type of a spelling, against the classifier."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.typing.classifier import TypePrediction
from builder.annotate.typing.features import FEATURES

PERSON = TypePrediction("PERSON", 0.9)
"""The prediction for a spelling that has the form of a personal name."""

LEAST_CONFIDENCE = 0.5
"""Confidence in a mention whose type is a guess."""

FEATURES_OF_PERSON = tuple(
    FEATURES.index(name) for name in ("surname_of", "given_name_of", "title", "honorific", "speaks")
)
"""The features that only a spelling which names a person has."""


class TypeOverride(Struct, frozen=True):
    """A rule's decision on the type of a spelling.

    Attributes:
        rule: ``surname-first``, ``suffix``, ``initials``, ``misspelling``, ``surname``, ``country``, ``town``,
            ``institution``, ``storm``, ``context``, ``dateline``, ``street``, or one of ``context_predictions`` and
            ``form_predictions``.
        prediction: what replaces the classifier's prediction.
    """

    rule: str
    prediction: TypePrediction


def is_person(prediction: TypePrediction) -> bool:
    """Return True if the classifier predicts a person."""
    return prediction.coarse_type == "PERSON"
