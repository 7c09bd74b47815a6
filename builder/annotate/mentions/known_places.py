"""Names that mean a place though the model does not say so: "Togo", "in Lowmoor", "Lowmoor province"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.place import PlaceKind
from builder.names.known_names import known_kinds

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer, PlaceCandidate

_LARGE = 100_000
"""Inhabitants, at least, of a town of one word that its context alone shows to be the place."""
_TOWN_ENDINGS = ("burgh", "town", "ville")
"""Endings of the names of towns, which only the words beside them distinguish from surnames."""
_PLACE_NOUNS = frozenset("city county district island province region state town".split())


def is_known_place(mention: MentionSpan, gazetteer: Gazetteer) -> bool:
    """Return True for a country, a well-known place, and a large place where words beside the name show one."""
    text = mention.text
    if gazetteer.is_country(text):
        return True
    if _is_shown(mention) and text.lower().endswith(_TOWN_ENDINGS) and " " not in text:
        return True
    candidate = next(iter(gazetteer.matches(text)), None)
    if candidate is None or candidate.spelling or candidate.record.word or not text[0].isupper():
        return False
    if text.lower() in words("direction_words"):
        return False
    return known_kinds(text) == {"PLACE"} or (_is_large(candidate) and _is_shown(mention))


def _is_large(candidate: PlaceCandidate) -> bool:
    place = candidate.place
    if place.kind is PlaceKind.ADMIN:
        return place.admin is None
    # A town of several words shares its name with less else than "Java".
    return place.kind is not PlaceKind.CITY or place.population >= _LARGE or " " in place.name


def _is_shown(mention: MentionSpan) -> bool:
    """Return True after "in", and before "province"."""
    before, after = mention.previous, mention.next
    if after is not None and after.text in _PLACE_NOUNS:
        return True
    return before is not None and before.text.lower() in words("place_prepositions")
