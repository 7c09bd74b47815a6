"""The dateline: the place and region that it names, as mentions of entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.mentions.place_forms import region_of_dateline
from builder.annotate.parse.document import Document
from builder.model.annotations import EntityType, Mention, Origin
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

DATELINE_CONFIDENCE = 0.98
"""Confidence of the places in a dateline."""


def dateline_forms(doc: Document, gazetteer: Gazetteer) -> dict[Span, str]:
    """Return the spellings of the dateline's place and region, by span; empty without a dateline."""
    dateline = doc.article.dateline
    if dateline is None:
        return {}
    forms = {dateline.place: dateline.place.of(doc.text)}
    region = region_of_dateline(doc, gazetteer)
    return {**forms, region[0]: region[1]} if region is not None else forms


def dateline_mention(span: Span, key: str) -> Mention:
    """Return the mention of a place in the dateline.

    Args:
        span: the place or region.
        key: of its entity.
    """
    return Mention(span, EntityType.PLACE, key, Origin.RULE, "dateline", DATELINE_CONFIDENCE)
