"""The rules of quotes on stored parses, as plain data for the tables of cases."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.steps import extract_quotes
from builder.annotate.quotes.quoted_text import QuotedText, find_quoted_text
from builder.annotate.quotes.trained_models import load_scorers
from builder.model.span import Span
from tests.support.stored_parses import linked_of_case


class ExtractedWords(Struct, frozen=True):
    """The words of an extracted quote."""

    kind: str
    content: list[str]
    paraphrase: list[str]
    source: str | None
    cue: str | None
    reason: str


@cache
def state_of_case(text: str) -> ExtractionState:
    """Return the extraction of a text with a stored parse, by the trained models."""
    return extract_quotes(linked_of_case(text), load_scorers())


def quoted_text_of_case(text: str) -> QuotedText:
    """Return the quoted regions of a text with a stored parse."""
    return find_quoted_text(linked_of_case(text))


def extracted(text: str) -> list[ExtractedWords]:
    """Return the words of the quotes in a text with a stored parse."""
    state = state_of_case(text)
    return [
        ExtractedWords(
            kind=quote.kind.value,
            content=[span.of(text) for span in quote.content],
            paraphrase=[span.of(text) for span in quote.paraphrase],
            source=quote.candidate.text if quote.candidate is not None else None,
            cue=quote.cue.text if quote.cue is not None else None,
            reason=quote.choice.reason.value,
        )
        for quote in state.quotes
    ]


def words_of(tokens: tuple[Token, ...] | list[Token]) -> str:
    """Return the text from the first to the last of some tokens; "" without tokens."""
    return Span(tokens[0].start, tokens[-1].end).of(tokens[0].doc.text) if tokens else ""


def token_of(text: QuotedText, word: str) -> Token:
    """Return the first token that is spelled like a word."""
    return next(token for token in text.doc.tokens if token.text == word)
