"""Parts of a state or a city beside the name that they share: "New York's Long Island", "Lowmoor, New York, home"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.gazetteer.division_names import SharedName, shared_names
from builder.gazetteer.lookup import distance_degrees, lies_in
from builder.gazetteer.name_keys import folded
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_PART_OF_CITY_DEGREES = 0.3
"""Distance from a city up to which a place is one of its parts or suburbs."""

_ENDS_REGION = re.compile(r"[.)]|, (?!and\b|or\b)(?=[a-z])")
"""What follows the region of a town: not the next place of a list."""


def follows_unknown_town(mentions: Mentions, mention: MentionSpan) -> bool:
    """Return True for "Lowmoor, New York, home": a village that the gazetteer does not have is no world city."""
    comma = mention.previous
    if comma is None or comma.text != "," or comma.previous is None:
        return False
    town = mentions.at(comma.previous.i)
    return (
        town is not None
        and town.type is EntityType.PLACE
        and not mentions.gazetteer.candidates(town.text)
        and town.tokens[-1].text.lower() not in words("place_words")
        and _ENDS_REGION.match(mention.doc.text, mention.span.end) is not None
    )


def sense_of_own_part(mentions: Mentions, mention: MentionSpan, name: SharedName) -> bool | None:
    """Return the sense that "Lowmoor's Long Island" or "Lowmoor's Times Square" gives."""
    possessive = mention.next
    part = mentions.at(possessive.i + 1) if possessive is not None and possessive.tag == "POS" else None
    place = next(iter(mentions.gazetteer.candidates(part.text)), None) if part is not None else None
    if place is None or place.country != name.division.country:
        return None
    if place.kind is PlaceKind.REGION:
        return True
    return not _is_near(place, name.namesake) if lies_in(place, name.division) else None


def parts_of(city: Place, places: list[MentionSpan], gazetteer: Gazetteer) -> Iterator[bool]:
    """Yield True for each mention of the city under its own name, or of a part of it."""
    for mention in places:
        if folded(mention.text) not in shared_names():
            place = next(iter(gazetteer.candidates(mention.text)), None)
            yield (
                place is not None
                and place.kind is PlaceKind.CITY
                and place.country == city.country
                and _is_near(place, city)
            )


def _is_near(place: Place, city: Place) -> bool:
    """Return True if a place is a part or a suburb of a city."""
    return distance_degrees(place, city) < _PART_OF_CITY_DEGREES
