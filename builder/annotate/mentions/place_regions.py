"""Places beside the region that contains them: both parts of "Lowmoor, Ohio" are places, whatever else has the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.annotate.parse.document import Document
from builder.gazetteer.lookup import lies_in
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_IN_REGION, _REGION = "+in-region", "+region"
"""Added to the rule of a mention that is a place because of the region, or of the place in the region, beside it."""

_LEAST_CONFIDENCE = 0.9
"""Confidence in a place beside its region, and in the region, at least."""

_DIVISION_WORDS = ("state", "province", "region")
"""Qualifiers of divisions in the gazetteer: "Georgia (state)"."""


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
            mark = _REGION if _is_division(region.text, inside[0], gazetteer) else _IN_REGION
            marked[mention_i] = _as_place(place, _IN_REGION)
            marked[mention_i + 1] = _as_place(region, mark)
    return marked


def _is_pair(place: MentionSpan, region: MentionSpan) -> bool:
    """Return True if only a comma separates two names."""
    if place.type not in TYPED or region.type not in TYPED or region.first != place.last + 1:
        return False
    return place.next is not None and place.next.text == ","


def _is_division(text: str, inside: Place, gazetteer: Gazetteer) -> bool:
    """Return True if every region of this name that contains a place is a division: Georgia in "Atlanta, Georgia"."""
    areas = [area for area in gazetteer.regions(text) if lies_in(inside, area)]
    return all(area.kind is PlaceKind.ADMIN for area in areas)


def is_in_region(mention: MentionSpan) -> bool:
    """Return True if a mention is a place because of its region, or of the place in the region, beside it."""
    return mention.rule.endswith((_IN_REGION, _REGION))


def region_of_dateline(doc: Document, gazetteer: Gazetteer) -> tuple[Span, str] | None:
    """Return the span of the region in the dateline, and its name.

    Returns:
        None if the dateline has no region, abbreviates it, or has one that is not in the gazetteer.
    """
    dateline = doc.article.dateline
    if dateline is None or dateline.region is None:
        return None
    text = dateline.region.of(doc.text)
    if "." in text or text.isupper() or not gazetteer.regions(text):
        return None
    inside = gazetteer.candidates(f"{dateline.place.of(doc.text)}, {text}")
    is_division = bool(inside) and _is_division(text, inside[0], gazetteer)
    return dateline.region, _unambiguous_name(text, gazetteer) if is_division else text


def forms_of(mentions: Mentions) -> list[tuple[EntityType, str]]:
    """Return the type and text of each mention; a region that shares its name with a better-known place is qualified.

    The second part of "Lowmoor, Washington" has the form "Washington (state)". If the better-known place is a country
    ("Georgia"), the bare name elsewhere in the article means the region as well.
    """
    gazetteer = mentions.gazetteer
    texts = [mention.text for mention in mentions]
    regions = {
        text: _unambiguous_name(text, gazetteer)
        for mention, text in zip(mentions, texts, strict=True)
        if mention.rule.endswith(_REGION)
    }
    return [
        (mention.type, regions.get(text, text) if _may_mean_region(mention, text, gazetteer) else text)
        for mention, text in zip(mentions, texts, strict=True)
    ]


def _may_mean_region(mention: MentionSpan, text: str, gazetteer: Gazetteer) -> bool:
    return mention.rule.endswith(_REGION) or (mention.type is EntityType.PLACE and gazetteer.is_country(text))


def _unambiguous_name(text: str, gazetteer: Gazetteer) -> str:
    """Return a region's name, qualified if the bare name more probably means another place: "Georgia (state)"."""
    places = gazetteer.candidates(text)
    if not places or (places[0].kind is PlaceKind.ADMIN and places[0].admin is None) or "." in text:
        return text
    for word in _DIVISION_WORDS:
        found = gazetteer.candidates(f"{text} ({word})")
        if found and found[0].kind is PlaceKind.ADMIN and found[0].admin is None and found[0] in places:
            return f"{text} ({word})"
    return text


def _as_place(mention: MentionSpan, mark: str) -> MentionSpan:
    """Return a mention as a place, with a mark added to its rule."""
    rule = mention.rule.removesuffix(_IN_REGION).removesuffix(_REGION)
    confidence = max(mention.confidence, _LEAST_CONFIDENCE)
    return replace(mention, type=EntityType.PLACE, rule=f"{rule}{mark}", confidence=confidence)
