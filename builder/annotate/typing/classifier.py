"""Classifier of spellings: small decision trees over the features of a spelling.

``data/kind_trees.json`` is made by ``tools/train_name_trees.py``; ``data/trees.md`` says from what. The trees give a
probability for each coarse type and for "no name", which is weighed against the votes of the rules (``votes``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.annotate.decision_trees import load_choices
from builder.annotate.mentions.coarse_types import COARSE_TYPES
from builder.annotate.typing.features import FEATURES, SpellingFeatures

NO_NAME = "NONE"
"""The class of spellings that are not names."""

# A person, place or organization that is typed as a work has no page at all; a work typed as one of them has a page of
# the wrong type. So these classes count less than they are probable.
_WEIGHTS = {"EVENT": 0.6, "OTHER": 0.5, NO_NAME: 0.6}
"""Factors of the probabilities of some classes, cross-validated on the training articles."""

_VOTE_PROBABILITY = 0.15
"""Added to the probability of the type that the rules voted for; cross-validated on the training articles."""

Chances = Mapping[str, float]
"""The probability of each coarse type and of ``NO_NAME``; they sum to 1."""


class TypePrediction(Struct, frozen=True):
    """The prediction of what a spelling names.

    Attributes:
        coarse_type: one of ``COARSE_TYPES``, or ``NO_NAME``.
        probability: of that type, 0..1, given that the spelling is a name; 0 for ``NO_NAME``.
    """

    coarse_type: str
    probability: float


def spelling_chances(features: SpellingFeatures) -> dict[str, Chances]:
    """Return the chances of each class, by spelling in alphabetical order."""
    spellings = sorted(features.rows)
    chances = chances_of([features.rows[spelling] for spelling in spellings])
    return dict(zip(spellings, chances, strict=True))


def chances_of(rows: Sequence[tuple[float, ...]]) -> list[Chances]:
    """Return the chances of each class, for each row of features."""
    import numpy as np

    if not rows:
        return []
    choices = load_choices("kind", FEATURES)
    odds = np.array([trees.odds(rows) for _, trees in choices]).T
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    names = [name for name, _ in choices]
    return [dict(zip(names, map(float, row), strict=True)) for row in shares]


def predict_types(
    chances: Mapping[str, Chances], voted: Mapping[str, str | None]
) -> dict[str, TypePrediction]:
    """Return what each spelling names, by spelling.

    Args:
        chances: by spelling, the classifier's probabilities.
        voted: by spelling, the coarse type that the rules voted for; None if they do not know.
    """
    return {spelling: _prediction(own, voted[spelling]) for spelling, own in chances.items()}


def _prediction(chances: Chances, voted: str | None) -> TypePrediction:
    weighed = {coarse: chance * _WEIGHTS.get(coarse, 1.0) for coarse, chance in chances.items()}
    if voted is not None:
        weighed[voted] += _VOTE_PROBABILITY
    best = min((*COARSE_TYPES, NO_NAME), key=lambda coarse: -weighed[coarse])
    named = 1.0 - chances[NO_NAME]
    return TypePrediction(best, round(chances[best] / named, 2) if best != NO_NAME and named > 0 else 0.0)
