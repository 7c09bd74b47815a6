"""Named entities of the language model as mentions: split into single names, boundaries trimmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.boundaries import FIGURES, trim_boundaries
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.annotate.mentions.splitting import split_entity
from builder.annotate.parse.document import Document, Token
from builder.gazetteer.name_keys import with_whole_compass
from builder.model.annotations import EntityType, Origin

MODEL_TYPES = {
    "PERSON": EntityType.PERSON,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "ORG": EntityType.ORGANIZATION,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "DATE": EntityType.DATE,
    "TIME": EntityType.TIME,
    "MONEY": EntityType.MONEY,
    "PERCENT": EntityType.PERCENT,
    "QUANTITY": EntityType.QUANTITY,
    "WORK_OF_ART": EntityType.WORK,
    "LAW": EntityType.LAW,
    "PRODUCT": EntityType.PRODUCT,
}
"""spaCy's OntoNotes labels → our types. CARDINAL, ORDINAL and LANGUAGE are not mentions."""

MODEL_CONFIDENCE = 0.8
"""Confidence of an entity of the model: the model's precision on news, rounded."""


def find_model_mentions(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names and figures in the model's entities, with their boundaries trimmed."""
    for entity in model_entities(mentions.doc):
        parts = [entity] if entity.type in FIGURES else split_entity(entity)
        for part in parts:
            trimmed = trim_boundaries(part)
            if trimmed is not None:
                yield _compass_place(trimmed, mentions) or trimmed


def _compass_place(mention: MentionSpan, mentions: Mentions) -> MentionSpan | None:
    """Return a country or state with an abbreviated compass word ("N. Korea") as a place, else None."""
    # The model takes "N." for the initial of a person.
    name = with_whole_compass(mention.text)
    if mention.type not in TYPED or name == mention.text:
        return None
    places = mentions.gazetteer.regions(name)
    return replace(mention, type=EntityType.PLACE) if places and places[0].admin is None else None


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August")
"""Months that names begin with."""


def model_entities(doc: Document) -> Iterator[MentionSpan]:
    """Yield the model's entities in order, with the model's boundaries."""
    tokens = doc.tokens
    first = 0
    while first < len(tokens):
        label = tokens[first].label
        last = first + 1
        while label and last < len(tokens) and tokens[last].label == label and not tokens[last].begins:
            last += 1
        here = tokens[first:last]
        if label in MODEL_TYPES and not _is_age(here) and not (len(here) == 1 and begins_like_month(here[0])):
            yield MentionSpan(doc, first, last, MODEL_TYPES[label], Origin.MODEL, label, MODEL_CONFIDENCE)
        first = last


def begins_like_month(token: Token) -> bool:
    """Return True for a name that the model labels as a date because a month begins it: "Marchbank", "Mayfield"."""
    word = token.text
    if token.label != "DATE" or not word.isalpha() or not word[0].isupper():
        return False
    return any(word.startswith(month) and len(word) > len(month) for month in _MONTHS)


def _is_age(tokens: Sequence[Token]) -> bool:
    """Return True if the model labels an age as a date: "61", "34-year-old"."""
    if tokens[0].label != "DATE":
        return False
    written = "".join(token.text for token in tokens).lower()
    return written.endswith("year-old") or (written.isdigit() and len(written) < 4)
