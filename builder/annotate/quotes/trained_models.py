"""The trained models of quotes that the package ships."""

from __future__ import annotations

from builder.annotate.decision_trees import load_trees
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES
from builder.annotate.quotes.extraction.scare_quotes import QUOTATION_FEATURES
from builder.annotate.quotes.extraction.statement_features import STATEMENT_FEATURES
from builder.annotate.quotes.scorers import Scorers


def load_scorers() -> Scorers:
    """Return the trained models that the package ships."""
    return Scorers(
        load_trees("speaker", CANDIDATE_FEATURES).score,
        load_trees("quotation", QUOTATION_FEATURES).score,
        load_trees("statement", STATEMENT_FEATURES).score,
    )
