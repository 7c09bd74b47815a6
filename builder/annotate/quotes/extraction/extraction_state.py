"""The state of the extraction: what is known of the quotes of a document so far, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from builder.annotate.quotes.extraction.bare_questions import quoted_answers
from builder.annotate.quotes.extraction.coined_terms import CoinedTerm, coined_terms
from builder.annotate.quotes.extraction.dialogue import DialogueTurn, turns_of
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote
from builder.annotate.quotes.extraction.letters import quoted_statements
from builder.annotate.quotes.extraction.scare_quotes import JudgedRegion
from builder.annotate.quotes.extraction.statements import StatementScore
from builder.annotate.quotes.extraction.turn_openings import TurnOpening
from builder.annotate.quotes.quoted_text import QuotedText


class ExtractionState(Struct, frozen=True):
    """The quotes of a document so far; each step of the extraction takes it and returns the next.

    Attributes:
        text: the document with its quoted regions.
        turns: the turns of a printed conversation, in order.
        answers: the answers in quotation marks to questions without labels, and quotations below a name with a colon,
            by their paragraphs.
        terms: the terms in quotation marks that someone coins, which are not quotes.
        judged: the quoted regions with the judgment on each, in order.
        statements: possible reported speech in the document, with its probability.
        quotes: the quotes before their speakers are resolved, in the order of the text.
    """

    text: QuotedText
    turns: tuple[DialogueTurn, ...] = ()
    answers: Mapping[int, TurnOpening] = field(default_factory=dict)
    terms: tuple[CoinedTerm, ...] = ()
    judged: tuple[JudgedRegion, ...] = ()
    statements: tuple[StatementScore, ...] = ()
    quotes: tuple[ExtractedQuote, ...] = ()


def start_extraction(text: QuotedText) -> ExtractionState:
    """Return the state before the first quote: the quoted regions, turns, answers and terms of a document."""
    answers = {**quoted_statements(text), **quoted_answers(text)}
    return ExtractionState(text, turns_of(text), answers, coined_terms(text))
