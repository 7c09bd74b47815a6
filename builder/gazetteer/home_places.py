"""Places of a site's home region: bare names of an article that mean its towns, villages and counties.

A local article says "Lowmoor" of the Lowmoor nearby, whatever greater place has that name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from builder.gazetteer.lookup import PlaceCandidate, distance_degrees, lies_in, load_gazetteer
from builder.gazetteer.name_keys import folded
from builder.gazetteer.towns import TOWN, towns_named
from builder.model.place import Place, PlaceKind

_NEAR_COUNTY_DEGREES = 0.6
"""Distance from the middle of a county within which its villages are."""
_METROPOLIS = 500_000
"""Population from which a city is meant by its bare name everywhere in its country."""
_CITY = 15_000
"""Population from which a town of the region is meant although its country has a metropolis of its name."""
_FOR_COUNTRY = 2
"""Other places of the region that an article must name before a town in it has the name of a country."""
_NATION = 40_000_000
"""Population from which a division is as large as a country."""
_GREATER_ABROAD = 10
"""How many times as large a place elsewhere must be to be meant although a town of a country has its name."""
_KEPT_NAMES = 1 << 12


class Home(Struct, frozen=True, array_like=True):
    """The region that a site writes about.

    Attributes:
        region: a country or a first-level division.
        known: keys of the names that mean a place of the region in every article: an article has it in its dateline
            or names it beside its county.
    """

    region: Place
    known: frozenset[str] = field(default_factory=frozenset)


class BareName(Struct, frozen=True):
    """A name of an article without a region beside it.

    Attributes:
        spellings: in the article, sorted.
        matches: what it means worldwide, the most likely first.
        plain: the place that it means without any context, or None.
    """

    spellings: tuple[str, ...]
    matches: tuple[PlaceCandidate, ...]
    plain: Place | None


@lru_cache(maxsize=_KEPT_NAMES)
def place_in_region(name: str, region: Place) -> Place | None:
    """Return the town, village or county of a region that a bare name means; None if none has it."""
    inside = [
        match
        for match in load_gazetteer().matches(name)
        if not match.spelling and lies_in(match.place, region)
    ]
    towns = [match.place for match in inside if match.place.kind is PlaceKind.CITY]
    counties = [match.place for match in inside if match.place.kind is PlaceKind.ADMIN and match.place.admin]
    towns += [record.place for record in towns_named(name, region)]
    # "Lowmoor" is the town and not the county around it, which is "Lowmoor County".
    if towns:
        return max(towns, key=lambda place: (place.population, place.lat, place.lon))
    return counties[0] if counties else None


def is_town_at_home(name: str, home: Home) -> bool:
    """Return True if a bare name is that of a town of the region, or of one that the site's articles show."""
    place = place_in_region(name, home.region)
    if place is None or place.kind is not PlaceKind.CITY:
        return False
    return place.population >= TOWN or folded(name) in home.known


def is_county_of(place: Place, region: Place) -> bool:
    """Return True if a place is a county of a region."""
    return place.kind is PlaceKind.ADMIN and place.admin is not None and lies_in(place, region)


def counties_named(spellings: Sequence[str], region: Place) -> list[Place]:
    """Return the counties of a region that a name means as a county: "Lowmoor County"."""
    found = [place_in_region(spelling, region) for spelling in spellings]
    return [place for place in found if place is not None and is_county_of(place, region)]


def is_near(place: Place, counties: Sequence[Place]) -> bool:
    """Return True if a village is in or beside one of the counties."""
    return any(distance_degrees(place, county) < _NEAR_COUNTY_DEGREES for county in counties)


def places_at_home(names: Mapping[str, BareName], countries: frozenset[str], home: Home) -> dict[str, Place]:
    """Return the places of the home region that bare names of an article mean, by key.

    Args:
        names: by key.
        countries: codes of countries of which the article names the people.
        home: the region.
    """
    region = home.region
    counties = [county for name in names.values() for county in counties_named(name.spellings, region)]
    candidates = {}
    for key, name in names.items():
        place = _candidate(name, counties, home)
        if place is not None:
            candidates[key] = place
    others = [name.plain for key, name in names.items() if key not in candidates and name.plain is not None]
    return {
        key: place
        for key, place in candidates.items()
        if _is_meant(place, names[key], _Evidence(len(candidates) - 1, others, countries), home)
    }


class _Evidence(Struct, frozen=True):
    """What an article says for and against a place at home.

    Attributes:
        at_home: number of other names that a place of the region has.
        others: the places that its other names mean.
        countries: of which it names the people.
    """

    at_home: int
    others: Sequence[Place]
    countries: frozenset[str]


def _candidate(name: BareName, counties: Sequence[Place], home: Home) -> Place | None:
    """Return the place of the region that a name may mean: a county, a town, or a village that the text shows."""
    for spelling in name.spellings:
        place = place_in_region(spelling, home.region)
        if place is None:
            continue
        if place.kind is not PlaceKind.CITY or place.population >= TOWN:
            return place
        if folded(spelling) in home.known or is_near(place, counties):
            return place
    return None


def _is_meant(place: Place, name: BareName, evidence: _Evidence, home: Home) -> bool:
    """Return True if a bare name means the place of the region and not a greater one elsewhere."""
    if not name.matches:
        return True
    best = name.matches[0]
    rival = name.plain or best.place
    if rival == place or is_county_of(place, home.region):
        return True
    if any(_is_greater(match, home.region) for match in name.matches):
        return False
    if _is_nation(home.region) and rival.population > _GREATER_ABROAD * place.population:
        return False
    known = any(folded(spelling) in home.known for spelling in name.spellings)
    if rival.population >= _METROPOLIS and place.population < _CITY and rival.country == place.country:
        return known
    against = sum(_supports(other, rival, place) for other in evidence.others)
    if any(match.place.kind is PlaceKind.COUNTRY for match in name.matches):
        return evidence.at_home >= _FOR_COUNTRY and not against and rival.country not in evidence.countries
    return known or evidence.at_home + 1 > against


def _is_nation(region: Place) -> bool:
    """Return True for a country, and for a division as large as one: England."""
    return region.kind is PlaceKind.COUNTRY or region.population >= _NATION


def _supports(other: Place, rival: Place, place: Place) -> bool:
    """Return True if another place of the article supports the greater place of a name against the one at home."""
    if rival.country != place.country:
        return other.country != place.country
    return rival.admin is not None and rival.admin in (other.admin, other.name)


def _is_greater(match: PlaceCandidate, region: Place) -> bool:
    """Return True for what a bare name means everywhere: a state and the capital of the country, a sea, a continent."""
    place = match.place
    if place.country == region.country and place.country is not None:
        return match.record.capital or (place.kind is PlaceKind.ADMIN and place.admin is None)
    return place.kind in (PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER)
