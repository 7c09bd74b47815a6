"""Senses of names that a state shares with a city or a country, by the words beside each mention and by the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from builder.annotate.mentions.home_states import is_home_of_official
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_lists import listed_kinds, sense_in_list
from builder.annotate.mentions.place_parts import follows_unknown_town, parts_of, sense_of_own_part
from builder.annotate.mentions.place_regions import is_contained
from builder.annotate.mentions.state_contests import (
    election_words,
    is_about_state_elections,
    is_contested,
    is_example_of_states,
    is_represented,
    names_city,
    names_election,
    names_state,
)
from builder.annotate.parse.document import Token
from builder.gazetteer.division_names import SharedName, shared_names
from builder.gazetteer.name_keys import folded
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_LEAST_SENSES = 2
"""Mentions that mean the state by the words beside them, from which an article on its election is about it."""

_PREPOSITIONS = frozenset({"for", "from", "in", "of"})
_KIND_NOUNS = {"state": True, "province": True, "city": False}
_APPOSITION = re.compile(r", (?:a|the|another|one|her|his) (?:\w+ )?state\b")


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
    kinds = listed_kinds(mentions)
    listed = {
        mention_i: _sense_listed(mentions, mentions.spans[mention_i], kinds.get(mention_i, frozenset()), name)
        for mention_i, name in shared.items()
    }
    usual = {
        name.title: _usual_sense(name, mentions, beside, listed, shared) for name in set(shared.values())
    }
    contested = _contested(mentions, beside, shared)
    return {
        mention_i: name.title
        for mention_i, name in shared.items()
        if _first_known(
            beside[mention_i],
            listed[mention_i],
            contested.get(mention_i),
            False if name.is_of_city and names_city(mentions.spans[mention_i]) else usual[name.title],
        )
    }


def _contested(
    mentions: Mentions, beside: Mapping[int, bool | None], shared: Mapping[int, SharedName]
) -> Mapping[int, bool]:
    """Return True by index for the mentions that an election in the state shows to mean it, and not the city."""
    if not is_about_state_elections(mentions.doc):
        return {}
    found: dict[int, bool] = {}
    for name in set(shared.values()):
        if name.is_of_city and not name.is_capital:
            senses = {mention_i: beside[mention_i] for mention_i, other in shared.items() if other == name}
            found.update(_contested_of(mentions, senses))
    return found


def _contested_of(mentions: Mentions, beside: Mapping[int, bool | None]) -> Mapping[int, bool]:
    """Return True by index for the mentions of one name that an election shows to mean the state."""
    spans = {mention_i: mentions.spans[mention_i] for mention_i in beside}
    of_state = {mention_i for mention_i, sense in beside.items() if sense}
    of_city = {mention_i for mention_i, sense in beside.items() if sense is False}
    bare = {mention_i: spans[mention_i] for mention_i, sense in beside.items() if sense is None}
    contested = {mention_i for mention_i, mention in bare.items() if is_contested(mention)}
    if of_state | contested:
        contested |= {i for i, mention in bare.items() if names_election(mention) and not names_city(mention)}
    of_state |= contested
    # A senator is named in articles on the city, too; voters and delegates are not.
    votes = contested or any(_modified(spans[mention_i]) & election_words() for mention_i in of_state)
    is_about = votes and _LEAST_SENSES <= len(of_state) > len(of_city)
    return {
        mention_i: True
        for mention_i, mention in bare.items()
        if mention_i in contested or ((is_about or names_state(mention)) and not names_city(mention))
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
    nouns = _modified(mention)
    if any(_is_of_states(noun, name) for noun in nouns) or is_home_of_official(mentions, mention):
        return True
    return _sense_of_city(mentions, mention, name, nouns) if name.is_of_city else None


def _sense_of_city(
    mentions: Mentions, mention: MentionSpan, name: SharedName, nouns: frozenset[str]
) -> bool | None:
    """Return the sense of a name that a state shares with a city, by its voters, its parts and its streets."""
    if is_represented(mention):
        return True
    if nouns & words("city_nouns"):
        return False
    return sense_of_own_part(mentions, mention, name)


def _sense_listed(
    mentions: Mentions, mention: MentionSpan, kinds: frozenset[PlaceKind], name: SharedName
) -> bool | None:
    """Return the sense that other places beside a name give: "Ohio and Lowmoor", "states like Lowmoor"."""
    has_villages = name.is_of_city and not name.is_capital
    if is_example_of_states(mention) or (has_villages and follows_unknown_town(mentions, mention)):
        return True
    return sense_in_list(kinds, name)


def _sense_of_kind_noun(mention: MentionSpan) -> bool | None:
    """Return the sense that "state" after the name, ", a state", or "state of" before it gives."""
    if _APPOSITION.match(mention.doc.text, mention.span.end):
        return True
    after, before = mention.next, mention.previous
    if after is not None and after.tag == "POS":
        after = after.next
    if after is not None and after.text.lower() in _KIND_NOUNS and not after.is_attached:
        return _KIND_NOUNS[after.text.lower()]
    if before is not None and before.text.lower() == "of" and before.previous is not None:
        return _KIND_NOUNS.get(before.previous.text.lower())
    return None


def _sense_of_part(mention: MentionSpan) -> bool | None:
    """Return the sense that a word for a part gives: "upstate", "downtown"."""
    before = mention.previous
    return _state_parts().get(before.text.lower()) if before is not None else None


def _modified(mention: MentionSpan) -> frozenset[str]:
    """Return the nouns that a name modifies or completes: "Lowmoor governor", "governor of Lowmoor"."""
    tokens = [mention.next, mention.next.next if mention.next is not None else None]
    following = [token for token in tokens if token is not None]
    phrases = {" ".join(token.text.lower() for token in following), *map(_noun, following[:1])}
    last = mention.tokens[-1]
    if last.dep in ("compound", "nmod", "amod", "poss") and last.head.i >= mention.last:
        phrases.add(_noun(last.head))
    if last.dep == "pobj" and last.head.dep == "prep" and last.head.text.lower() in _PREPOSITIONS:
        noun = last.head.head
        before = noun.previous.text.lower() if noun.previous is not None else ""
        compounds = [_noun(child) for child in noun.children if child.dep == "compound"]
        phrases.update([_noun(noun), f"{before} {_noun(noun)}", *compounds])
    return frozenset(phrases)


def _noun(token: Token) -> str:
    """Return the base form of a noun, in lower case."""
    return token.lemma.lower()


def _is_of_states(phrase: str, name: SharedName) -> bool:
    of_capital = _state_nouns().get(phrase)
    return of_capital is not None and not (of_capital and name.is_capital)


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
        and not any(parts_of(name.namesake, places, mentions.gazetteer))
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
