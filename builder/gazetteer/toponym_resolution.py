"""Toponym resolution: the most likely place of each name of an article, or none if that is not safe.

All names of an article are resolved together. A first round resolves names that need no context: countries, large
cities, names with their region beside them. Its places are the context of the second round, in which a place weighs
more if its country or division is in the article. A name has no place if two candidates are close to each other, if the
best is too small for a bare name, or if the region beside it fits none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from builder.gazetteer.home_places import BareName, Home, places_at_home
from builder.gazetteer.lookup import Gazetteer, PlaceCandidate, distance_degrees, lies_in, load_gazetteer
from builder.gazetteer.name_keys import folded, name_key
from builder.gazetteer.towns import town_of_context, towns_named
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
_WORD_NEEDS = 500_000
"""Population from which a city is accepted whose name is also a word or a person's."""
_WORD_NEEDS_AT_HOME = 200_000
"""The same in an article about its country."""
_MAIN_CITY_SHARE = 0.2
"""A city with this share of its division's population is preferred to a division of the same name."""
_SAME_PLACE_DEGREES = 0.6

_IN_COUNTRIES = (PlaceKind.COUNTRY, PlaceKind.ADMIN, PlaceKind.CITY)
_VAGUE_KINDS = (PlaceKind.ADMIN, PlaceKind.REGION)
_NO_HINTS: Mapping[str, Sequence[str]] = MappingProxyType({})

_KEPT_CHOICES = 1 << 13
"""Candidates that are kept: the articles of an archive name the same places again and again."""


@dataclass(frozen=True, slots=True)
class _Context:
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
    choices = {key: _choices(tuple(names[key]), tuple(hints.get(key, ()))) for key in sorted(names)}
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


@dataclass(frozen=True, slots=True)
class _Choice:
    """The candidates of one key.

    Attributes:
        matches: candidates, none contained in another.
        weights: of each candidate, or of the heaviest candidate that it represents if that is heavier.
        hinted: True if a region beside the name has narrowed them.
    """

    matches: tuple[PlaceCandidate, ...]
    weights: tuple[float, ...]
    hinted: bool


@lru_cache(maxsize=_KEPT_CHOICES)
def _choices(spellings: tuple[str, ...], hints: tuple[str, ...]) -> _Choice:
    """Return the candidates of a key, narrowed by the regions beside its name."""
    gazetteer = load_gazetteer()
    matches = _common(gazetteer, spellings)
    hinted = any("," in spelling for spelling in spellings)
    for hint in hints:
        areas = gazetteer.regions(hint)
        inside = tuple(match for match in matches if any(lies_in(match.place, area) for area in areas))
        inside = inside or _towns_in(spellings, areas)
        if inside:
            matches, hinted = inside, True
        elif areas and not _is_list(gazetteer, matches, hint):
            return _Choice((), (), hinted=True)
    outer = outer_candidates(matches)
    weights = [
        max(other.weight for other in matches if other == match or _represents(match, other))
        for match in outer
    ]
    return _Choice(outer, tuple(weights), hinted)


def _towns_in(spellings: Sequence[str], areas: Sequence[Place]) -> tuple[PlaceCandidate, ...]:
    """Return the smaller towns of a name in the regions beside it: "Lowmoor, Ohio"."""
    records = (record for area in areas for spelling in spellings for record in towns_named(spelling, area))
    return tuple(map(PlaceCandidate, dict.fromkeys(records)))


def _common(gazetteer: Gazetteer, spellings: Sequence[str]) -> tuple[PlaceCandidate, ...]:
    """Return the candidates of the longest spelling, as far as the shorter ones allow them."""
    matches: tuple[PlaceCandidate, ...] = ()
    for spelling in sorted(set(spellings), key=lambda text: (-len(text), text)):
        found = gazetteer.matches(spelling)
        places = {match.place for match in found}
        matches = tuple(match for match in matches if match.place in places) or matches or found
    return matches


def _is_list(gazetteer: Gazetteer, matches: Sequence[PlaceCandidate], hint: str) -> bool:
    """Return True if name and hint are items of a list ("Chad, Sudan"), so that the hint is not a region of the name.

    Countries are listed with countries, divisions with others of their country, large cities with names whose first
    candidate is a city. An abbreviation belongs to the name before it. A region of the world lies in no country, so
    the name after it is never its region.
    """
    first = outer_candidates(matches)[:1]
    beside = outer_candidates(gazetteer.matches(hint))
    if not first or not beside or hint.replace(" ", "") in gazetteer.abbreviations:
        return False
    if first[0].place.kind is PlaceKind.CITY:
        known = first[0].record.capital or first[0].place.population >= _WORD_NEEDS
        return known and beside[0].place.kind is PlaceKind.CITY
    others = [other.place for other in beside]
    return first[0].place.kind not in _IN_COUNTRIES or any(
        _are_like(match.place, other) for match in matches for other in others
    )


def _are_like(place: Place, other: Place) -> bool:
    if place.kind is PlaceKind.ADMIN:
        return other.kind is PlaceKind.ADMIN and place.country == other.country
    return place.kind is PlaceKind.COUNTRY and other.kind is PlaceKind.COUNTRY


def outer_candidates(matches: Sequence[PlaceCandidate]) -> tuple[PlaceCandidate, ...]:
    """Return the candidates without those that another one contains or represents."""
    return tuple(
        match
        for match in matches
        if not any(_represents(other, match) for other in matches if other != match)
    )


def _represents(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    """Return True if the name means ``one`` rather than ``other``, which is in the same country.

    A country represents its parts; the capital, and the main city of a division, the division; a division the other
    cities in it; of two records of one place the heavier represents the other.
    """
    place, rival = one.place, other.place
    if place.country is None or place.country != rival.country:
        return False
    if PlaceKind.COUNTRY in (place.kind, rival.kind):
        return place.kind is PlaceKind.COUNTRY and rival.kind in (PlaceKind.ADMIN, PlaceKind.CITY)
    if place.kind is PlaceKind.CITY and rival.kind is PlaceKind.ADMIN:
        return _is_main_city(one, rival)
    if place.kind is PlaceKind.ADMIN and rival.kind is PlaceKind.CITY:
        return _contains(place, rival) and not _is_main_city(other, place)
    return (
        place.kind is rival.kind
        and distance_degrees(place, rival) < _SAME_PLACE_DEGREES
        and _is_heavier(one, other)
    )


def _is_main_city(city: PlaceCandidate, division: Place) -> bool:
    if city.spelling:
        return False
    if city.record.capital:
        return True
    share = city.place.population >= _MAIN_CITY_SHARE * division.population
    return share and _contains(division, city.place)


def _contains(division: Place, city: Place) -> bool:
    """Return True if the city lies in the division, or in the same first-level division as one below that level."""
    return lies_in(city, division) or (division.admin is not None and division.admin == city.admin)


def _is_heavier(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    """Return True if one place outweighs the other; coordinates decide between equal ones."""
    sizes = [
        (match.weight, match.place.admin is None, match.place.lat, match.place.lon) for match in (one, other)
    ]
    return sizes[0] > sizes[1]


def _best(gazetteer: Gazetteer, choice: _Choice, context: _Context, margin: float) -> PlaceCandidate | None:
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


def _is_plain(match: PlaceCandidate, choice: _Choice) -> bool:
    """Return True if a place may serve as context for others."""
    if match.place.kind is PlaceKind.CITY and not choice.hinted:
        known = match.record.capital or match.place.population >= _needed(match, _KNOWN_WORLDWIDE)
        return known and not match.spelling
    if match.place.kind is not PlaceKind.ADMIN or choice.hinted:
        return True
    return match.place.admin is None and not _is_direction(match.place.name)


def _is_credible(match: PlaceCandidate, choice: _Choice, context: _Context) -> bool:
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
    return max(usual, _WORD_NEEDS) if match.record.word else usual


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
