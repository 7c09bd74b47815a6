"""The trained parts of the quote rules, as functions from features to probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.annotate.decision_trees import load_trees
from builder.annotate.quotes.attribution.features import NAMES
from builder.annotate.quotes.extraction.scare_quotes import JUDGE_NAMES
from builder.annotate.quotes.extraction.statements import STATEMENT_NAMES

Scorer = Callable[[Sequence[Sequence[float]]], Sequence[float]]
"""Rows of features → for each row a probability."""


@dataclass(frozen=True, slots=True)
class Scorers:
    """Who speaks in marks, whether anybody does, and whether a verb reports what somebody said."""

    speaker: Scorer
    quotation: Scorer
    statement: Scorer


def load_scorers() -> Scorers:
    """The trained parts that the package ships."""
    return Scorers(
        load_trees("speaker", NAMES).score,
        load_trees("quotation", JUDGE_NAMES).score,
        load_trees("statement", STATEMENT_NAMES).score,
    )
