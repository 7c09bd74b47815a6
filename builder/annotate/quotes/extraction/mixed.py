"""Mixed quotes: the unquoted words of a statement that is quoted in part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from builder.annotate.parse.document import Token
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceChoice, SourceReason
from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.indirect_boundaries import spans_of
from builder.annotate.quotes.extraction.parentheticals import PARENTHETICAL, PARENTHETICAL_PROBABILITY
from builder.annotate.quotes.extraction.statements import StatementScore
from builder.annotate.quotes.quoted_text import QuotedText
from builder.annotate.quotes.scorers import Scorers
from builder.model.annotations import QuoteKind

MIXED_PROBABILITY = 0.15
"""Least probability of a statement that is quoted in part: its quotation marks show already that someone said it."""


def add_unquoted_words(state: ExtractionState, _: Scorers) -> ExtractionState:
    """Add to each mixed quote the unquoted words of its statement."""
    if all(quote.kind is not QuoteKind.MIXED for quote in state.quotes):
        return state
    around = _statements_by_token(state.statements)
    quotes = (
        _with_statement(state.text, quote, around) if quote.kind is QuoteKind.MIXED else quote
        for quote in state.quotes
    )
    return replace(state, quotes=tuple(quotes))


def unquoted_tokens(text: QuotedText, quote: ExtractedQuote) -> tuple[Token, ...]:
    """Return the tokens that its statement adds to a mixed quote, which are not quoted; none for other quotes."""
    content = quote.statement.statement.content if quote.statement is not None else ()
    return tuple(token for token in content if not text.is_marked(token))


def _statements_by_token(statements: Sequence[StatementScore]) -> Mapping[Token, Sequence[StatementScore]]:
    """Return for each token the statements around it that are likely enough."""
    found: dict[Token, list[StatementScore]] = defaultdict(list)
    for scored in statements:
        if scored.probability >= MIXED_PROBABILITY:
            for token in scored.statement.content:
                found[token].append(scored)
    return found


def _with_statement(
    text: QuotedText, quote: ExtractedQuote, around: Mapping[Token, Sequence[StatementScore]]
) -> ExtractedQuote:
    """Return a mixed quote with its statement; if the cue is between commas, the source is its subject."""
    scored = _likeliest(quote, around)
    if scored is None:
        return quote
    quote = replace(quote, statement=scored)
    quote = replace(quote, paraphrase=spans_of(unquoted_tokens(text, quote)))
    statement = scored.statement
    if statement.relation != PARENTHETICAL or statement.source is None:
        return quote
    probability = max(quote.probability, PARENTHETICAL_PROBABILITY)
    choice = SourceChoice(statement.source, statement.cue, probability, SourceReason.GRAMMAR)
    return replace(quote, choice=choice)


def _likeliest(
    quote: ExtractedQuote, around: Mapping[Token, Sequence[StatementScore]]
) -> StatementScore | None:
    """Return the likeliest statement around quoted words; None without one, or if its cue is quoted too."""
    spoken = frozenset(quote.quoted_tokens)
    candidates = [scored for token in quote.quoted_tokens for scored in around.get(token, ())]
    best = max(candidates, key=lambda scored: (scored.probability, -scored.statement.cue.i), default=None)
    return best if best is not None and best.statement.cue not in spoken else None
