"""Metrics: precision and recall from counts, proportions, and B-cubed means over mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

DIGITS = 4
"""Decimals of every figure in reports."""

COUNT = "count"
"""The figure of a ``Tally``: a whole number, the fewer the better."""

UNDEFINED = "–"
"""A score that is undefined, as tables and reports show it."""


class PrecisionRecall(Struct, frozen=True):
    """Precision, recall and F1 from counts.

    Attributes:
        right, predicted, gold: counts.
        unjudged: the part of ``right`` that is in partly annotated articles. Nothing found there counts as
            ``predicted``, so these are left out of the precision.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0
    unjudged: int = 0

    def __add__(self, other: PrecisionRecall) -> PrecisionRecall:
        return PrecisionRecall(
            self.right + other.right,
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.unjudged + other.unjudged,
        )

    @property
    def precision(self) -> float | None:
        """Share of the predicted that is right, 0..1; None if nothing was predicted."""
        return (self.right - self.unjudged) / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that is right, 0..1; None if there is nothing to find."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0..1; None if one of them is undefined."""
        if not self.right:
            return 0.0 if self.predicted or self.gold else None
        return harmonic_mean(self.precision, self.recall)

    def as_json(self) -> dict[str, Any]:
        """Return the score as plain data."""
        return {
            **_figures(self.precision, self.recall, self.f1),
            "right": self.right,
            "predicted": self.predicted,
            "gold": self.gold,
        }


class Proportion(Struct, frozen=True):
    """Share of a total that is right.

    Attributes:
        reasons: failures by reason; empty if there is only one.
    """

    right: int = 0
    total: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Proportion) -> Proportion:
        names = sorted({*self.reasons, *other.reasons})
        reasons = {name: self.reasons.get(name, 0) + other.reasons.get(name, 0) for name in names}
        return Proportion(self.right + other.right, self.total + other.total, reasons)

    @property
    def share(self) -> float | None:
        """Right by total, 0..1; None if the total is 0."""
        return self.right / self.total if self.total else None

    def as_json(self) -> dict[str, Any]:
        """Return the score as plain data."""
        row: dict[str, Any] = {"share": _rounded(self.share), "right": self.right, "total": self.total}
        return row | ({"why_not": dict(self.reasons)} if self.reasons else {})


class BCubed(Struct, frozen=True):
    """B-cubed precision and recall: means over mentions of how well the cluster of each mention is recovered.

    Attributes:
        precision: the mean over the mentions that were found, 0..1; None if none was.
        recall: the mean over all annotated mentions, 0..1; None without any.
        found, gold: the numbers of these mentions.
    """

    precision: float | None
    recall: float | None
    found: int
    gold: int

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0..1; None if one of them is undefined."""
        return 0.0 if self.gold and not self.found else harmonic_mean(self.precision, self.recall)

    def as_json(self) -> dict[str, Any]:
        """Return the score as plain data."""
        return {
            **_figures(self.precision, self.recall, self.f1),
            "predicted": self.found,
            "gold": self.gold,
        }


class Tally(Struct, frozen=True):
    """Number of things of which fewer are better: pages that should not exist, or items to read.

    Attributes:
        details: further numbers that show how much the things matter, by what they count.
    """

    count: int = 0
    details: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the number as plain data."""
        return {COUNT: self.count} | ({"details": dict(self.details)} if self.details else {})


Score = PrecisionRecall | Proportion | BCubed | Tally


def format_score(value: float | None, *, figure: str = "") -> str:
    """Return a score with ``DIGITS`` decimals, a count without; ``UNDEFINED`` for None."""
    return UNDEFINED if value is None else f"{value:.{_digits(figure)}f}"


def format_change(value: float | None, *, figure: str = "") -> str:
    """Return a difference of scores with its sign; "0" without a change, ``UNDEFINED`` for None."""
    if value is None:
        return UNDEFINED
    return f"{value:+.{_digits(figure)}f}".replace("-", "−") if value else "0"


def harmonic_mean(precision: float | None, recall: float | None) -> float | None:
    """Return the F1 of a precision and a recall; None if one of them is None."""
    if precision is None or recall is None:
        return None
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _digits(figure: str) -> int:
    return 0 if figure == COUNT else DIGITS


def _figures(precision: float | None, recall: float | None, f1: float | None) -> dict[str, float | None]:
    return {"precision": _rounded(precision), "recall": _rounded(recall), "f1": _rounded(f1)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
