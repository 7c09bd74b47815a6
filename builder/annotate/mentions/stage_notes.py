"""Stage notes: words in brackets that say what is heard in a conversation, and that no one says: "(Laughter)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.lexicon.word_lists import words
from builder.model.span import Span, strip_span


def spans_between_notes(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a span between stage notes that have a letter or figure."""
    start = span.start
    for match in _notes().finditer(text, span.start, span.end):
        yield from _part(text, start, match.start())
        start = match.end()
    yield from _part(text, start, span.end)


def stage_notes(text: str) -> Iterator[Span]:
    """Yield the spans of the stage notes in a text, with their brackets."""
    for match in _notes().finditer(text):
        yield Span(*match.span())


def _part(text: str, start: int, end: int) -> Iterator[Span]:
    if any(character.isalnum() for character in text[start:end]):
        yield strip_span(text, start, end)


@cache
def _notes() -> re.Pattern[str]:
    notes = "|".join(re.escape(note) for note in sorted(words("stage_notes"), key=len, reverse=True))
    return re.compile(rf"[(\[]\s*(?:{notes})\.?\s*[)\]]", re.IGNORECASE)
