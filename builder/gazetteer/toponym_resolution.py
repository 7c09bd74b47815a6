"""Toponym resolution: the most likely place of each name of an article, or none if that is not safe.

All names of an article are resolved together. A first round resolves names that need no context: countries, large
cities, names with their region beside them. Its places are the context of the second round, in which a place weighs
more if its country or division is in the article. A name has no place if two candidates are close to each other, if the
best is too small for a bare name, or if the region beside it fits none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from builder.gazetteer.home_places import BareName, Home, places_at_home
from builder.gazetteer.lookup import Gazetteer, PlaceCandidate, load_gazetteer
from builder.gazetteer.name_keys import folded, name_key
from builder.gazetteer.place_choices import LARGE_CITY, PlaceChoice, choices_of
from builder.gazetteer.towns import town_of_context
from builder.lexicon.word_lists import words
from builder.model.place import Place, PlaceKind

_PLAIN_MARGIN = 1.0
"""Margin by which a place must outweigh its rivals without context (weights are logarithms)."""
_SAFE_MARGIN = 0.7
"""The same for any resolved place: five times the population, or a better context."""
_COUNTRY_SUPPORT = 1.0
_DIVISION_SUPPORT = 2.0
_DWARFED = 2.0
"""A place this much lighter than the heaviest of its name needs its region beside the name."""
_KNOWN_WORLDWIDE = 200_000
"""Population from which a city is named without its country in an article about other countries."""
_KNOWN_ALONE = 100_000
"""Population from which a city is named alone in an article that names no other place."""
_WORD_NEEDS_AT_HOME = 200_000
"""Inhabitants of a city whose name is also a word or a person's, in an article about its country."""

_VAGUE_KINDS = (PlaceKind.ADMIN, PlaceKind.REGION)
_NO_HINTS: Mapping[str, Sequence[str]] = MappingProxyType({})


class _Context(Struct, frozen=True):
    """Countries by code and first-level divisions by country and key."""

    countries: frozenset[str]
    divisions: frozenset[tuple[str, str]]

    @property
    def divided(self) -> frozenset[str]:
        """The countries of which the article names divisions."""
        return frozenset(country for country, _ in self.divisions)

    def support(self, place: Place, gazetteer: Gazetteer) -> float:
        """Return what the context adds to a place's weight; neighbors support a country."""
        if place.country is None:
            return 0.0
        if place.kind is PlaceKind.COUNTRY:
            near = gazetteer.countries[place.country].neighbors & self.countries
            return _COUNTRY_SUPPORT if near or place.country in self.countries else 0.0
        if place.admin and (place.country, name_key(place.admin)) in self.divisions:
            return _DIVISION_SUPPORT
        if place.kind is PlaceKind.ADMIN and place.admin is None and place.country in self.divided:
            return _DIVISION_SUPPORT
        return _COUNTRY_SUPPORT if place.country in self.countries else 0.0


def locate(
    names: Mapping[str, Sequence[str]],
    *,
    context_countries: Sequence[str] = (),
    hints: Mapping[str, Sequence[str]] = _NO_HINTS,
    home: Home | None = None,
) -> Mapping[str, Place]:
    """Return the places of one article that are certain.

    Args:
        names: key of each place → its spellings in the article.
        context_countries: ISO 3166-1 alpha-2 codes of countries that the article is about for other reasons.
        hints: key → the region names written directly after it ("Beirut, Lebanon": Lebanon).
        home: the region whose towns the article means by bare names.

    Returns:
        Key → place, in the order of the keys; a key whose place is not certain is missing.
    """
    gazetteer = load_gazetteer()
    choices = {key: choices_of(tuple(names[key]), tuple(hints.get(key, ()))) for key in sorted(names)}
    given = frozenset(context_countries)
    nothing = _Context(given, frozenset())
    plain = {
        key: match.place
        for key, choice in choices.items()
        if (match := _best(gazetteer, choice, nothing, _PLAIN_MARGIN)) and _is_plain(match, choice)
    }
    at_home = {}
    if home is not None:
        bare = {
            key: BareName(tuple(sorted(names[key])), choice.matches, plain.get(key))
            for key, choice in choices.items()
            if not choice.hinted
        }
        at_home = places_at_home(bare, given, home)
        plain |= at_home
    located = {}
    contexts = _Contexts(given, plain)
    for key, choice in choices.items():
        if key in at_home:
            located[key] = at_home[key]
            continue
        context = contexts.without(key)
        match = _best(gazetteer, choice, context, _SAFE_MARGIN)
        if match and _is_credible(match, choice, context):
            located[key] = match.place
        elif not choice.matches and not choice.hinted:
            town = town_of_context(names[key], context.countries, context.divisions)
            if town is not None:
                located[key] = town
    return located


def _best(
    gazetteer: Gazetteer, choice: PlaceChoice, context: _Context, margin: float
) -> PlaceCandidate | None:
    """Return the heaviest candidate.

    Returns:
        None if it does not outweigh the others by the margin, or if the context supports another one and not it.
    """
    heaviest = max(choice.weights, default=0.0)
    rivals = [
        (weight + (support := context.support(match.place, gazetteer)), support, match)
        for match, weight in zip(choice.matches, choice.weights, strict=True)
        if choice.hinted or heaviest - weight < _DWARFED
    ]
    if not rivals:
        return None
    total, support, best = max(rivals, key=lambda rival: rival[0])
    others = [rival for rival in rivals if rival[2] != best]
    near = any(total - other < margin for other, _, _ in others)
    favored = support == 0 and any(theirs > 0 for _, theirs, _ in others)
    return None if near or favored else best


def _is_plain(match: PlaceCandidate, choice: PlaceChoice) -> bool:
    """Return True if a place may serve as context for others."""
    if match.place.kind is PlaceKind.CITY and not choice.hinted:
        known = match.record.capital or match.place.population >= _needed(match, _KNOWN_WORLDWIDE)
        return known and not match.spelling
    if match.place.kind is not PlaceKind.ADMIN or choice.hinted:
        return True
    return match.place.admin is None and not _is_direction(match.place.name)


def _is_credible(match: PlaceCandidate, choice: PlaceChoice, context: _Context) -> bool:
    """Return True if a bare name may mean this place."""
    place = match.place
    if place.country is not None and place.kind in _VAGUE_KINDS and _is_direction(place.name):
        # A court's "Eastern District" is not the one of American Samoa.
        return choice.hinted or place.country in context.countries
    if choice.hinted or match.record.capital or place.kind not in (PlaceKind.ADMIN, PlaceKind.CITY):
        return True
    if (place.country, name_key(place.admin or "")) in context.divisions:
        return True
    if place.kind is PlaceKind.ADMIN:
        return place.admin is None or place.country in context.countries
    if place.country in context.countries:
        return place.population >= _WORD_NEEDS_AT_HOME or not match.record.word
    return place.population >= _needed(match, _KNOWN_WORLDWIDE if context.countries else _KNOWN_ALONE)


def _is_direction(name: str) -> bool:
    """Return True for the names of divisions that only say which part of a country is meant: "Western Region"."""
    return all(word in words("direction_words") for word in folded(name).split())


def _needed(match: PlaceCandidate, usual: int) -> int:
    """Return the population that a city needs if nothing supports its country."""
    return max(usual, LARGE_CITY) if match.record.word else usual


class _Contexts:
    """Contexts that the plain places of an article are for each other.

    Args:
        countries: codes that are given.
        plain: the places by key.
    """

    def __init__(self, countries: frozenset[str], plain: Mapping[str, Place]) -> None:
        self._given = countries
        self._areas = {key: _areas_of(place) for key, place in plain.items()}
        self._countries = Counter(code for codes, _ in self._areas.values() for code in codes)
        self._divisions = Counter(division for _, divisions in self._areas.values() for division in divisions)
        self._all = _Context(countries | frozenset(self._countries), frozenset(self._divisions))

    def without(self, key: str) -> _Context:
        """Return the context of all plain places but one."""
        codes, divisions = self._areas.get(key, (frozenset(), frozenset()))
        alone = frozenset(code for code in codes if self._countries[code] == 1) - self._given
        sole = frozenset(division for division in divisions if self._divisions[division] == 1)
        if not alone and not sole:
            return self._all
        return _Context(self._all.countries - alone, self._all.divisions - sole)


def _areas_of(place: Place) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the country and the division that contain a place."""
    if not place.country:
        return frozenset(), frozenset()
    name = place.name if place.kind is PlaceKind.ADMIN and place.admin is None else place.admin
    return frozenset({place.country}), frozenset({(place.country, name_key(name))} if name else ())
