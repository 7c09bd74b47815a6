"""Locating the places of one article together: each name's most likely place, or none where that is not safe.

A first round settles what is plain without help: countries, large cities, names with their region beside
them. What it finds is the context of the second round, in which a place counts for more where its country or
division is in the article. A name stays without a place where two candidates come near each other, where the
best is too small for a bare name, or where the region beside it fits none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from builder.gazetteer.lookup import Gazetteer, PlaceCandidate, distance_degrees, lies_in, load_gazetteer
from builder.gazetteer.name_keys import name_key
from builder.model.place import Place, PlaceKind

_PLAIN_MARGIN = 1.0
"""How much heavier than its rivals a place must be to be plain without context (weights are logarithms)."""
_SAFE_MARGIN = 0.7
"""The same for any place that is given at all: five times the inhabitants, or the better context."""
_COUNTRY_SUPPORT = 1.0
_DIVISION_SUPPORT = 2.0
_DWARFED = 2.0
"""A place so much lighter than the heaviest of its name needs its region beside the name."""
_KNOWN_WORLDWIDE = 200_000
"""Inhabitants from which a city is named without its country, in an article about other countries."""
_KNOWN_ALONE = 100_000
"""Inhabitants from which a city is named alone, in an article that names no other place."""
_WORD_NEEDS = 500_000
"""Inhabitants from which a city is believed whose name is a word or a person's, too."""
_WORD_NEEDS_AT_HOME = 200_000
"""The same in an article about its country."""
_MAIN_CITY_SHARE = 0.2
"""A city of this share of its division's inhabitants is meant before the division of the same name."""
_SAME_PLACE_DEGREES = 0.6

_IN_COUNTRIES = (PlaceKind.COUNTRY, PlaceKind.ADMIN, PlaceKind.CITY)
_NO_HINTS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Context:
    """Countries by code and first-level divisions by country and key."""

    countries: frozenset[str]
    divisions: frozenset[tuple[str, str]]

    @property
    def divided(self) -> frozenset[str]:
        """The countries that the article names divisions of."""
        return frozenset(country for country, _ in self.divisions)

    def support(self, place: Place, gazetteer: Gazetteer) -> float:
        """What the context adds to a place's weight; a country is supported by its neighbours."""
        if place.country is None:
            return 0.0
        if place.kind is PlaceKind.COUNTRY:
            near = gazetteer.countries[place.country].neighbours & self.countries
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
) -> Mapping[str, Place]:
    """The places of one article, as far as they are certain.

    Args:
        names: key of each place → the spellings the article uses for it.
        context_countries: ISO 3166-1 alpha-2 codes of countries that the article is about for other reasons.
        hints: key → the region names written directly after it ("Beirut, Lebanon": Lebanon).

    Returns:
        Key → place, in the order of the keys; a key whose place is not certain is missing.
    """
    gazetteer = load_gazetteer()
    choices = {key: _choices(gazetteer, names[key], hints.get(key, ())) for key in sorted(names)}
    given = frozenset(context_countries)
    nothing = _Context(given, frozenset())
    plain = {
        key: match.place
        for key, choice in choices.items()
        if (match := _best(gazetteer, choice, nothing, _PLAIN_MARGIN)) and _is_plain(match, choice)
    }
    located = {}
    around = _Around(given, plain)
    for key, choice in choices.items():
        context = around.without(key)
        match = _best(gazetteer, choice, context, _SAFE_MARGIN)
        if match and _is_credible(match, choice, context):
            located[key] = match.place
    return located


@dataclass(frozen=True, slots=True)
class _Choice:
    """The candidates of one key.

    Attributes:
        matches: none of them contained in another.
        weights: of each, or of the heaviest that it stands for where that is more.
        hinted: whether a region beside the name has narrowed them.
    """

    matches: tuple[PlaceCandidate, ...]
    weights: tuple[float, ...]
    hinted: bool


def _choices(gazetteer: Gazetteer, spellings: Sequence[str], hints: Sequence[str]) -> _Choice:
    matches = _common(gazetteer, spellings)
    hinted = any("," in spelling for spelling in spellings)
    for hint in hints:
        areas = gazetteer.regions(hint)
        inside = tuple(match for match in matches if any(lies_in(match.place, area) for area in areas))
        if inside:
            matches, hinted = inside, True
        elif areas and not _is_list(gazetteer, matches, hint):
            return _Choice((), (), hinted=True)
    outer = _without_nested(matches)
    weights = [
        max(other.weight for other in matches if other == match or _stands_for(match, other))
        for match in outer
    ]
    return _Choice(outer, tuple(weights), hinted)


def _common(gazetteer: Gazetteer, spellings: Sequence[str]) -> tuple[PlaceCandidate, ...]:
    """The candidates of the longest spelling, kept where the shorter ones allow them, too."""
    matches: tuple[PlaceCandidate, ...] = ()
    for spelling in sorted(set(spellings), key=lambda text: (-len(text), text)):
        found = gazetteer.matches(spelling)
        places = {match.place for match in found}
        matches = tuple(match for match in matches if match.place in places) or matches or found
    return matches


def _is_list(gazetteer: Gazetteer, matches: Sequence[PlaceCandidate], hint: str) -> bool:
    """Whether name and hint are members of a list ("Chad, Sudan"), so that the hint says nothing of the name.

    Countries are listed with countries, divisions with others of their country, large cities with what one
    takes for a city first; an abbreviation belongs to the name before it. A region of the world lies in no
    country, so what follows it is never its region.
    """
    first = _without_nested(matches)[:1]
    beside = _without_nested(gazetteer.matches(hint))
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


def _without_nested(matches: Sequence[PlaceCandidate]) -> tuple[PlaceCandidate, ...]:
    """The candidates without those that another one of the same name contains or stands for."""
    return tuple(
        match
        for match in matches
        if not any(_stands_for(other, match) for other in matches if other != match)
    )


def _stands_for(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    """Whether the name means ``one`` wherever it might mean ``other``: both are in one country.

    A country stands for its parts; the capital, and the main city of a division, for the division; a division
    for the other cities in it; of two records of one place, the heavier.
    """
    place, rival = one.place, other.place
    if place.country is None or place.country != rival.country:
        return False
    if PlaceKind.COUNTRY in (place.kind, rival.kind):
        return place.kind is PlaceKind.COUNTRY and rival.kind in (PlaceKind.ADMIN, PlaceKind.CITY)
    if place.kind is PlaceKind.CITY and rival.kind is PlaceKind.ADMIN:
        return _is_main_city(one, rival)
    if place.kind is PlaceKind.ADMIN and rival.kind is PlaceKind.CITY:
        return _holds(place, rival) and not _is_main_city(other, place)
    return (
        place.kind is rival.kind
        and distance_degrees(place, rival) < _SAME_PLACE_DEGREES
        and _first(one, other)
    )


def _is_main_city(city: PlaceCandidate, division: Place) -> bool:
    if city.spelling:
        return False
    if city.record.capital:
        return True
    share = city.place.population >= _MAIN_CITY_SHARE * division.population
    return share and _holds(division, city.place)


def _holds(division: Place, city: Place) -> bool:
    """Whether the city lies in the division; for one below the first level, whether they are neighbours."""
    return lies_in(city, division) or (division.admin is not None and division.admin == city.admin)


def _first(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    sizes = [
        (match.weight, match.place.admin is None, match.place.lat, match.place.lon) for match in (one, other)
    ]
    return sizes[0] > sizes[1]


def _best(gazetteer: Gazetteer, choice: _Choice, context: _Context, margin: float) -> PlaceCandidate | None:
    """The heaviest candidate, where it outweighs all others by the margin.

    None, too, where the context speaks for another one and not for this.
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
    favoured = support == 0 and any(theirs > 0 for _, theirs, _ in others)
    return None if near or favoured else best


def _is_plain(match: PlaceCandidate, choice: _Choice) -> bool:
    """Whether a place may serve as context for others."""
    if match.place.kind is PlaceKind.CITY and not choice.hinted:
        known = match.record.capital or match.place.population >= _needed(match, _KNOWN_WORLDWIDE)
        return known and not match.spelling
    return match.place.kind is not PlaceKind.ADMIN or match.place.admin is None or choice.hinted


def _is_credible(match: PlaceCandidate, choice: _Choice, context: _Context) -> bool:
    """Whether a bare name may mean this place at all."""
    place = match.place
    if choice.hinted or match.record.capital or place.kind not in (PlaceKind.ADMIN, PlaceKind.CITY):
        return True
    if (place.country, name_key(place.admin or "")) in context.divisions:
        return True
    if place.kind is PlaceKind.ADMIN:
        return place.admin is None or place.country in context.countries
    if place.country in context.countries:
        return place.population >= _WORD_NEEDS_AT_HOME or not match.record.word
    return place.population >= _needed(match, _KNOWN_WORLDWIDE if context.countries else _KNOWN_ALONE)


def _needed(match: PlaceCandidate, usual: int) -> int:
    """The inhabitants a city needs in order to be believed where nothing speaks for its country."""
    return max(usual, _WORD_NEEDS) if match.record.word else usual


class _Around:
    """What the plain places of an article say about each other.

    Args:
        countries: codes that are given.
        plain: the places by key.
    """

    def __init__(self, countries: frozenset[str], plain: Mapping[str, Place]) -> None:
        self._given = countries
        self._told = {key: _told_by(place) for key, place in plain.items()}
        self._countries = Counter(code for codes, _ in self._told.values() for code in codes)
        self._divisions = Counter(division for _, divisions in self._told.values() for division in divisions)
        self._all = _Context(countries | frozenset(self._countries), frozenset(self._divisions))

    def without(self, key: str) -> _Context:
        """Return the context of all plain places but one."""
        codes, divisions = self._told.get(key, (frozenset(), frozenset()))
        alone = frozenset(code for code in codes if self._countries[code] == 1) - self._given
        sole = frozenset(division for division in divisions if self._divisions[division] == 1)
        if not alone and not sole:
            return self._all
        return _Context(self._all.countries - alone, self._all.divisions - sole)


def _told_by(place: Place) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the country and the division that contain a place."""
    if not place.country:
        return frozenset(), frozenset()
    name = place.name if place.kind is PlaceKind.ADMIN and place.admin is None else place.admin
    return frozenset({place.country}), frozenset({(place.country, name_key(name))} if name else ())
