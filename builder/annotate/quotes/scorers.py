"""The trained models of quotes as functions from features to probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

Scorer = Callable[[Sequence[Sequence[float]]], Sequence[float]]
"""A function from rows of features to a probability for each row."""


class Scorers(Struct, frozen=True):
    """The models that the rules of quotes ask.

    Attributes:
        speaker: the probability that a candidate is the speaker of a quoted region.
        quotation: the probability that a quoted region is a quotation.
        statement: the probability that a verb with its complement reports speech.
    """

    speaker: Scorer
    quotation: Scorer
    statement: Scorer
