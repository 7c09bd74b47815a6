"""Countries, known places and peoples of the gazetteer that are in no mention yet."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.known_places import is_known_place
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.standalone_names import is_standalone
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType, Origin

GAZETTEER_CONFIDENCE = 0.7
"""Confidence of the name of a place or people that the model did not label."""


def find_gazetteer_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the countries, known places and peoples that are in no mention yet."""
    for token in mentions.doc.tokens:
        if mentions.is_taken(token.i) or not _may_be_name(token):
            continue
        entity_type = _type(token, mentions)
        if entity_type is not None:
            yield _mention(mentions, token, entity_type)


def _mention(mentions: Mentions, token: Token, entity_type: EntityType) -> MentionSpan:
    origin, rule = Origin.GAZETTEER, "gazetteer"
    return MentionSpan(mentions.doc, token.i, token.i + 1, entity_type, origin, rule, GAZETTEER_CONFIDENCE)


def _may_be_name(token: Token) -> bool:
    return token.pos in ("PROPN", "ADJ", "NOUN") and token.text[0].isupper() and is_standalone((token,))


def _type(token: Token, mentions: Mentions) -> EntityType | None:
    """Return the type of a word in the gazetteer: group for a people, place for a known place, else None."""
    if mentions.gazetteer.group(token.text) is not None:
        return EntityType.GROUP
    is_name = token.pos == "PROPN" and len(token.text) > 2
    place = _mention(mentions, token, EntityType.PLACE)
    return EntityType.PLACE if is_name and is_known_place(place, mentions.gazetteer) else None
