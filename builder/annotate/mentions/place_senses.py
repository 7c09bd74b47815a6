"""Senses of names that a state shares with a city or a country, by the words beside each mention and by the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import is_contained
from builder.annotate.parse.document import Token
from builder.gazetteer.division_names import SharedName, shared_names
from builder.gazetteer.lookup import distance_degrees
from builder.gazetteer.name_keys import folded
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_PART_OF_CITY_DEGREES = 0.3
"""Distance from a city up to which a place is one of its parts or suburbs."""

_KIND_NOUNS = {"state": True, "province": True, "city": False}
_OFFICIALS = frozenset({"sen.", "senator", "rep.", "representative", "gov.", "governor", "sens.", "reps."})
_PARTY_TAG = re.compile(r"\b[DRI][-–—]$")
_APPOSITION = re.compile(r", (?:a|the|another|one|her|his) (?:\w+ )?state\b")
_LEAST_LIST = 3
_LONGEST_SEPARATOR = 20
_LIST_SEPARATOR = re.compile(r"\s*(?:,|;|,? (?:and|or|but not)|/)\s+(?:(?:in|from|of) )?(?:the )?")


@cache
def _state_nouns() -> Mapping[str, bool]:
    """Return the nouns of states: True if a national capital has them, too."""
    return {noun: scope == "capital" for noun, scope in table("state_nouns")}


@cache
def _state_parts() -> Mapping[str, bool]:
    """Return the words for parts of a state (True) or of a city (False)."""
    return {word: whole == "state" for word, whole in table("state_parts")}


def division_senses(mentions: Mentions) -> Mapping[int, str]:
    """Return the title of the division that a mention with a shared name means, by index: "New York (state)"."""
    shared = {
        mention_i: name
        for mention_i, mention in enumerate(mentions)
        if mention.type is EntityType.PLACE and (name := shared_names().get(folded(mention.text)))
    }
    if not shared:
        return {}
    beside = {
        mention_i: _sense_beside(mentions, mentions.spans[mention_i], name)
        for mention_i, name in shared.items()
    }
    listed = {
        mention_i: _sense_in_list(kinds, shared[mention_i])
        for mention_i, kinds in _listed_kinds(mentions).items()
        if mention_i in shared
    }
    usual = {name.title: _usual_sense(name, mentions, beside, listed, shared) for name in shared.values()}
    return {
        mention_i: name.title
        for mention_i, name in shared.items()
        if _first_known(beside[mention_i], listed.get(mention_i), usual[name.title])
    }


def means_western_world(mentions: Mentions) -> bool:
    """Return True if "the West" is no part of a country: the article names more countries than states and towns."""
    kinds: dict[Place, PlaceKind] = {}
    for text in {mention.text for mention in mentions if mention.type is EntityType.PLACE} - {"West"}:
        place = mentions.gazetteer.abbreviated_division(text)
        place = place or next(iter(mentions.gazetteer.candidates(text)), None)
        if place is not None:
            kinds[place] = place.kind
    counts = Counter(kinds.values())
    return counts[PlaceKind.COUNTRY] > counts[PlaceKind.ADMIN] + counts[PlaceKind.CITY]


def _first_known(*senses: bool | None) -> bool:
    return next((sense for sense in senses if sense is not None), False)


def _sense_beside(mentions: Mentions, mention: MentionSpan, name: SharedName) -> bool | None:
    """Return True if the words beside a mention show that it means the division, False if its namesake."""
    if is_contained(mention):
        return False
    for sense in (_sense_of_kind_noun(mention), _sense_of_part(mention)):
        if sense is not None:
            return sense
    return True if _modifies_state_noun(mention, name) or _is_home_of_official(mentions, mention) else None


def _sense_of_kind_noun(mention: MentionSpan) -> bool | None:
    """Return the sense that "state" after the name, ", a state", or "state of" before it gives."""
    if _APPOSITION.match(mention.doc.text, mention.span.end):
        return True
    after, before = mention.next, mention.previous
    if after is not None and after.text.lower() in _KIND_NOUNS and not after.is_attached:
        return _KIND_NOUNS[after.text.lower()]
    if before is not None and before.text.lower() == "of" and before.previous is not None:
        return _KIND_NOUNS.get(before.previous.text.lower())
    return None


def _sense_of_part(mention: MentionSpan) -> bool | None:
    """Return the sense that a word for a part gives: "upstate", "downtown"."""
    before = mention.previous
    return _state_parts().get(before.text.lower()) if before is not None else None


def _modifies_state_noun(mention: MentionSpan, name: SharedName) -> bool:
    """Return True for "Lowmoor governor", "governor of Lowmoor", "primary in Lowmoor"."""
    tokens = [mention.next, mention.next.next if mention.next is not None else None]
    following = [token for token in tokens if token is not None]
    phrases = {" ".join(token.text.lower() for token in following), *map(_noun, following[:1])}
    last = mention.tokens[-1]
    if last.dep in ("compound", "nmod", "amod") and last.head.i >= mention.last:
        phrases.add(_noun(last.head))
    if last.dep == "poss" and last.head.i >= mention.last:
        phrases.add(_noun(last.head))
    if last.dep == "pobj" and last.head.dep == "prep" and last.head.text.lower() in ("of", "from", "in"):
        noun = last.head.head
        phrases.update([_noun(noun), *(_noun(child) for child in noun.children if child.dep == "compound")])
    return any(_is_of_states(phrase, name) for phrase in phrases)


def _noun(token: Token) -> str:
    return token.lemma.lower()


def _is_of_states(phrase: str, name: SharedName) -> bool:
    of_capital = _state_nouns().get(phrase)
    return of_capital is not None and not (of_capital and name.is_capital)


def _is_home_of_official(mentions: Mentions, mention: MentionSpan) -> bool:
    """Return True for "Sen. Ana Roe of Lowmoor" and "D-Lowmoor"."""
    of = mention.previous
    if of is None:
        return False
    if follows_party(mention):
        return True
    if of.text.lower() not in ("of", "from") or of.previous is None:
        return False
    person = mentions.at(of.previous.i)
    title = person.previous if person is not None and person.type is EntityType.PERSON else None
    return title is not None and title.text.lower() in _OFFICIALS


def follows_party(mention: MentionSpan) -> bool:
    """Return True for the state of a politician after the letter of a party: "D-Lowmoor"."""
    return (
        _PARTY_TAG.search(mention.doc.text[max(0, mention.span.start - 3) : mention.span.start]) is not None
    )


def _listed_kinds(mentions: Mentions) -> Mapping[int, frozenset[PlaceKind]]:
    """Return the kinds of the other places in the list that contains a mention, by index."""
    runs: list[list[int]] = [[]]
    joined = set()  # a comma alone may be the one between a town and its region
    for first_i, second_i in pairwise(range(len(mentions))):
        first, second = mentions.spans[first_i], mentions.spans[second_i]
        between = mentions.doc.text[first.span.end : second.span.start]
        if len(between) <= _LONGEST_SEPARATOR and _LIST_SEPARATOR.fullmatch(between):
            runs[-1] = [*(runs[-1] or [first_i]), second_i]
            if between.strip() != ",":
                joined.add(len(runs) - 1)
        else:
            runs.append([])
    kinds: dict[int, frozenset[PlaceKind]] = {}
    for run_i, run in enumerate(runs):
        is_list = run_i in joined or len(run) >= _LEAST_LIST
        if is_list and any(folded(mentions.spans[i].text) in shared_names() for i in run):
            own = {i: _kind(mentions.spans[i], mentions.gazetteer) for i in run}
            for i in run:
                others = [own[other] for other in run if other != i]
                kinds[i] = frozenset(kind for kind in others if kind is not None)
    return kinds


def _kind(mention: MentionSpan, gazetteer: Gazetteer) -> PlaceKind | None:
    """Return the kind of place that an unambiguous name means: country, first-level division or city."""
    if mention.type is not EntityType.PLACE or folded(mention.text) in shared_names():
        return None
    # An abbreviation is the region of the name before it, and no item of a list.
    known = gazetteer.abbreviated_division(mention.text) is None
    place = next(iter(gazetteer.candidates(mention.text)), None) if known else None
    if place is None or (place.kind is PlaceKind.ADMIN and place.admin is not None):
        return None
    return place.kind


def _sense_in_list(kinds: frozenset[PlaceKind], name: SharedName) -> bool | None:
    """Return the sense that fits a list: states beside states, cities beside cities, countries beside countries."""
    if PlaceKind.ADMIN in kinds:
        return True
    return False if name.namesake.kind in kinds else None


def _usual_sense(
    name: SharedName,
    mentions: Mentions,
    beside: Mapping[int, bool | None],
    listed: Mapping[int, bool | None],
    shared: Mapping[int, SharedName],
) -> bool:
    """Return True if the bare name means the division in this article."""
    if name.is_capital:
        return False
    senses = {sense for mention_i, sense in beside.items() if shared[mention_i] == name}
    places = [mention for mention in mentions if mention.type is EntityType.PLACE]
    if name.namesake.kind is PlaceKind.COUNTRY:
        senses |= {sense for mention_i, sense in listed.items() if shared[mention_i] == name}
        if False in senses or True in senses:
            return True in senses and False not in senses
        return _is_about_country_of(name.division, name.namesake, places, mentions.gazetteer)
    return (
        True in senses
        and False not in senses
        and not any(_parts_of(name.namesake, places, mentions.gazetteer))
    )


def _is_about_country_of(
    division: Place, namesake: Place, places: list[MentionSpan], gazetteer: Gazetteer
) -> bool:
    """Return True if an article names more of the division's country than neighbors of the country of its name."""
    divisions, near = set(), set()
    neighbors = gazetteer.countries[namesake.country or ""].neighbors
    for text in {mention.text for mention in places}:
        place = gazetteer.abbreviated_division(text) or next(iter(gazetteer.candidates(text)), None)
        if place is None or place in (division, namesake):
            continue
        if place.country == division.country:
            divisions.add(place)
        elif place.country == namesake.country or (place.country in neighbors):
            near.add(place.country)
    return len(divisions) > len(near)


def _parts_of(city: Place, places: list[MentionSpan], gazetteer: Gazetteer) -> Iterator[bool]:
    """Yield True for each mention of the city under its own name, or of a part of it."""
    for mention in places:
        if folded(mention.text) not in shared_names():
            place = next(iter(gazetteer.candidates(mention.text)), None)
            yield (
                place is not None
                and place.kind is PlaceKind.CITY
                and (place.country == city.country and distance_degrees(place, city) < _PART_OF_CITY_DEGREES)
            )
