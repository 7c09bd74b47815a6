"""The words of quotes, fit to be read outside their articles, and what the quotes of one speaker share."""

from __future__ import annotations

from builder.edition.brief_texts import Utterance
from builder.edition.wording import one_line
from builder.model.annotations import QuoteKind
from builder.model.brief import LinkedQuote
from builder.model.brief_outline import QuoteOutline
from builder.model.span import Span

_OPENING_MARKS = frozenset("“\"„«‟'‘")
MARKS = "“”\"„«»‟'‘’"
"""Quotation marks."""

LEFT_OUT = "[…]"
"""Stands in a quote for the article's words between two parts of it."""


def quote_words(said: Utterance) -> str:
    """What was said, fit to be read outside its article.

    Parts between which the article has only white space and quotation marks are joined by a space, others by
    "[…]". Direct speech gets quotation marks; of other quotes, only what had them in the article.
    """
    text, quote = said.source.text, said.quote
    joined = ""
    previous: Span | None = None
    for span in quote.content:
        words = one_line(span.of(text))
        if quote.kind is QuoteKind.MIXED and span.start > 0 and text[span.start - 1] in _OPENING_MARKS:
            words = f"“{words.rstrip(',')}”"
        if previous is not None:
            between = text[previous.end : span.start].strip().strip(MARKS).strip()
            joined += f" {LEFT_OUT} " if between else " "
        joined += words
        previous = span
    joined = joined.rstrip(",")
    return f"“{joined}”" if quote.kind is QuoteKind.DIRECT else joined


def speaker_key(quote: LinkedQuote | QuoteOutline) -> tuple[tuple[str, ...], str]:
    """What the quotes of one speaker share: entities, or the source's words whatever their case; "" for none."""
    return quote.speaker_ids, "" if quote.speaker_ids else one_line(quote.speaker_text or "").casefold()
