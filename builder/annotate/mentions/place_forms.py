"""Forms of the names of places: what tells a place of an article from others of its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from builder.annotate.mentions.county_lists import county_names
from builder.annotate.mentions.home_states import follows_party
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import is_division, is_in_region, is_region
from builder.annotate.mentions.place_senses import division_senses, means_western_world
from builder.annotate.parse.document import Document
from builder.gazetteer.division_names import qualified_name
from builder.gazetteer.lookup import lies_in
from builder.gazetteer.name_keys import folded
from builder.gazetteer.towns import towns_named
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_REGION_AFTER = re.compile(r"(?:,\s+|\s\()((?:[A-Z][\w.’'-]*\s?){1,3})(?=[\s,.;:)!?”\"—–-]|$)")
"""The capitalized words after a comma or bracket: a region perhaps."""
_WEST, _WESTERN_WORLD = "West", "Western world"
_LONGEST_REGION = 40
_CITY_OF_THE_WORLD = 500_000
"""Population from which a city is listed beside states; a smaller one with a state after it lies in that state."""
_PREPOSITIONS = frozenset({"at", "from", "in", "near", "of", "outside", "to"})
_CUT_SAINT = re.compile(r"\bSt\.?,? $")


def forms_of(mentions: Mentions) -> list[tuple[EntityType, str]]:
    """Return the type and text of each mention; the name of a place is qualified if another has it, too.

    The second part of "Lowmoor, Washington" has the form "Washington (state)". If the better-known place is a country
    ("Georgia"), the bare name elsewhere in the article means the region as well. Elsewhere the words beside a name
    decide (``place_senses``). If an article names towns of two regions, each has its region in its form.
    """
    gazetteer = mentions.gazetteer
    regions = {
        mention.text: qualified_name(mention.text, gazetteer) for mention in mentions if is_region(mention)
    }
    senses = division_senses(mentions)
    counties = county_names(mentions)
    is_western = any(mention.text == _WEST for mention in mentions) and means_western_world(mentions)
    forms = []
    for mention_i, mention in enumerate(mentions):
        text = mention.text
        if is_region(mention) or (mention.type is EntityType.PLACE and gazetteer.is_country(text)):
            text = regions.get(text, text)
        if mention.type is EntityType.PLACE:
            text = (
                counties.get(mention_i)
                or senses.get(mention_i)
                or _postal_division(mention, mentions)
                or _name_of_saint(mention, mentions)
                or (_WESTERN_WORLD if text == _WEST and is_western else text)
            )
        forms.append((mention.type, text))
    return forms


def _postal_division(mention: MentionSpan, mentions: Mentions) -> str | None:
    """Return the title of the state that a postal abbreviation beside a town or party means: "Lowmoor, OH"."""
    gazetteer = mentions.gazetteer
    division = gazetteer.abbreviated_division(mention.text, postal=True)
    if division is None or gazetteer.abbreviated_division(mention.text) is not None:
        return None
    comma = mention.previous
    if comma is not None and comma.text == "," and comma.previous is not None:
        town = mentions.at(comma.previous.i)
        if town is not None and town.type is EntityType.PLACE:
            return qualified_name(division.name, gazetteer)
    return qualified_name(division.name, gazetteer) if follows_party(mention) else None


def _name_of_saint(mention: MentionSpan, mentions: Mentions) -> str | None:
    """Return the whole name of a saint's town if a stray comma has cut it: "St., Lowmoor" is St. Lowmoor."""
    before = mention.doc.text[max(0, mention.span.start - 5) : mention.span.start]
    if _CUT_SAINT.search(before):
        return f"St. {mention.text}"
    if mention.text not in ("St.", "St") or mention.next is None or mention.next.text != ",":
        return None
    town = mentions.at(mention.next.i + 1)
    return f"St. {town.text}" if town is not None and town.type is EntityType.PLACE else None


def with_regions_of_homonyms(
    named: Sequence[tuple[Span, str]], regions: Mapping[Span, str]
) -> dict[Span, str]:
    """Return the forms of places, qualified if the article names places of two regions by one name.

    Args:
        named: span and form of each mention of a place, in the order of the text.
        regions: the region beside a mention, by span.

    Returns:
        By span the forms that have a region: "Lowmoor, Ohio". A bare name means the place that was named last.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for span, form in named:
        if span in regions:
            found[folded(form)].add(regions[span])
    last = {}
    for span, form in reversed(named):
        if span in regions:
            last[folded(form)] = regions[span]
    forms = {}
    for span, form in named:
        key = folded(form)
        if len(found.get(key, ())) > 1:
            last[key] = regions.get(span, last[key])
            forms[span] = f"{form}, {last[key]}"
    return forms


def regions_beside(mentions: Mentions) -> dict[Span, str]:
    """Return the name of the region that the text or the dateline names beside a place, by the place's span."""
    regions = {}
    for mention in mentions:
        if mention.type is EntityType.PLACE:
            region = _region_after(mention, mentions)
            if region is not None:
                regions[mention.span] = region
    dateline = mentions.doc.article.dateline
    if dateline is not None and dateline.region is not None:
        place, text = dateline.place.of(mentions.doc.text), dateline.region.of(mentions.doc.text)
        area = _area(place, text, mentions.gazetteer)
        if area is not None:
            regions[dateline.place] = area.name
    return regions


def _region_after(mention: MentionSpan, mentions: Mentions) -> str | None:
    """Return the name of the region after a place, unless it may be the next item of a list."""
    after = mentions.doc.reading[mention.span.end : mention.span.end + _LONGEST_REGION]
    match = _REGION_AFTER.match(after)
    if match is None:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        for form in dict.fromkeys((text, text.rstrip("."), f"{text}.")):
            area = _area(mention.text, form, mentions.gazetteer)
            if area is not None and _is_region_of(mention, form, area, mentions.gazetteer):
                return area.name
    return None


def _area(place: str, text: str, gazetteer: Gazetteer) -> Place | None:
    """Return the country or first-level division of a name, the one that contains the place before it if one does."""
    areas = [area for area in gazetteer.regions(text) if area.admin is None]
    inside = gazetteer.candidates(f"{place}, {text}")[:1]
    containing = [area for area in areas if inside and lies_in(inside[0], area)]
    return next(iter(containing or areas), None)


def _is_region_of(mention: MentionSpan, text: str, area: Place, gazetteer: Gazetteer) -> bool:
    """Return True if the name after a place is its region: it contains it, is abbreviated, or follows a small town."""
    places = gazetteer.candidates(mention.text)
    if is_in_region(mention) or any(lies_in(place, area) for place in places):
        return True
    if area.kind is PlaceKind.ADMIN and towns_named(mention.text, area):
        return True
    largest = max((place.population for place in places), default=0)
    if any(place.kind is not PlaceKind.CITY for place in places) or largest >= _CITY_OF_THE_WORLD:
        return False
    if text.replace(" ", "") in gazetteer.abbreviations:
        return True
    before = mention.previous
    after = mention.doc.reading[mention.span.end + len(f", {text}") :]
    is_parenthetical = after[:1] in (",", ".", ")", "")
    return before is not None and before.text.lower() in _PREPOSITIONS and is_parenthetical


def region_of_dateline(doc: Document, gazetteer: Gazetteer) -> tuple[Span, str] | None:
    """Return the span of the region in the dateline, and its name.

    Returns:
        None if the dateline has no region, or has one that is not in the gazetteer.
    """
    dateline = doc.article.dateline
    if dateline is None or dateline.region is None:
        return None
    text = dateline.region.of(doc.text)
    if text in gazetteer.abbreviations:
        return dateline.region, text
    if text.isupper() or not gazetteer.regions(text):
        return None
    inside = gazetteer.candidates(f"{dateline.place.of(doc.text)}, {text}")
    divided = bool(inside) and is_division(text, inside[0], gazetteer)
    return dateline.region, qualified_name(text, gazetteer) if divided else text
