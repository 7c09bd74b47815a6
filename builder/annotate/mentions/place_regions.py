"""Places beside the region that contains them: both parts of "Lowmoor, Ohio" are places, whatever else has the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.gazetteer.lookup import lies_in
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

IN_REGION, REGION = "+in-region", "+region"
"""Added to the rule of a mention that is a place because of the region, or of the place in the region, beside it."""

_LEAST_CONFIDENCE = 0.9
"""Confidence in a place beside its region, and in the region, at least."""


def mark_regions(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions; if a comma separates a place from the region that contains it, both are typed as places."""
    gazetteer = mentions.gazetteer
    marked = list(mentions)
    for mention_i in range(len(marked) - 1):
        place, region = marked[mention_i], marked[mention_i + 1]
        if not _is_pair(place, region):
            continue
        inside = gazetteer.candidates(f"{place.text}, {region.text}")
        if inside:
            mark = REGION if is_division(region.text, inside[0], gazetteer) else IN_REGION
            marked[mention_i] = _as_place(place, IN_REGION)
            marked[mention_i + 1] = _as_place(region, mark)
    return marked


def _is_pair(place: MentionSpan, region: MentionSpan) -> bool:
    """Return True if only a comma separates two names."""
    if place.type not in TYPED or region.type not in TYPED or region.first != place.last + 1:
        return False
    return place.next is not None and place.next.text == ","


def is_division(text: str, inside: Place, gazetteer: Gazetteer) -> bool:
    """Return True if every region of this name that contains a place is a division: Georgia in "Atlanta, Georgia"."""
    areas = [area for area in gazetteer.regions(text) if lies_in(inside, area)]
    return all(area.kind is PlaceKind.ADMIN for area in areas)


def is_region(mention: MentionSpan) -> bool:
    """Return True if a mention is the division that contains the place before it."""
    return mention.rule.endswith(REGION)


def is_contained(mention: MentionSpan) -> bool:
    """Return True if the region after a mention contains it: "Lowmoor" in "Lowmoor, Ohio"."""
    return mention.rule.endswith(IN_REGION)


def is_in_region(mention: MentionSpan) -> bool:
    """Return True if a mention is a place because of its region, or of the place in the region, beside it."""
    return mention.rule.endswith((IN_REGION, REGION))


def _as_place(mention: MentionSpan, mark: str) -> MentionSpan:
    """Return a mention as a place, with a mark added to its rule."""
    rule = mention.rule.removesuffix(IN_REGION).removesuffix(REGION)
    confidence = max(mention.confidence, _LEAST_CONFIDENCE)
    return replace(mention, type=EntityType.PLACE, rule=f"{rule}{mark}", confidence=confidence)
