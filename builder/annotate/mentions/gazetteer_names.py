"""Countries and peoples of the gazetteer that are in no mention yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.standalone_names import is_standalone
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType, Origin

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

GAZETTEER_CONFIDENCE = 0.7
"""Confidence of the name of a country or people that the model did not label."""


def find_gazetteer_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the countries and peoples that are in no mention yet."""
    for token in mentions.doc.tokens:
        if mentions.is_taken(token.i) or not _may_be_name(token):
            continue
        entity_type = _type(token, mentions.gazetteer)
        if entity_type is not None:
            yield MentionSpan(
                mentions.doc,
                token.i,
                token.i + 1,
                entity_type,
                Origin.GAZETTEER,
                "gazetteer",
                GAZETTEER_CONFIDENCE,
            )


def _may_be_name(token: Token) -> bool:
    return token.pos in ("PROPN", "ADJ", "NOUN") and token.text[0].isupper() and is_standalone((token,))


def _type(token: Token, gazetteer: Gazetteer) -> EntityType | None:
    """Return the type of a word in the gazetteer: group for a people, place for a country, else None."""
    if gazetteer.group(token.text) is not None:
        return EntityType.GROUP
    if token.pos == "PROPN" and len(token.text) > 2 and gazetteer.is_country(token.text):
        return EntityType.PLACE
    return None
