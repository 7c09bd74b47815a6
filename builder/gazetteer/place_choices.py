"""The places that a name of an article may mean, narrowed by the regions beside it, none contained in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from builder.gazetteer.lookup import Gazetteer, PlaceCandidate, distance_degrees, lies_in, load_gazetteer
from builder.gazetteer.towns import towns_named
from builder.model.place import Place, PlaceKind

_MAIN_CITY_SHARE = 0.2
"""A city with this share of its division's population is preferred to a division of the same name."""
_SAME_PLACE_DEGREES = 0.6
_IN_COUNTRIES = (PlaceKind.COUNTRY, PlaceKind.ADMIN, PlaceKind.CITY)
_KEPT_CHOICES = 1 << 13
"""Candidates that are kept: the articles of an archive name the same places again and again."""
LARGE_CITY = 500_000
"""Inhabitants of a city that is known by its name alone, though that is also a word or stands in a list."""


class PlaceChoice(Struct, frozen=True):
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
def choices_of(spellings: tuple[str, ...], hints: tuple[str, ...]) -> PlaceChoice:
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
            return PlaceChoice((), (), hinted=True)
    outer = outer_candidates(matches)
    weights = [
        max(other.weight for other in matches if other == match or _represents(match, other))
        for match in outer
    ]
    return PlaceChoice(outer, tuple(weights), hinted)


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
        known = first[0].record.capital or first[0].place.population >= LARGE_CITY
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
