"""Amounts: sums of money, shares and measures, as the model marks them or with a sign or article that it left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

_SIGNS = ("$", "€", "£", "¥", "US$", "C$", "A$", "HK$", "NZ$")

_ROUND = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "quarter", "third")
"""Words that are numbers only with the article before them."""


def drop_non_amounts(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions without the model's amounts that contain neither a number nor a unit."""
    return (mention for mention in mentions if not _is_non_amount(mention))


def _is_non_amount(mention: MentionSpan) -> bool:
    """Return True if the model marked an amount that has neither a number nor a unit: "half-mast"."""
    if mention.type is not EntityType.QUANTITY or mention.origin is not Origin.MODEL:
        return False
    tokens = mention.tokens
    counts = any(token.text.lower() in words("cardinal_words") for token in tokens)
    measures = any(token.lemma.lower() in words("measure_units") for token in tokens)
    return not (counts or measures or any(char.isdigit() for char in mention.text))


def find_whole_amounts(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield amounts with the sign or article that the model left out: "$15" for "15", "a hundred soldiers"."""
    for mention in mentions:
        before = mention.previous
        if before is None:
            continue
        signed = mention.type is EntityType.MONEY and before.text in _SIGNS
        round_number = mention.type in (EntityType.MONEY, EntityType.QUANTITY) and (
            mention.tokens[0].text.lower() in _ROUND and before.text.lower() in ("a", "an")
        )
        if signed or round_number:
            yield replace(mention, first=before.i)
