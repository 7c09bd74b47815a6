"""Figures: how many people were killed, wounded or displaced, with what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.analysis import Analysis, Token
from builder.annotate.lexicon import words
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType, Origin

FIGURE_CONFIDENCE = 0.8

_BETWEEN = ("amod", "compound", "nummod", "advmod", "quantmod", "det", "nmod", "cc", "conj", "punct")


def counted_people(analysis: Analysis, names: Sequence[Name]) -> Iterator[Name]:
    """Numbers that count people, as quantities: "at least 18 people", and "dozens" that were wounded."""
    taken = {i for name in names for i in range(name.first, name.last)}
    for first, last in _numbers(analysis):
        end = _counted(analysis, last)
        if end is not None and taken.isdisjoint(range(first, end)):
            yield Name(first, end, EntityType.QUANTITY, Origin.RULE, "people", FIGURE_CONFIDENCE)


def _numbers(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """The numbers that the model marks, as tokens, half-open."""
    tokens = analysis.tokens
    for token in tokens:
        if token.label == "CARDINAL" and token.begins:
            last = token.i + 1
            while last < len(tokens) and tokens[last].label == "CARDINAL" and not tokens[last].begins:
                last += 1
            yield token.i, last


def _counted(analysis: Analysis, last: int) -> int | None:
    """Where the phrase of the number that ends before ``last`` ends, if it counts people; else None."""
    number = analysis.tokens[last - 1]
    noun = analysis.tokens[number.head]
    if number.dep == "nummod" and noun.i >= last and _plain(analysis.tokens[last : noun.i]):
        return noun.i + 1 if noun.lemma.lower() in words("counted_people") else None
    governs = number.dep in ("nsubj", "nsubjpass", "dobj") and noun.pos == "VERB"
    if governs and noun.lemma.lower() in words("casualty_verbs"):
        return last
    return None


def _plain(tokens: Sequence[Token]) -> bool:
    return all(token.dep in _BETWEEN and token.text != "," for token in tokens)
