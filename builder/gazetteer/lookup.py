"""Lookup in the gazetteer: the places that a name may mean, and the group that a form names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct, field

from builder.gazetteer.name_keys import folded, keys_of, name_key, with_whole_compass
from builder.gazetteer.tables import (
    Abbreviation,
    Country,
    KindWord,
    PlaceIndex,
    PlaceRecord,
    city_record,
    division_record,
    read_abbreviations,
    read_city_names,
    read_countries,
    read_groups,
    read_index,
    read_kind_words,
    read_regions,
)
from builder.model.place import Place, PlaceKind

# Weights are decimal logarithms of populations.
_REGION_WEIGHT = 9.0
_LEAST_COUNTRY = 6.5
_COUNTRY_BONUS = 0.5
_CAPITAL_BONUS = 1.0
_MOST_KNOWN = 20_000
"""Names whose candidates are remembered, at most."""
_SPELLING_PENALTY = 1.0
_SHARE_OF_DISTRICT = 0.3
"""Share of the inhabitants of the towns in a district, at least, that live in the capital that it consists of."""
_DIVISION_REACH = 1.0
"""Degrees from the center of a division below the first level within which its towns are."""


class GroupRecord(Struct, frozen=True):
    """A people, religion or party.

    Attributes:
        name: the plural that heads its page ("Danes").
        country: ISO 3166-1 alpha-2 code of its country, or None.
    """

    name: str
    country: str | None


class PlaceCandidate(Struct, frozen=True):
    """A place that a name may mean.

    Attributes:
        record: the place.
        spelling: True if the name is only a likely spelling of the place's name, not the name itself.
    """

    record: PlaceRecord
    spelling: bool = False

    @property
    def place(self) -> Place:
        """The place itself."""
        return self.record.place

    @property
    def weight(self) -> float:
        """Prominence of the place: the decimal logarithm of its population, with bonuses.

        A country counts as three times its population, and as one of three million people if it has fewer; a capital
        counts as ten times its population. A region of the world has no population and counts as a billion people.
        """
        size = math.log10(self.place.population + 1)
        if self.place.kind is PlaceKind.COUNTRY:
            size = max(size, _LEAST_COUNTRY) + _COUNTRY_BONUS
        elif self.place.kind not in (PlaceKind.ADMIN, PlaceKind.CITY):
            size = _REGION_WEIGHT
        return size + _CAPITAL_BONUS * self.record.capital - _SPELLING_PENALTY * self.spelling


class Gazetteer(Struct, frozen=True, eq=False):
    """All tables, ready to be searched.

    Attributes:
        countries: by ISO 3166-1 alpha-2 code.
        named: regions and countries by key.
        divisions, cities: by key.
        city_names: further names of cities by key: the city's own key and its country.
        abbreviations: of divisions, as written.
        kind_words: words that say what kind of place a name means, longer ones first.
        groups: name and country by form.
    """

    countries: Mapping[str, Country]
    named: Mapping[str, tuple[PlaceRecord, ...]]
    divisions: PlaceIndex
    cities: PlaceIndex
    city_names: Mapping[str, list[tuple[str, str]]]
    abbreviations: Mapping[str, Abbreviation]
    kind_words: tuple[KindWord, ...]
    groups: Mapping[str, tuple[str, str | None]]
    # The articles of an archive name the same places again and again.
    _known: dict[str, tuple[PlaceCandidate, ...]] = field(default_factory=dict)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Return the places that a name may mean, most likely first; a region after a comma narrows them."""
        return tuple(match.place for match in self.matches(name))

    def matches(self, name: str) -> tuple[PlaceCandidate, ...]:
        """Return the candidates for a name, most likely first."""
        head, comma, tail = name.rpartition(",")
        whole = self._matches(name.strip())
        if whole or not comma or not head.strip():
            return whole
        regions = self.regions(tail)
        return tuple(
            match for match in self.matches(head) if any(lies_in(match.place, area) for area in regions)
        )

    def regions(self, name: str) -> tuple[Place, ...]:
        """Return the countries and divisions that a name or an abbreviation may mean if it follows a place."""
        name = name.strip()
        bare = name.replace(" ", "")
        abbreviation = self.abbreviations.get(bare) or self.abbreviations.get(f"{bare}.")
        if abbreviation:
            return tuple(match.place for match in self._abbreviated(abbreviation))
        areas = (PlaceKind.COUNTRY, PlaceKind.ADMIN)
        return tuple(match.place for match in self._matches(name) if match.place.kind in areas)

    def group(self, form: str) -> GroupRecord | None:
        """Return the group that a form names ("Danish", "Danes"), ignoring case and the kind of apostrophe.

        A form without a capital ("turkey") names no group.
        """
        form = form.strip().replace("’", "'").removeprefix("the ").removeprefix("The ")
        if not any(character.isupper() for character in form):
            return None
        found = self.groups.get(form) or self.groups.get(form.title()) or self.groups.get(form.capitalize())
        return GroupRecord(*found) if found else None

    def is_country(self, name: str) -> bool:
        """Return True if a country has this name."""
        return any(match.place.kind is PlaceKind.COUNTRY for match in self._matches(name))

    def city_key(self, name: str) -> str | None:
        """Return the key of the city that a further name means ("NYC" and "New York City"); None for other names.

        The abbreviation of a district that consists of a capital ("D.C.") means that capital.
        """
        abbreviation = self.abbreviations.get(name.replace(" ", ""))
        if abbreviation is not None:
            capital = self._capital_of(abbreviation)
            if capital is not None:
                return capital
            if not abbreviation.postal:
                return None  # the press's "La." is never the further name of a city
        cities = set(self.city_names.get(name_key(name), ()))
        return min(cities)[0] if len(cities) == 1 else None

    def _capital_of(self, abbreviation: Abbreviation) -> str | None:
        """Return the key of the capital that a division consists of, or None: "D.C.", not "Ont."."""
        key = name_key(self.countries[abbreviation.country].capital)
        records = [city_record(row) for row in self.cities.names.get(key, ())]
        capital = next((record.place for record in records if record.capital), None)
        division = next((match.place for match in self._abbreviated(abbreviation)), None)
        if capital is None or division is None or name_key(capital.admin or "") != abbreviation.key:
            return None
        return key if capital.population >= _SHARE_OF_DISTRICT * division.population else None

    def region_name(self, name: str) -> str | None:
        """Return the usual name of the region of the world or sea that a name means most probably, or None.

        "Pacific" is the Pacific Ocean and "Mideast" the Middle East. A name of two of them ("Amazon") means neither.
        """
        records = self.named.get(name_key(name), ())
        kinds = (PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER)
        names = {record.place.name for record in records if record.place.kind in kinds}
        return names.pop() if len(names) == 1 and len(records) == 1 else None

    def abbreviated_division(self, name: str, *, postal: bool = False) -> Place | None:
        """Return the division that an abbreviation means, also without its full stop ("Va.", "Vt").

        Args:
            name: as written.
            postal: True if a postal abbreviation ("VA") counts, too, because a town or a party is beside it.
        """
        bare = name.replace(" ", "")
        abbreviation = self.abbreviations.get(bare) or self.abbreviations.get(f"{bare}.")
        if abbreviation is None or (abbreviation.postal and not postal):
            return None
        return next((match.place for match in self._abbreviated(abbreviation)), None)

    def region_names(self) -> list[str]:
        """Return the names of the regions of the world, its seas and rivers, sorted; further names, too."""
        return sorted({name for record, names in read_regions() for name in (record.place.name, *names)})

    def country_names(self) -> list[str]:
        """Return all English names of countries, and the names of their capitals, sorted."""
        names = {name for _, _, spelled in read_countries() for name in spelled}
        return sorted(names | {country.capital for country in self.countries.values() if country.capital})

    def division_names(self, least: int) -> list[str]:
        """Return the names of first-level divisions of so many inhabitants at least that do not end in their kind."""
        records = (division_record(row) for rows in self.divisions.names.values() for row in rows)
        kinds = {word.words for word in self.kind_words}
        return sorted(
            {
                record.place.name
                for record in records
                if record.place.admin is None
                and record.place.population >= least
                and folded(record.place.name).split()[-1] not in kinds
            }
        )

    def _matches(self, name: str) -> tuple[PlaceCandidate, ...]:
        """Return the candidates for a name without a region after it, most likely first."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[name] = self._looked_up(name)
        return known

    def _looked_up(self, name: str) -> tuple[PlaceCandidate, ...]:
        abbreviation = self.abbreviations.get(name.replace(" ", ""))
        if abbreviation and not abbreviation.postal:
            return tuple(self._abbreviated(abbreviation))
        for keys, word in self._readings(with_whole_compass(name)):
            for key in keys:
                found = {match for match in self._bearing(key) if _fits(match.place, word)}
                if found:
                    return tuple(sorted(found, key=_order))
        return ()

    def _readings(self, name: str) -> Iterator[tuple[tuple[str, ...], KindWord | None]]:
        """Yield the keys of the whole name, then those of the name without a kind word."""
        yield keys_of(name), None
        plain = folded(name)
        for word in self.kind_words:
            if word.leading and plain.startswith(f"{word.words} "):
                yield keys_of(plain.removeprefix(f"{word.words} ")), word
            elif not word.leading and plain.endswith(f" {word.words}"):
                yield keys_of(plain.removesuffix(f" {word.words}")), word

    def _bearing(self, key: str) -> Iterator[PlaceCandidate]:
        """Yield all places of one key; the name of a place does not count as a spelling of it, too."""
        yield from (PlaceCandidate(record) for record in self.named.get(key, ()))
        rows = self.divisions.names.get(key, ())
        yield from (PlaceCandidate(division_record(row)) for row in rows)
        others = self.divisions.spellings.get(key, ())
        yield from (PlaceCandidate(division_record(row), spelling=True) for row in others if row not in rows)
        rows = [*self.cities.names.get(key, ()), *self._rows_of_further_name(key)]
        yield from (PlaceCandidate(city_record(row)) for row in rows)
        others = self.cities.spellings.get(key, ())
        yield from (PlaceCandidate(city_record(row), spelling=True) for row in others if row not in rows)

    def _rows_of_further_name(self, key: str) -> list[str]:
        """Return the row of each city with this further name: the largest with the city's own name."""
        rows = []
        for own, country in self.city_names.get(key, ()):
            homonyms = [
                row for row in self.cities.names.get(own, ()) if city_record(row).place.country == country
            ]
            rows += sorted(homonyms, key=lambda row: -city_record(row).place.population)[:1]
        return rows

    def _abbreviated(self, abbreviation: Abbreviation) -> Iterator[PlaceCandidate]:
        for row in self.divisions.names.get(abbreviation.key, ()):
            record = division_record(row)
            if record.place.country == abbreviation.country and record.place.admin is None:
                yield PlaceCandidate(record)


def lies_in(place: Place, area: Place) -> bool:
    """Return True if a place lies in a country or a division other than itself."""
    # The tables have the first-level division of each place; a division below that must be in the same one, and near.
    if place == area or place.country != area.country:
        return False
    if area.kind is PlaceKind.COUNTRY:
        return place.kind is not PlaceKind.COUNTRY
    if area.admin is not None:
        return place.admin == area.admin and distance_degrees(place, area) < _DIVISION_REACH
    return place.admin is not None and name_key(place.admin) == name_key(area.name)


def distance_degrees(one: Place, other: Place) -> float:
    """Return the distance of two places that are not far apart, in degrees of a meridian (111 km each)."""
    narrowing = math.cos(math.radians(one.lat))
    east = (one.lon - other.lon + 180) % 360 - 180
    return math.hypot(one.lat - other.lat, east * narrowing)


def _fits(place: Place, word: KindWord | None) -> bool:
    if word is None:
        return True
    return place.kind in word.kinds and (place.admin is not None or not word.county)


def _order(match: PlaceCandidate) -> tuple[float, str, str, str, float, float]:
    place = match.place
    return -match.weight, place.name, place.country or "", place.admin or "", place.lat, place.lon


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, which is read on the first call."""
    countries, named = (
        {},
        [
            (name_key(name), record)
            for record, names in read_regions()
            for name in (record.place.name, *names)
        ],
    )
    for code, country, spelled in read_countries():
        countries[code] = country
        keys = dict.fromkeys(map(name_key, spelled))
        named += [(key, PlaceRecord(country.place)) for key in keys]
    return Gazetteer(
        countries,
        _by_key(named),
        read_index("divisions.tsv"),
        read_index("cities.tsv"),
        read_city_names(),
        read_abbreviations(),
        read_kind_words(),
        read_groups(),
    )


def _by_key(records: Iterable[tuple[str, PlaceRecord]]) -> dict[str, tuple[PlaceRecord, ...]]:
    by_key: dict[str, tuple[PlaceRecord, ...]] = {}
    for key, record in records:
        by_key[key] = (*by_key.get(key, ()), record)
    return by_key
