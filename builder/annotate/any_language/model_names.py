"""Names of the model as mentions, in any language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from builder.annotate.any_language.language_words import LanguageWords
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import data_lines
from builder.model.annotations import EntityType, Origin

CONFIDENCE = 0.7
"""Confidence of a name that a model found in a language where its precision was not measured."""

_LABELS = Path(__file__).parent / "data" / "labels.tsv"
_LONGEST = 12
"""Words of a name, at most: longer entities are mistakes of the model."""


@cache
def model_types() -> Mapping[str, EntityType]:
    """Return the types of the labels that name something."""
    rows = (line.split("\t") for line in data_lines(_LABELS))
    return {label: EntityType(kind) for label, kind in rows}


def find_names(doc: Document, words: LanguageWords) -> Iterator[MentionSpan]:
    """Yield the names that the model finds, in order, without titles, articles and punctuation at their ends."""
    for first, last in _entities(doc.tokens):
        label = doc.tokens[first].label
        if label not in model_types():
            continue
        start, end = _trimmed(doc.tokens, first, last, words)
        if 0 < end - start <= _LONGEST and any(map(_begins_name, doc.tokens[start:end])):
            yield MentionSpan(doc, start, end, model_types()[label], Origin.MODEL, label, CONFIDENCE)


def _entities(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the model's entities."""
    first = 0
    while first < len(tokens):
        last = first + 1
        if label := tokens[first].label:
            while last < len(tokens) and tokens[last].label == label and not tokens[last].begins:
                last += 1
            yield first, last
        first = last


def _trimmed(tokens: Sequence[Token], first: int, last: int, words: LanguageWords) -> tuple[int, int]:
    """Return the bounds of an entity without the titles and articles around the name; may be empty."""
    while first < last and (_is_punctuation(tokens[first]) or _is_before_name(tokens[first], words)):
        first += 1
    while first < last and _is_punctuation(tokens[last - 1]):
        last -= 1
    return first, last


def _is_before_name(token: Token, words: LanguageWords) -> bool:
    return token.text in words.titles or token.text in words.articles


def _is_punctuation(token: Token) -> bool:
    return not any(map(str.isalnum, token.text))


def _begins_name(token: Token) -> bool:
    """Return True for a word with a capital, or in a script that has none."""
    letter = token.text[0]
    return letter.isalpha() and not letter.islower()
