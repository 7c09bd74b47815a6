"""Governments that are named by their country: "the U.S. government" is a body, and not the country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.known_names import known_kinds
from builder.names.normal_form import normal_form

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

GOVERNMENT = "government"
"""The rule of the mentions."""


def name_governments(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each country before the noun "government" together with it as an organization."""
    for mention in mentions:
        if _is_government(mention, mentions.gazetteer):
            yield replace(mention, last=mention.last + 1, type=EntityType.ORGANIZATION, rule=GOVERNMENT)
        else:
            yield mention


def _is_government(mention: MentionSpan, gazetteer: Gazetteer) -> bool:
    """Return True for a country between "the" and "government", which is no part of an adjective."""
    noun = mention.tokens[-1].next
    if noun is None or noun.text != "government" or not gazetteer.is_country(normal_form(mention.text)):
        return False
    # Of other countries the article means the country that it names: "the New Zealand government".
    country = gazetteer.candidates(normal_form(mention.text))[0].name
    if "ORG" not in known_kinds(f"{country} government"):
        return False
    before, after = mention.previous, noun.next
    is_part = after is not None and after.text == "-"
    return before is not None and before.text.lower() == "the" and not is_part
