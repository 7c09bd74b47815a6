"""Countries and peoples of the gazetteer that no mention covers yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.standalone import is_alone
from builder.model.annotations import EntityType, Origin

if TYPE_CHECKING:
    pass

GAZETTEER_CONFIDENCE = 0.7
"""A country's or people's name that the model passed over."""


def find_gazetteer_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Countries and peoples that no name covers yet."""
    doc, gazetteer = mentions.doc, mentions.gazetteer
    for token in doc.tokens:
        if (
            mentions.is_taken(token.i)
            or token.pos not in ("PROPN", "ADJ", "NOUN")
            or not token.text[0].isupper()
        ):
            continue
        if not is_alone(doc, token.i, token.i + 1):
            continue
        kind = None
        if gazetteer.group(token.text) is not None:
            kind = EntityType.GROUP
        elif token.pos == "PROPN" and len(token.text) > 2 and gazetteer.is_country(token.text):
            kind = EntityType.PLACE
        if kind is not None:
            yield MentionSpan(
                doc, token.i, token.i + 1, kind, Origin.GAZETTEER, "gazetteer", GAZETTEER_CONFIDENCE
            )
