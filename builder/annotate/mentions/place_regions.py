"""Places with their region beside them: "Lowmoor, Ohio" is a place in both its parts, whoever bears the name, too."""

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
"""What is added to the rule of a name that its region, or what lies in it, makes a place's."""

_WORDS = ("state", "province", "region")


def mark_regions(mentions: Mentions) -> list[MentionSpan]:
    """The names, those that a comma joins to the region they lie in as places, with their region."""
    doc, gazetteer = mentions.doc, mentions.gazetteer
    found = list(mentions)
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if first.type not in TYPED or second.type not in TYPED or second.first != first.last + 1:
            continue
        if doc.tokens[first.last].text != ",":
            continue
        inside = gazetteer.candidates(f"{first.text}, {second.text}")
        if inside:
            mark = _REGION if _is_division(second.text, inside[0], gazetteer) else _IN_REGION
            found[index], found[index + 1] = _as_place(first, _IN_REGION), _as_place(second, mark)
    return found


def _is_division(text: str, inside: Place, gazetteer: Gazetteer) -> bool:
    """Whether a region's name means a division by what lies in it: the Georgia of "Atlanta, Georgia"."""
    areas = [area for area in gazetteer.regions(text) if lies_in(inside, area)]
    return all(area.kind is PlaceKind.ADMIN for area in areas)


def is_in_region(name: MentionSpan) -> bool:
    """Whether its region, or what lies in it, has made a name a place's."""
    return name.rule.endswith((_IN_REGION, _REGION))


def region_of_dateline(doc: Document, gazetteer: Gazetteer) -> tuple[Span, str] | None:
    """The region that a dateline writes out behind its place, and what it is called; None where it is abbreviated, or
    nothing that the gazetteer knows.
    """
    dateline = doc.article.dateline
    if dateline is None or dateline.region is None:
        return None
    text = dateline.region.of(doc.text)
    if "." in text or text.isupper() or not gazetteer.regions(text):
        return None
    inside = gazetteer.candidates(f"{dateline.place.of(doc.text)}, {text}")
    division = bool(inside) and _is_division(text, inside[0], gazetteer)
    return dateline.region, _told_apart(text, gazetteer) if division else text


def forms_of(mentions: Mentions) -> list[tuple[EntityType, str]]:
    """Type and words of each name; of a region that shares its name with a better-known place, what it is, too: the
    second part of "Lowmoor, Washington" is "Washington (state)". Where that place is a country, the article means
    the region by the bare name as well.
    """
    gazetteer = mentions.gazetteer
    texts = [name.text for name in mentions]
    told = {
        text: _told_apart(text, gazetteer)
        for name, text in zip(mentions, texts, strict=True)
        if name.rule.endswith(_REGION)
    }
    return [
        (name.type, told.get(text, text) if _is_meant(name, text, gazetteer) else text)
        for name, text in zip(mentions, texts, strict=True)
    ]


def _is_meant(name: MentionSpan, text: str, gazetteer: Gazetteer) -> bool:
    return name.rule.endswith(_REGION) or (name.type is EntityType.PLACE and gazetteer.is_country(text))


def _told_apart(text: str, gazetteer: Gazetteer) -> str:
    """The region's name with the word for what it is, where the bare name means another place first."""
    places = gazetteer.candidates(text)
    if not places or (places[0].kind is PlaceKind.ADMIN and places[0].admin is None) or "." in text:
        return text
    for word in _WORDS:
        found = gazetteer.candidates(f"{text} ({word})")
        if found and found[0].kind is PlaceKind.ADMIN and found[0].admin is None and found[0] in places:
            return f"{text} ({word})"
    return text


def _as_place(name: MentionSpan, mark: str) -> MentionSpan:
    rule = name.rule.removesuffix(_IN_REGION).removesuffix(_REGION)
    return replace(name, type=EntityType.PLACE, rule=f"{rule}{mark}", confidence=max(name.confidence, 0.9))
