"""Precision, recall and their harmonic mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what was found is right, and how much of what is right was found.

    Attributes:
        right, predicted, gold: counts.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right among the predicted, 0..1; 1 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Right among the gold ones, 0..1; 1 where nothing was to be found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0..1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0
