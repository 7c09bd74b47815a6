"""What kind of thing a spelling names: small decision trees over the evidence of the article.

``data/kind_trees.json`` is made by ``tools/train_name_trees.py``; ``data/trees.md`` says from what. The trees answer
for each kind, and for "no name", how probable it is. The answer is weighed with what the rules of ``types`` say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.annotate.decision_trees import load_choices
from builder.annotate.mentions.coarse_types import KINDS
from builder.annotate.typing.features import FEATURES, Evidence

NO_NAME = "NONE"

_WEIGHTS = {"EVENT": 0.6, "OTHER": 0.5, NO_NAME: 0.6}
"""A person, place or organisation that is held for a work has no page at all; the other way round it has one of the
wrong kind. So these count less than they are probable. (Cross-validated on the articles the trees were trained on.)"""

_VOTED = 0.15
"""What the rules' own answer counts, as a probability (found likewise)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a spelling names.

    Attributes:
        name: one of ``KINDS``, or ``NO_NAME``.
        probability: of that kind among all kinds, 0..1.
    """

    name: str
    probability: float


def kinds_of(evidence: Evidence, voted: Mapping[str, str | None]) -> dict[str, Kind]:
    """The kind of every spelling.

    Args:
        voted: by spelling the kind that the rules give it; None where they know none.
    """
    spellings = sorted(evidence.rows)
    chances = kind_chances([evidence.rows[spelling] for spelling in spellings])
    return {
        spelling: _chosen(chance, voted[spelling])
        for spelling, chance in zip(spellings, chances, strict=True)
    }


def kind_chances(rows: list[tuple[float, ...]]) -> list[dict[str, float]]:
    """For each row of features the probability of each kind and of ``NO_NAME``; they sum to 1."""
    import numpy as np

    if not rows:
        return []
    choices = load_choices("kind", FEATURES)
    odds = np.array([trees.odds(rows) for _, trees in choices]).T
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    names = [name for name, _ in choices]
    return [dict(zip(names, map(float, row), strict=True)) for row in shares]


def _chosen(chances: Mapping[str, float], voted: str | None) -> Kind:
    weighed = {kind: chance * _WEIGHTS.get(kind, 1.0) for kind, chance in chances.items()}
    if voted is not None:
        weighed[voted] += _VOTED
    best = min((*KINDS, NO_NAME), key=lambda kind: -weighed[kind])
    named = 1.0 - chances[NO_NAME]
    return Kind(best, round(chances[best] / named, 2) if best != NO_NAME and named > 0 else 0.0)
