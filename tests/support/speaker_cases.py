"""Quotes and their speakers on stored parses, as plain data for the tables of cases."""

from __future__ import annotations

from functools import cache
from typing import Any

from builder.annotate.parse.document import Token
from builder.annotate.pipeline import annotate_document
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.context import SpeakerContext, speaker_context
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import Annotations, Quote
from tests.support.stored_parses import document_of_case, linked_of_case


@cache
def annotations_of_case(text: str) -> Annotations:
    """Return the annotations of a text with a stored parse."""
    return annotate_document(document_of_case(text), load_gazetteer(), "stored parses")


def speakers_of_case(text: str) -> list[dict[str, Any]]:
    """Return for each quote its source, the rule that resolved it, and the names of its speakers or their words."""
    annotations = annotations_of_case(text)
    names = {entity.key: entity.name for entity in annotations.entities}
    return [_speakers(quote, text, names) for quote in annotations.quotes]


def _speakers(quote: Quote, text: str, names: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": " + ".join(span.of(text) for span in quote.source),
        "rule": quote.rule.partition("+")[2],
    }
    if quote.speakers:
        found["speakers"] = [names[key] for key in quote.speakers]
    if quote.speaker_text is not None:
        found["words"] = quote.speaker_text
    return found


@cache
def context_of_case(text: str) -> SpeakerContext:
    """Return the context of a text with a stored parse, read as narration: without marked words and sources."""
    return speaker_context(linked_of_case(text), frozenset(), ())


def token_at(context: SpeakerContext, word: str) -> Token:
    """Return the first token that is spelled like a word."""
    return next(token for token in context.doc.tokens if token.text == word)


def source_at(context: SpeakerContext, head: str) -> Candidate:
    """Return the candidate whose head is the last token that is spelled like a word."""
    token = next(token for token in reversed(context.doc.tokens) if token.text == head)
    return candidate_at(token, context.linked.mentions)
