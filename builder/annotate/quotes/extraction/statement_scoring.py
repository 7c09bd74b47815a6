"""Scoring of statements: how likely each verb of speech with a complement is to report what someone said."""

from __future__ import annotations

from msgspec.structs import replace

from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.parentheticals import PARENTHETICAL_PROBABILITY, parentheticals_of
from builder.annotate.quotes.extraction.statement_features import shipped_counts, statement_features
from builder.annotate.quotes.extraction.statements import StatementScore, statements_of
from builder.annotate.quotes.quoted_text import QuotedText
from builder.annotate.quotes.scorers import Scorer, Scorers


def add_statements(state: ExtractionState, scorers: Scorers) -> ExtractionState:
    """Add all statements of a document, with their probabilities."""
    return replace(state, statements=score_statements(state.text, scorers.statement))


def score_statements(text: QuotedText, score: Scorer) -> tuple[StatementScore, ...]:
    """Return all statements of a document: those of a cue and its complement, then those of a cue between commas."""
    inserted = list(parentheticals_of(text.mentions, text.marked))
    around = {statement.cue: frozenset(statement.content) for statement in inserted}
    # A cue between commas has no second statement over the same words.
    statements = [
        statement
        for statement in statements_of(text.mentions)
        if around.get(statement.cue, frozenset()).isdisjoint(statement.content)
    ]
    counts = shipped_counts()
    rows = [statement_features(statement, text, counts) for statement in statements]
    probabilities = score(rows) if rows else ()
    return (
        *(
            StatementScore(statement, probability, tuple(row))
            for statement, probability, row in zip(statements, probabilities, rows, strict=True)
        ),
        *(StatementScore(statement, PARENTHETICAL_PROBABILITY) for statement in inserted),
    )
