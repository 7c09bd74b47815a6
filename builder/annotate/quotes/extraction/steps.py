"""The steps of the extraction in order: a document with linked mentions in, its quotes before resolution out."""

from __future__ import annotations

from collections.abc import Callable

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.quotes.extraction.direct import add_direct_quotes
from builder.annotate.quotes.extraction.extraction_state import ExtractionState, start_extraction
from builder.annotate.quotes.extraction.indirect import add_indirect_quotes
from builder.annotate.quotes.extraction.mixed import add_unquoted_words
from builder.annotate.quotes.extraction.statement_scoring import add_statements
from builder.annotate.quotes.quoted_text import find_quoted_text
from builder.annotate.quotes.scorers import Scorers

STEPS: tuple[Callable[[ExtractionState, Scorers], ExtractionState], ...] = (
    # “The pier is rotten,” said Ana Roe. Quoted regions, judged, grouped, each with a source.
    add_direct_quotes,
    # Roe said that the pier is rotten. Every verb of speech with a complement, scored.
    add_statements,
    # Roe called the pier “a disaster”. The unquoted words of the same statement.
    add_unquoted_words,
    # Roe said that the pier is rotten. The likely statements of which no word is quoted.
    add_indirect_quotes,
)


def extract_quotes(linked: LinkedMentions, scorers: Scorers) -> ExtractionState:
    """Return the quotes of a document before their speakers are resolved, with the evidence for each."""
    state = start_extraction(find_quoted_text(linked))
    for step in STEPS:
        state = step(state, scorers)
    return state
